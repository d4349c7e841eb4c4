"""What the access log says, in words and names; ids where the reader may know no more."""

from dataclasses import dataclass
from datetime import date

from ...fields.words import moment
from ...models.people import Person
from ...permissions.readable import readable
from ...permissions.roles import ROLE_WORDS, Viewer
from ...records import access_log

# What was done, as a heading of its own and as (word, pill).
KINDS = {
    "opened": ("Opened something closed", "noted"),
    "exported": ("Took out a table", "noted"),
    "looked": ("Looked at a person’s page", "noted"),
    "seen_as": ("Looked as somebody else", "noted"),
    "stopped_seeing": ("Stopped looking as somebody else", "noted"),
    "refused": ("Was refused", "missed"),
    "sign_in_refused": ("Sign-in refused", "missed"),
    "second_step_on": ("Second step switched on", "kept"),
    "second_step_off": ("Second step switched off", "due"),
    "second_step_codes": ("New recovery codes", "noted"),
    "second_step_reset": ("Second step taken away", "due"),
    "second_step_refused": ("Code refused", "missed"),
    "recovery_code": ("Came in by a recovery code", "due"),
    "role_given": ("Role given", "noted"),
    "role_ended": ("Role ended", "noted"),
}
# What was asked for, by the table it is kept in.
THINGS = {
    "agenda_items": "Agenda item",
    "boards": "Board",
    "decisions": "Decision or action",
    "markings": "Something closed",
    "meeting_reports": "Report of a meeting",
    "meetings": "Meeting",
    "news": "News",
    "papers": "Paper",
}
LEVELS = {"board": "Board only", "restricted": "Restricted", "embargoed": "Embargoed"}


@dataclass(frozen=True)
class Line:
    """One entry. `of` says what was asked for, as its address has it, never a title."""

    when: str
    who: str
    who_id: str | None
    as_role: str
    words: str
    pill: str
    of: str
    about: str
    about_id: str | None
    level: str


@dataclass(frozen=True)
class Log:
    """One page of the log, with the people who can be chosen."""

    lines: list[Line]
    before: str | None
    people: list[tuple[str, str]]


def log(viewer: Viewer, person: str, kind: str, day: date | None, before: str) -> Log:
    """A page of the log, newest first. Raises NotAllowed."""
    found = access_log.entries(viewer, before=before, person=person, kind=kind, day=day)
    shown = found[: access_log.SIZE]
    people = readable(Person, viewer).select(Person.id, Person.name).order_by(Person.sort_name, Person.id)
    choices = list(people.tuples())
    names = dict(choices)
    lines = [_line(viewer, row, names) for row in shown]
    return Log(lines, shown[-1].id if len(found) > len(shown) else None, choices)


def _line(viewer: Viewer, row, names: dict[str, str]) -> Line:
    words, pill = KINDS.get(row.kind, (row.kind.replace("_", " ").capitalize(), "noted"))
    role = row.place if row.kind in {"role_given", "role_ended"} else row.as_role
    of = (
        ""
        if row.table in {"", "people", "roles"}
        else f"{THINGS.get(row.table, row.table)} {row.row}".strip()
    )
    return Line(
        when=moment(row.at, viewer.today),
        who=names.get(row.person_id or "", "Somebody not signed in" if not row.person_id else "Somebody"),
        who_id=row.person_id,
        as_role=ROLE_WORDS.get(role, ""),
        words=words,
        pill=pill,
        of=of,
        about=names.get(row.about_id or "", "") if row.about_id != row.person_id else "",
        about_id=row.about_id,
        level=LEVELS.get(row.level, ""),
    )


def looks_at(viewer: Viewer) -> list[tuple[str, str, int]]:
    """What others did that concerns the viewer: in words, as what, how often."""
    return [
        (KINDS.get(kind, (kind, ""))[0], ROLE_WORDS.get(role, "Somebody"), times)
        for kind, role, times in access_log.looks_at(viewer)
    ]
