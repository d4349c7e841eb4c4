"""Whether all is well with this forum, in words for whoever hosts it."""

import os
import shutil
from pathlib import Path

from peewee import DatabaseError, InterfaceError

from .. import clock, config
from ..db import db, is_postgres, unguarded
from . import jobs, migrate, outbox, search

Finding = tuple[bool, str]
LATE = 30 * 60  # seconds that a mail may wait
LEAST_ROOM = 500 * 1024 * 1024  # bytes


def check() -> list[Finding]:
    """Each thing that must be well, whether it is, and what to do when it is not."""
    findings = [_settings(), _integrity()]
    if findings[-1][0]:
        findings.append(_version())
        if findings[-1][0]:
            findings += [_queue(), _search()]
    return [*findings, _room()]


def _settings() -> Finding:
    try:
        config.settings()
    except config.BadSettings as trouble:
        return False, str(trouble)
    return True, "The settings are complete."


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
    if is_postgres():
        return False, "The database does not answer. Look at FORUM_DATABASE, and whether PostgreSQL runs."
    folder = Path(db.database).absolute().parent
    if not (os.access(db.database, os.W_OK) and os.access(folder, os.W_OK)):
        return False, f"The database cannot be opened: give this account leave to write in {folder}."
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
    if given_up := jobs.given_up_lately():
        be = "digest was" if given_up == 1 else "digests were"
        return False, f"{given_up:,} {be} given up. Send this week’s again from Digests in the forum."
    if refused := outbox.refused_lately():
        be = "mail was" if refused == 1 else "mails were"
        return False, f"{refused:,} {be} not taken in the last week. Look at Mail in the forum for whose."
    if outbox.queue_age() > LATE:
        return False, "Mail has waited for more than half an hour. Is `forum work` running?"
    return True, "No mail waits too long."


def _search() -> Finding:
    if wrong := search.mend(clock.now()):
        return True, f"Search did not know {wrong:,} records as they are. It was made anew."
    return True, "Search knows every record as it is."


def _room() -> Finding:
    place = config.INSTANCE if is_postgres() else Path(db.database).parent
    nearest = next(folder for folder in (place, *place.absolute().parents) if folder.exists())
    if shutil.disk_usage(nearest).free < LEAST_ROOM:
        return False, "The disk is nearly full. Make room soon, or nothing can be saved."
    return True, "There is room on the disk."
