"""The parts of a person's page that are changed one at a time: what each holds and who may see it."""

import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from ...models.people import AccessNeed, Availability, Person, Supporter
from ...permissions.audiences import audience_of
from ...permissions.readable import readable
from ...permissions.roles import Viewer
from .hours import WEEKDAY_NAMES, written


@dataclass(frozen=True)
class Section:
    """One part: its title for oneself and about another, its fields, and a column with its audience."""

    slug: str
    own: str
    theirs: str
    fields: tuple[str, ...]
    column: Any

    @property
    def audience(self) -> str:
        return audience_of(self.column)

    def title(self, own: bool) -> str:
        return self.own if own else self.theirs


SECTIONS = {
    section.slug: section
    for section in (
        Section(
            "about",
            "Your own words",
            "Own words",
            ("name", "town", "about"),
            Person.about,
        ),
        Section("areas", "Your areas", "Areas", ("areas",), Person.areas),
        Section("bring", "What you can bring", "What they can bring", ("assets",), Person.assets),
        Section(
            "free",
            "When you are free",
            "When they are free",
            (*WEEKDAY_NAMES, "availability", "hours_a_month"),
            Person.hours_a_month,
        ),
        Section("reach", "How to reach you", "How to reach them", ("email", "phone"), Person.email),
        Section(
            "wishes",
            "Best way to reach you",
            "Best way to reach them",
            ("contact_wishes", "format_wishes"),
            Person.contact_wishes,
        ),
        Section(
            "needs",
            "What helps you to take part",
            "What helps them to take part",
            ("needs",),
            AccessNeed.need,
        ),
        Section(
            "helped",
            "Who supports you",
            "Who supports them",
            ("supporter", "sees_meetings"),
            Supporter.supporter,
        ),
    )
}
# What the coordinator writes down for somebody only as they said it.
DICTATED = frozenset({"wishes", "needs"})


def needs_of(viewer: Viewer, person_id: str) -> list:
    return list(readable(AccessNeed, viewer).where(AccessNeed.person == person_id).order_by(AccessNeed.id))


def free_of(viewer: Viewer, person_id: str) -> list:
    rows = readable(Availability, viewer).where(Availability.person == person_id)
    return list(rows.order_by(Availability.weekday, Availability.starts_at, Availability.id))


def supporters_of(viewer: Viewer, person_id: str) -> list:
    return list(readable(Supporter, viewer).where(Supporter.person == person_id).order_by(Supporter.id))


def stands(viewer: Viewer, person, slug: str) -> dict[str, Any]:
    """The values of a part as they are now, by the names of its fields."""
    if slug == "needs":
        return {"needs": "\n".join(row.need for row in needs_of(viewer, person.id))}
    if slug == "helped":
        row = next(iter(supporters_of(viewer, person.id)), None)
        return {"supporter": row.supporter_id, "sees_meetings": row.sees_meetings} if row else {}
    own = {name: getattr(person, name) for name in SECTIONS[slug].fields if hasattr(person, name)}
    return own | (by_weekday(free_of(viewer, person.id)) if slug == "free" else {})


def by_weekday(rows) -> dict[str, str]:
    """The times of each weekday as they are typed."""
    spans: dict[int, list] = {}
    for row in rows:
        spans.setdefault(row.weekday, []).append((row.starts_at, row.ends_at))
    return {name: written(spans.get(number, ())) for number, name in enumerate(WEEKDAY_NAMES)}


def mark_of(values: Mapping[str, Any]) -> int:
    """A number that changes when a part changes, so that two people do not write over one another."""
    said = sorted((name, value) for name, value in values.items() if value not in (None, "", False))
    return zlib.crc32(repr(said).encode()) % 999_999_999
