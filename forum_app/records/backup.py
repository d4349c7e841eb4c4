"""The whole forum in one file, and back again."""

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import cysqlite
from peewee import DatabaseError, InterfaceError

from .. import clock
from ..db import db, is_postgres, unguarded
from . import backup_postgres, migrate
from .checks import check
from .errors import BackupRefused

__all__ = ["BackupRefused", "backup", "check", "restore"]

NO_ROOM = "The file could not be written. Is there room on the disk, and may this account write there?"


def backup(path: Path | str) -> Path:
    """Write the whole forum, as it is at this moment, to a new file that only its owner may read.

    Raises BackupRefused when the file is there already or cannot be written, or without pg_dump.
    """
    path = Path(path).resolve()
    if path.exists():
        raise BackupRefused(f"{path.name} is there already. Choose another name.")
    if not path.parent.is_dir():
        raise BackupRefused(f"There is no folder {path.parent}. Make it first.")
    try:
        with _draft_beside(path) as draft:
            _dump(draft)
            draft.chmod(0o600)
            draft.replace(path)
    except (OSError, DatabaseError, InterfaceError) as trouble:
        raise BackupRefused(NO_ROOM) from trouble
    return path


def before_migrating() -> Path | None:
    """Keep an SQLite database that is to be changed beside itself, and return where.

    None on PostgreSQL, for a new database, and when nothing is to be changed. Raises BackupRefused.
    """
    if is_postgres() or migrate.is_new() or not migrate.pending():
        return None
    place = Path(db.database)
    return backup(place.with_name(f"{place.name}.before-migrate-{_stamp()}"))


def restore(path: Path | str) -> Path | None:
    """Put a backup in the place of the forum's database; returns where the old one was kept.

    The backup is checked before anything is touched. Raises BackupRefused.
    """
    path = Path(path).resolve()
    if not path.is_file():
        raise BackupRefused(f"There is no file {path.name}.")
    _check(path)
    stamp = _stamp()
    if is_postgres():
        aside = path.parent / f"before-restore-{stamp}.dump"
        _dump(aside)
        backup_postgres.restore(path)
        return aside
    place = Path(db.database)
    kept = place.with_name(f"{place.name}.before-restore-{stamp}") if place.exists() else None
    try:
        if kept is not None:
            _keep_aside(place, kept)
    except OSError as trouble:
        # Half a copy would only pass for a whole one.
        for ending in ("", "-wal", "-shm"):
            Path(f"{kept}{ending}").unlink(missing_ok=True)
        raise BackupRefused(NO_ROOM) from trouble
    try:
        _pour(path, place)
    except OSError as trouble:
        raise BackupRefused(NO_ROOM) from trouble
    return kept


def _stamp() -> str:
    return clock.real().strftime("%Y%m%d-%H%M%S-%f")


def _dump(draft: Path) -> None:
    if is_postgres():
        backup_postgres.dump(draft)
    else:
        with unguarded("a backup is the whole forum"):
            db.execute_sql("VACUUM INTO ?", (str(draft),))
        _check(draft)


def _check(path: Path) -> None:
    """The file holds a whole forum, and not one from a newer version of the app."""
    names = backup_postgres.versions_in(path) if is_postgres() else _versions_in(path)
    if names - set(migrate.known()):
        raise BackupRefused(migrate.NewerDatabase.words)


def _versions_in(path: Path) -> set[str]:
    damaged = BackupRefused(f"{path.name} is not a backup of a forum, or it is damaged. Use another.")
    try:
        with _opened(path) as file:
            whole = file.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
            names = {row[0] for row in file.execute("SELECT name FROM migrations").fetchall()}
    except cysqlite.DatabaseError as trouble:
        raise damaged from trouble
    if not whole:
        raise damaged
    return names


def _keep_aside(place: Path, kept: Path) -> None:
    """A whole copy of the old database; if it is past reading, its files as they are."""
    try:
        with _opened(place) as old:
            old.execute("VACUUM INTO ?", (str(kept),))
    except cysqlite.DatabaseError:
        for ending in ("", "-wal", "-shm"):
            if (part := Path(f"{place}{ending}")).exists():
                shutil.copy2(part, f"{kept}{ending}")


def _pour(path: Path, place: Path) -> None:
    """Fill the database from the backup in one go; processes that have it open see the new one at once."""
    with _draft_beside(place) as draft:
        shutil.copy2(path, draft)
        try:
            with _opened(draft) as source, _opened(place) as target:
                source.backup(target)
        except cysqlite.DatabaseError:
            if _is_whole(place):
                raise BackupRefused("The forum is busy. Stop it first, then restore.") from None
            # Nobody can read the old file, so a new one takes its place.
            for ending in ("-wal", "-shm"):
                Path(f"{place}{ending}").unlink(missing_ok=True)
            draft.replace(place)
        place.chmod(0o600)


def _is_whole(place: Path) -> bool:
    try:
        with _opened(place) as file:
            return file.execute("PRAGMA quick_check").fetchall() == [("ok",)]
    except cysqlite.DatabaseError:
        return False


@contextmanager
def _opened(path: Path) -> Iterator[cysqlite.Connection]:
    connection = cysqlite.connect(str(path), timeout=10)
    try:
        yield connection
    finally:
        connection.close()


@contextmanager
def _draft_beside(path: Path) -> Iterator[Path]:
    """A name for a file in the same folder, gone afterwards unless it was moved."""
    with tempfile.TemporaryDirectory(prefix=".forum-", dir=path.parent) as folder:
        yield Path(folder) / "draft"
