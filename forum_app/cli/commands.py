"""The commands that do one thing and end."""

import os
import signal
import threading
from argparse import Namespace
from collections.abc import Iterator
from contextlib import contextmanager
from time import sleep

from .. import clock, config, wire
from ..db import is_postgres
from ..features.accounts import actions, queries
from ..features.demo.actions import load_demo
from ..features.digests.mail import first_reader, preview
from ..fields import words
from ..jobs import search, worker
from ..mail import delivery
from ..mail import settings as mail_settings
from ..permissions.errors import NotAllowed, NotFound
from ..permissions.roles import Viewer, command_line, viewer_for
from ..records import backup, migrate, registry
from ..records.importing import mapping, whole
from .console import Stopped, tell

SECONDS_TO_FINISH = 15
NOBODY = "Nobody signs in with {}."
NO_READER = {
    "steering": "There is no co-chair yet. Say whose copy: --for EMAIL",
    "rep": "Nobody sits on a board yet. Say whose copy: --for EMAIL",
    "coordinator": "There is no coordinator yet. Say whose copy: --for EMAIL",
}
NOT_FOR_THEM = {
    "steering": "they do not sit on the steering group",
    "rep": "they are no rep",
    "coordinator": "they are no coordinator",
}


@contextmanager
def database(*, ready: bool = True, may_be_new: bool = True) -> Iterator[None]:
    """The database of the settings, connected; `ready` asks that it has every table of this version."""
    wire.use_database(config.database_url())
    wire.know_features()
    if not ready and may_be_new:
        path = wire.sqlite_file()
        if path is not None and not path.parent.is_dir():
            raise Stopped(f"There is no folder {path.parent}. Make it first.")
        wire.db.connect(reuse_if_open=True)
    else:
        wire.open_database()
    try:
        if ready:
            wire.require_ready(base_is_loopback=True)
        yield
    finally:
        wire.leave_database()


def sound_settings() -> config.Settings:
    """The settings, each of them read as it will be when it is needed. Raises BadSettings."""
    settings = config.settings()
    mail_settings.read(settings.mail, settings.base_url)
    clock.fixed()
    return settings


def work(asked: Namespace) -> None:
    """Do the worker's work, until told to stop."""
    settings = sound_settings()
    with database():
        pass
    if asked.with_parent:
        threading.Thread(target=_end_with_parent, daemon=True).start()
    worker.run(once=asked.once, settings=settings)


def migrate_database(asked: Namespace) -> None:
    """Bring the tables up to date."""
    with database(ready=False):
        names = migrate.run(dry_run=True) if asked.dry_run else bring_up_to_date()
    for name in names:
        tell(f"{'would run' if asked.dry_run else 'ran'} {name}")
    if not names:
        tell("The database is up to date.")


def bring_up_to_date() -> list[str]:
    """Migrate the open database, and say how to go back where it held data; returns what was run."""
    if is_postgres() and not migrate.is_new() and migrate.pending():
        tell("This changes the tables. Have a dump of them first: `forum backup FILE` makes one.")
    if kept := backup.before_migrating():
        tell(f"What was there before is kept in {kept}.")
    return _migrated()


def _migrated() -> list[str]:
    """Run what is pending, and let search know what is there; returns what was run."""
    names = migrate.run()
    search.run(clock.now)
    return names


def demo(_asked: Namespace) -> None:
    """Load the demo."""
    if not config.settings().loopback:
        raise Stopped(wire.DEMO_HERE_ONLY)
    with database(ready=False):
        _migrated()
        tell("The demo is loaded." if load_demo() else "The demo was there already.")


def add_person(asked: Namespace) -> None:
    """Add and invite somebody."""
    if "@" not in asked.email.strip("@"):
        raise Stopped("Write the address as name@example.org.")
    with database():
        viewer = command_line(clock.now())
        actions.add_person(viewer, asked.email, asked.name, coordinator=asked.coordinator)
    tell(f"Added. An invitation to {queries.plain_email(asked.email)} leaves with the next mail.")


def reset_second_step(asked: Namespace) -> None:
    """Take away somebody's second step; they and both co-chairs are told."""
    with database():
        actions.reset_by_command(asked.email)
    tell(f"{queries.plain_email(asked.email)} signs in with a password alone, and sets it up anew.")


def preview_digest(asked: Namespace) -> None:
    """Print the text of a digest."""
    with database():
        viewer = command_line(clock.now())
        try:
            if asked.reader:
                person = queries.person_of_email(asked.reader)
            elif asked.kind == "steering":
                person = queries.first_cochair(viewer)
            else:
                person = first_reader(asked.kind, clock.now())
        except NotFound:
            raise Stopped(NOBODY.format(asked.reader) if asked.reader else NO_READER[asked.kind]) from None
        try:
            tell(preview(person, clock.now(), asked.kind).rstrip())
        except NotAllowed:
            raise Stopped(f"No such digest comes to {asked.reader}: {NOT_FOR_THEM[asked.kind]}.") from None


def import_file(asked: Namespace) -> None:
    """Put a file into a table, and say what became of its rows."""
    with database():
        viewer = _actor(asked.actor)
        try:
            table = registry.table(asked.table)
        except NotFound:
            known = ", ".join(one.name for one in registry.tables() if mapping.may_import(viewer, one))
            raise Stopped(f"There is no table {asked.table}. Rows go into: {known}.") from None
        try:
            with open(asked.file, "rb") as file:
                name = os.path.basename(asked.file)
                run = whole.import_file(viewer, table, file, name, asked.keys, asked.dry_run)
        except OSError as error:
            raise Stopped(f"{asked.file} cannot be read: {error.strerror}.") from None
    counts = run.told["counts"]
    counts["ambiguous"] += counts["alike"]
    tell(", ".join(f"{counts[what]} {what}" for what in ("new", "changed", "same", "ambiguous", "invalid")))
    for line, why in whole.left_out(run):
        tell(f"  line {line}: {why}")


def _actor(email: str | None) -> Viewer:
    """In whose name the command acts. Raises Stopped."""
    if not email:
        return command_line(clock.now())
    try:
        viewer = viewer_for(queries.person_of_email(email), clock.now())
    except NotFound:
        viewer = None
    if viewer is None:
        raise Stopped(NOBODY.format(email))
    return viewer


def backup_forum(asked: Namespace) -> None:
    """Write a backup."""
    # An older database too: that is when a backup is wanted most.
    with database(ready=False, may_be_new=False):
        if migrate.is_new():
            raise Stopped(wire.NO_DATABASE)
        path = backup.backup(asked.file)
    tell(f"The whole forum is in {path}.")


def restore_forum(asked: Namespace) -> None:
    """Put a backup in the database's place, and bring it up to date."""
    wire.use_database(config.database_url())
    wire.know_features()
    try:
        kept = backup.restore(asked.file)
    finally:
        wire.leave_database()
    with database(ready=False):
        _migrated()
    tell("The backup is in place." + (f" What was there before is kept in {kept}." if kept else ""))


def check_forum(_asked: Namespace) -> int:
    """Say what is well and what is not; ends with 1 when anything is not."""
    settings = sound_settings()
    wire.use_database(settings.database)
    wire.know_features()
    try:
        found = backup.check()
    finally:
        wire.leave_database()
    found.append(delivery.check(mail_settings.read(settings.mail, settings.base_url)))
    for well, said in found:
        tell(f"{'ok' if well else 'NOT OK'}  {said}")
    wrong = sum(not well for well, _ in found)
    tell("All is well." if not wrong else f"{words.capital(words.count(wrong, 'thing'))} to look at.")
    return 1 if wrong else 0


def _end_with_parent() -> None:
    """The parent holds the other end of our input: when it is gone, whatever ended it, so are we."""
    # Not through sys.stdin, whose lock a thread may not hold while the process ends.
    while os.read(0, 1024):
        pass
    os.kill(os.getpid(), signal.SIGTERM)
    sleep(SECONDS_TO_FINISH)
    os._exit(1)
