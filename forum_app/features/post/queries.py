"""The list of mails, and one of them made again from what its looker may read now."""

from dataclasses import dataclass, field

from ...fields.words import moment
from ...mail import kinds
from ...mail.kinds import Finished, Occasion
from ...models.people import Person
from ...permissions.errors import NotAllowed, NotFound
from ...permissions.readable import readable
from ...permissions.roles import Viewer
from ...records import outbox
from .rules import STATES, Words, numbered_links, paragraphs, trouble

PAGE = 50


@dataclass(frozen=True)
class Line:
    """One mail in the list."""

    id: str
    kind: str
    to: str
    subject: str
    pill: tuple[str, str]
    when: str
    trouble: str = ""


@dataclass
class Letters:
    lines: list[Line]
    before: str | None
    all: bool


@dataclass
class LetterPage:
    """One mail. `paragraphs` is empty when its words are not shown, and `why` says so."""

    line: Line
    own: bool
    subject: str = ""
    paragraphs: list[list[Words]] = field(default_factory=list)
    links: list[Words] = field(default_factory=list)
    why: str = ""


def letters(viewer: Viewer, before: str | None = None) -> Letters:
    """The viewer's own mails, or for the coordinator everybody's, newest first, 50 at a time."""
    found = outbox.letters(viewer, before, PAGE + 1)
    names = _names(viewer, found)
    lines = [_line(viewer, one, names) for one in found[:PAGE]]
    return Letters(lines, lines[-1].id if len(found) > PAGE else None, viewer.has("coordinator"))


def letter(viewer: Viewer, mail_id: str, base_url: str, forum_name: str) -> LetterPage:
    """One mail, its words found afresh from what this viewer may read. Raises NotFound."""
    found = outbox.letter(viewer, mail_id)
    own = found.person_id == viewer.person_id
    page = LetterPage(_line(viewer, found, _names(viewer, [found])), own)
    kind = kinds.kind(found.kind)
    if kind is None or kind.secret:
        page.why = "This mail held a link for one use, so its words are not kept."
        return page
    occasion = Occasion(viewer, viewer.now, base_url, forum_name, found.parts, found.person_id, found.to)
    try:
        made = kind.write(occasion)
    except (NotFound, NotAllowed):
        page.why = "What it was about is not open to you, or not there any more."
        return page
    if isinstance(made, Finished):
        page.subject, page.paragraphs = made.subject, paragraphs(made.text)
        page.links = numbered_links(made.text)
    else:
        page.why = f"There is nothing to show now: {made.why}."
    return page


def _line(viewer: Viewer, one: outbox.Letter, names: dict[str, str]) -> Line:
    kind = kinds.kind(one.kind)
    label = kind.label if kind else one.kind.replace("_", " ").capitalize()
    return Line(
        one.id,
        label,
        names.get(one.person_id or "") or one.to,
        one.subject,
        STATES.get(one.state, ("noted", one.state)),
        moment(one.at, viewer.today),
        trouble(one.state, one.tries, one.error) if viewer.has("coordinator") else "",
    )


def _names(viewer: Viewer, found: list[outbox.Letter]) -> dict[str, str]:
    ids = sorted({one.person_id for one in found if one.person_id})
    if not ids:
        return {}
    return dict(readable(Person, viewer).select(Person.id, Person.name).where(Person.id.in_(ids)).tuples())
