"""The few facts that say whether the forum is well; none of them is about anybody."""

from ...config import VERSION
from ...db import is_postgres
from ...records import outbox


def health() -> dict:
    """Status, database, version, and how many seconds the oldest mail has waited."""
    return {
        "status": "ok",
        "database": "postgresql" if is_postgres() else "sqlite",
        "version": VERSION,
        "queue_age_seconds": outbox.queue_age(),
    }
