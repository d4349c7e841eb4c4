"""What the page "Find" shows, read for one viewer."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from ...fields.clean import clean
from ...fields.folding import words_asked
from ...models.base import Record
from ...models.boards import Board
from ...models.meetings import Meeting
from ...models.organisations import Organisation
from ...permissions.prepared import prepared
from ...permissions.readable import readable, with_names
from ...permissions.roles import Viewer
from ...records import finding, registry
from ...records.finding import Found
from ...records.search import FINDABLE

EACH = 5  # of a kind, before its own page


@dataclass
class Group:
    """Those of one kind. `more`: by which record to go on, or that there is a page with more."""

    model: type[Record]
    rows: list[Found]
    more: str | None = None


@dataclass
class Answer:
    """What was asked, the words that were read from it, and what was found of each kind."""

    text: str
    words: tuple[str, ...] = ()
    groups: list[Group] = field(default_factory=list)
    names: dict[str, str] = field(default_factory=dict)

    @property
    def too_short(self) -> bool:
        """Whether something was typed, and nothing in it that can be looked up."""
        return bool(self.text) and not self.words


def find(viewer: Viewer, text: str) -> Answer:
    """The first few of every kind that hold all the words, as far as this viewer may read them."""
    answer = _asked(text)
    if answer.words:
        found = finding.some_of_each(viewer, answer.words, EACH + 1)
        answer.groups = [
            Group(model, rows[:EACH], rows[EACH - 1].id if len(rows) > EACH else None)
            for model, rows in found.items()
        ]
        answer.names = _names(viewer, answer.groups)
    return answer


def find_kind(viewer: Viewer, text: str, name: str, after: str | None) -> Answer:
    """A page of one kind. Raises NotFound for what is no kind."""
    model = registry.table(name).model
    answer = _asked(text)
    if answer.words and model in FINDABLE:
        rows, more = finding.page_of(viewer, model, answer.words, after)
        answer.groups = [Group(model, rows, more)] if rows else []
        answer.names = _names(viewer, answer.groups)
    return answer


def _asked(text: str) -> Answer:
    answer = Answer(clean(text)[:200])
    words = words_asked(answer.text)
    # One letter says too little; one sign of another script may be a word.
    if any(len(word) > 1 or not word.isascii() for word in words):
        answer.words = words
    return answer


def _names(viewer: Viewer, groups: Iterable[Group]) -> dict[str, str]:
    """The names of the boards, meetings and organisations that something belongs to, by id."""
    near: dict[str, set[str]] = {"board": set(), "meeting": set(), "organisation": set()}
    for group in groups:
        for row in group.rows:
            for link, row_id in row.near.items():
                near.setdefault(link, set()).add(row_id)
    names: dict[str, str] = {}
    for link, named in (("board", _boards), ("meeting", _meetings), ("organisation", _organisations)):
        if near[link]:
            names.update(named(viewer, sorted(near[link])))
    return names


@prepared("list")
def _boards(viewer: Viewer, ids: list[str]):
    return readable(Board, viewer).select(Board.id, Board.name).where(Board.id.in_(ids)).tuples()


@prepared("list")
def _meetings(viewer: Viewer, ids: list[str]):
    meetings = readable(Meeting, viewer).select(Meeting.id).where(Meeting.id.in_(ids))
    return with_names(meetings, Board, Meeting.board, board_name="name").tuples()


@prepared("list")
def _organisations(viewer: Viewer, ids: list[str]):
    found = readable(Organisation, viewer).select(Organisation.id, Organisation.name)
    return found.where(Organisation.id.in_(ids)).tuples()
