"""Backup and restore on PostgreSQL, by its own programs."""

import os
import re
import shutil
import subprocess
from pathlib import Path

from ..db import db
from .errors import BackupRefused

SAID_BY = {
    "host": "PGHOST",
    "port": "PGPORT",
    "user": "PGUSER",
    "password": "PGPASSWORD",
    "sslmode": "PGSSLMODE",
}


def dump(path: Path) -> None:
    """Write the database to a file. Raises BackupRefused."""
    _run("pg_dump", "--format=custom", "--no-owner", f"--file={path}", f"--dbname={db.database}")


def versions_in(path: Path) -> set[str]:
    """The migrations that the database of a backup had seen. Raises BackupRefused."""
    text = _run("pg_restore", "--data-only", "--table=migrations", "--file=-", str(path))
    names = set(re.findall(r"^(\d{4}_\w+)\t", text, re.MULTILINE))
    if not names:
        raise BackupRefused(f"{path.name} is not a backup of a forum, or it is damaged. Use another.")
    return names


def restore(path: Path) -> None:
    """Replace every table by the backup's, in one transaction. Raises BackupRefused."""
    _run(
        "pg_restore", "--clean", "--if-exists", "--no-owner", "--single-transaction", "--exit-on-error",
        f"--dbname={db.database}", str(path),
    )  # fmt: skip


def _run(program: str, *arguments: str) -> str:
    found = shutil.which(program)
    if found is None:
        raise BackupRefused(f"{program} is missing. Install PostgreSQL's client programs, then try again.")
    known = {SAID_BY[name]: str(value) for name, value in db.connect_params.items() if name in SAID_BY}
    # A restore must not wait for ever behind somebody's open page.
    surroundings = os.environ | known | {"PGOPTIONS": "-c lock_timeout=10s"}
    done = subprocess.run([found, *arguments], env=surroundings, capture_output=True, text=True)
    if done.returncode:
        said = (done.stderr.strip().splitlines() or ["nothing"])[-1]
        raise BackupRefused(f"{program} could not do it, so nothing was changed. It said: {said}")
    return done.stdout
