"""A fixed report's statement, rendered once: its shape never changes, only the values it is asked with.

Writing a large statement out costs more time than running it, and Home runs several at every visit.
"""

from collections.abc import Callable
from datetime import date

from peewee import Select

from ...db import db, unguarded

# Stand-ins for the values: no record ever holds them.
_DAYS = tuple(date(1, 1, day) for day in range(1, 5))
_TEXTS = tuple(f"\x1astand-in {number}\x1a" for number in range(1, 5))


class Prepared:
    """A select built from so many `days` and `texts`, kept as SQL for each engine.

    Only for selects whose shape is the same for every viewer.
    """

    def __init__(self, build: Callable[..., Select], *, days: int = 0, texts: int = 0):
        self._build = build
        self._stand_ins = (*_DAYS[:days], *_TEXTS[:texts])
        self._rendered: dict[type, tuple[str, tuple]] = {}

    def rows(self, why: str, *values) -> list[tuple]:
        """The rows for these values, the days first, then the texts."""
        with unguarded(why):
            sql, params = self._sql()
            told = dict(zip(self._stand_ins, values, strict=True))
            return list(db.obj.execute_sql(sql, [told.get(param, param) for param in params]).fetchall())

    def _sql(self) -> tuple[str, tuple]:
        engine = type(db.obj)
        if engine not in self._rendered:
            sql, params = db.obj.get_sql_context().sql(self._build(*self._stand_ins)).query()
            self._rendered[engine] = sql, tuple(params)
        return self._rendered[engine]


def as_day(value) -> date | None:
    """A date as a statement's bare rows bring it: SQLite answers in words."""
    return date.fromisoformat(value) if isinstance(value, str) else value
