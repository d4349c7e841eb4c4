"""Whether a viewer may see an old value: under the level it had then, not only the level it has now."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from ..db import unguarded
from ..models.base import LEVELS
from ..models.control import Marking, NamedPerson
from ..permissions.roles import Viewer

OPEN = frozenset({"public", "members"})


_once: ContextVar[dict[int, list[str]] | None] = ContextVar("levels", default=None)


@contextmanager
def asked_once() -> Iterator[None]:
    """Within one question, what is open to a viewer is looked up once however many columns need it."""
    token = _once.set({})
    try:
        yield
    finally:
        _once.reset(token)


def levels_open_to(viewer: Viewer) -> list[str]:
    """Every level, as history keeps it, at which this viewer may be shown a change today."""
    known = _once.get()
    if known is None:
        return _open_to(viewer)
    if id(viewer) not in known:
        known[id(viewer)] = _open_to(viewer)
    return known[id(viewer)]


def _open_to(viewer: Viewer) -> list[str]:
    marked = {f"{level}|{marking}" for marking in viewer.markings for level in LEVELS}
    then = LevelsThen(viewer, marked)
    return sorted(level for level in {*marked, *(f"{one}|" for one in LEVELS)} if then.open(level))


class LevelsThen:
    """Answers for the levels that some changes recorded, as "restricted|" and the marking's id."""

    def __init__(self, viewer: Viewer, recorded: set[str]):
        self._viewer = viewer
        ids = {level.partition("|")[2] for level in recorded} & viewer.markings
        self._now: dict[str, tuple[str, str | None]] = {}
        self._named: set[str] = set()
        if ids:
            self._look_up(sorted(ids))

    def _look_up(self, ids: list[str]) -> None:
        with unguarded("how a marking stands now, to compare it with what it was"):
            found = Marking.select(Marking.id, Marking.level, Marking.board).where(Marking.id.in_(ids))
            self._now = {row[0]: (row[1], row[2]) for row in found.tuples()}
            named = NamedPerson.select(NamedPerson.marking).where(
                NamedPerson.marking.in_(ids),
                NamedPerson.person == self._viewer.person_id,
                NamedPerson.until.is_null() | (NamedPerson.until > self._viewer.now),
                NamedPerson.binned_at.is_null(),
            )
            self._named = {row[0] for row in named.tuples()}

    def open(self, recorded: str) -> bool:
        """Whether what stood at that level may be shown to the viewer today."""
        level, _, marking = recorded.partition("|")
        if not marking:
            return level in OPEN
        if marking not in self._now:
            return False
        level_now, board = self._now[marking]
        if level in OPEN or level == level_now:
            return True
        if not self._viewer.cleared:
            return False
        if level == "board":
            return self._viewer.on_every_board or board in self._viewer.boards
        return marking in self._named
