"""Who must have a second step when signing in, and from when. Pure."""

from collections.abc import Iterable
from datetime import date, timedelta

MUST = frozenset({"coordinator", "cochair", "treasurer"})
GRACE = timedelta(days=14)


def set_up_by(held: Iterable[tuple[str, date]], required_from: date | None) -> date | None:
    """The day from which somebody with these roles, since these days, may not come in without it.

    Two weeks after the first of the roles was given, or after the forum began to ask. None: they may choose.
    """
    since = [day for role, day in held if role in MUST]
    return max(min(since), required_from) + GRACE if since and required_from else None
