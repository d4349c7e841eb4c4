"""Work that several workers share without doing it twice: taken for a while, given back if they die."""

from datetime import datetime, timedelta

from .. import clock
from ..db import db, is_postgres, unguarded

LATELY = timedelta(days=7)  # what was given up since still wants somebody's eye
WAITS = (1, 5, 15, 60)  # minutes before the second, third, … try; the last one repeats


def claim(model, *where, lease: timedelta):
    """The row that has waited longest, leased to the caller, or None. A dead worker's lease runs out."""
    now = clock.real()
    with unguarded("the worker takes what is next"):
        ready = model.select().where(*_free(model, now), *where).order_by(model.run_at, model.id).limit(1)
        if not list(ready):
            return None
        with db.atomic():
            again = ready.for_update("FOR UPDATE SKIP LOCKED") if is_postgres() else ready.clone()
            row = next(iter(again), None)
            if row is not None:
                row.lease_until, row.tries = now + lease, row.tries + 1
                taken = model.update(lease_until=row.lease_until, tries=row.tries)
                taken.where(model.id == row.id).execute()
            return row


def renew(row, lease: timedelta) -> bool:
    """Hold on to a row for longer; False when it was lost to somebody else."""
    until = clock.real() + lease
    if not change(row, lease_until=until):
        return False
    row.lease_until = until
    return True


def change(row, **values) -> bool:
    """Write to a leased row, if the lease is still the caller's."""
    model = type(row)
    mine = (model.id == row.id) & (model.lease_until == row.lease_until) & model.done_at.is_null()
    with unguarded("the worker says how it went"):
        return model.update(**values).where(mine).execute() == 1


def next_try(tries: int) -> datetime:
    """When to try again after this many tries: 1, 5, 15, 60 minutes, then every hour."""
    return clock.real() + timedelta(minutes=WAITS[min(tries, len(WAITS)) - 1])


def oldest(model) -> datetime | None:
    """Since when the row that has waited longest has been ready."""
    with unguarded("how long the queue is, in seconds"):
        rows = model.select(model.run_at).where(*_free(model, clock.real())).order_by(model.run_at).limit(1)
        return next((row[0] for row in rows.tuples()), None)


def _free(model, now: datetime) -> tuple:
    unleased = model.lease_until.is_null() | (model.lease_until <= now)
    return model.done_at.is_null(), unleased, model.run_at <= now
