"""Who may see an item, in words: for the sign under what it covers, and for a reader it is closed to."""

from dataclasses import dataclass
from datetime import timedelta

from ...clock import london
from ...fields.words import day, join, short_date
from ...models.control import Marking, NamedPerson
from ...models.people import Agreement, Person
from ...permissions.readable import readable, with_names
from ...permissions.roles import TEAM, Viewer


@dataclass(frozen=True)
class Level:
    """`level` is public, members, board, restricted or embargoed; `words` follow its name."""

    level: str
    words: str
    reason: str = ""
    review_on: object = None


PLAIN = {"public": Level("public", "Public"), "members": Level("members", "Members")}


def levels(viewer: Viewer, rows) -> dict[str, Level]:
    """The sign of each marking that these rows hang from, by marking id. Two statements at most."""
    return marking_levels(viewer, {row.marking_id for row in rows if row.marking_id})


def marking_levels(viewer: Viewer, marking_ids: set[str]) -> dict[str, Level]:
    """The signs of these markings, of those that are open to the viewer."""
    ids = sorted(marking_ids & viewer.markings)
    if not ids:
        return {}
    markings = list(readable(Marking, viewer).where(Marking.id.in_(ids)))
    named = names_on(viewer, ids)
    return {
        marking.id: Level(
            _level(viewer, marking),
            _words(viewer, marking, named.get(marking.id, [])),
            marking.reason,
            marking.review_on,
        )
        for marking in markings
    }


def level_of(row, signs: dict[str, Level]) -> Level:
    """The sign of one row: its marking's, else its own plain level's.

    A guest reads what lies behind an embargo that is over, never the marking: to them it is for members.
    """
    return signs.get(row.marking_id) or PLAIN.get(row.level, PLAIN["members"])


def names_on(viewer: Viewer, marking_ids) -> dict[str, list[str]]:
    """First names on each marking's list in its own order, the viewer first as "you". One statement."""
    listed = readable(NamedPerson, viewer).where(NamedPerson.marking.in_(list(marking_ids)))
    rows = with_names(listed.order_by(NamedPerson.id), Person, NamedPerson.person, first_name="first_name")
    found: dict[str, list[str]] = {}
    for row in rows.objects():
        mine = row.person_id == viewer.person_id
        names = found.setdefault(row.marking_id, [])
        names.insert(0 if mine else len(names), "you" if mine else row.first_name)
    return found


def _level(viewer: Viewer, marking) -> str:
    embargoed = marking.embargoed_until and marking.embargoed_until > viewer.now
    return "embargoed" if embargoed else marking.level


def _words(viewer: Viewer, marking, names: list[str]) -> str:
    level = _level(viewer, marking)
    if level == "embargoed":
        until = london(marking.embargoed_until)
        return f"Embargoed until {short_date(until.date(), viewer.today)}, {until:%H:%M}"
    if level == "restricted":
        return f"Restricted: {join(names)}"
    return {"board": "Board only", "members": "Members", "public": "Public"}[level]


def without_agreement(viewer: Viewer) -> tuple[str, str]:
    """Why closed items stay shut to somebody at work for the forum, and what to do: two sentences, or none.

    They are the same whether or not there is anything closed to see. One statement, none where it is signed.
    """
    if viewer.cleared or viewer.is_guest or not viewer.has("rep", "steering", *TEAM):
        return "", ""
    signed = readable(Agreement, viewer).where(Agreement.person == viewer.person_id)
    last = signed.order_by(Agreement.ends_at.desc(), Agreement.id).first()
    closed = "so what is Board only or Restricted is closed to you."
    if last is None:
        return f"You have not signed the confidentiality agreement, {closed}", "Ask the coordinator for it."
    if last.starts_at > viewer.now:
        begins = day(london(last.starts_at).date(), viewer.today)
        return f"Your confidentiality agreement begins on {begins}, {closed}", "There is nothing more to do."
    ended = day(london(last.ends_at - timedelta(seconds=1)).date(), viewer.today)
    return f"Your confidentiality agreement ended on {ended}, {closed}", "Ask the coordinator for a new one."
