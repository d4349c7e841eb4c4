"""Whether all is well with this forum, in words for whoever hosts it."""

import os
import shutil
import socket
from pathlib import Path
from urllib.parse import urlsplit

from peewee import DatabaseError, InterfaceError

from .. import config
from ..db import db, is_postgres, unguarded
from . import jobs, migrate, outbox

Finding = tuple[bool, str]
LATE = 30 * 60  # seconds that a mail may wait
PATIENCE = 10  # seconds for the mail server to answer
LEAST_ROOM = 500 * 1024 * 1024  # bytes


def check() -> list[Finding]:
    """Each thing that must be well, whether it is, and what to do when it is not."""
    findings = [_settings(), _mail(), _integrity()]
    if findings[-1][0]:
        findings += [_version(), _queue()]
    return [*findings, _room()]


def _settings() -> Finding:
    try:
        config.settings()
    except config.BadSettings as trouble:
        return False, str(trouble)
    return True, "The settings are complete."


def _mail() -> Finding:
    address = os.environ.get("FORUM_MAIL") or f"folder:{config.INSTANCE / 'mail'}"
    if address.startswith("folder:"):
        folder = Path(address.removeprefix("folder:"))
        nearest = next(place for place in (folder, *folder.absolute().parents) if place.exists())
        if os.access(nearest, os.W_OK):
            return True, f"Mail goes to the folder {folder}."
        return False, f"Mail cannot be written to {folder}. Give this account leave to write there."
    parts = urlsplit(address)
    try:
        socket.create_connection((parts.hostname or "", parts.port or 587), PATIENCE).close()
    except OSError:
        return False, f"The mail server {parts.hostname} does not answer. Mail waits until it does."
    return True, f"The mail server {parts.hostname} answers."


def _integrity() -> Finding:
    if not is_postgres() and not Path(db.database).exists():
        return False, "There is no database yet. Start with `make run` or `make start`."
    try:
        db.connect(reuse_if_open=True)
        with unguarded("the engine looks its own file over"):
            rows = db.execute_sql("SELECT 'ok'" if is_postgres() else "PRAGMA integrity_check").fetchall()
    except (DatabaseError, InterfaceError):
        rows = []
    if [tuple(row) for row in rows] == [("ok",)]:
        return True, "The database answers." if is_postgres() else "The database is whole."
    return False, "The database cannot be read. Stop the forum and restore the last backup."


def _version() -> Finding:
    try:
        waiting = migrate.pending()
    except (migrate.NewerDatabase, migrate.UnknownDatabase) as trouble:
        return False, trouble.words
    if waiting:
        return False, "The database is from an older version. Run `forum migrate`."
    return True, "The database is of this version."


def _queue() -> Finding:
    if migrate.pending():
        return False, "The queue cannot be read before `forum migrate`."
    if given_up := jobs.given_up():
        return (
            False,
            f"{len(given_up)} pieces of work were given up: {', '.join(sorted({k for k, _ in given_up}))}.",
        )
    if outbox.queue_age() > LATE:
        return False, "Mail has waited for more than half an hour. Is `forum work` running?"
    return True, "Nothing waits too long."


def _room() -> Finding:
    place = config.INSTANCE if is_postgres() else Path(db.database).parent
    nearest = next(folder for folder in (place, *place.absolute().parents) if folder.exists())
    if shutil.disk_usage(nearest).free < LEAST_ROOM:
        return False, "The disk is nearly full. Make room soon, or nothing can be saved."
    return True, "There is room on the disk."
