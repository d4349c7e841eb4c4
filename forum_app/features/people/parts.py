"""What each part of a person's page says, who may see it, and whether this viewer may change it."""

from dataclasses import dataclass, field

from ...clock import london
from ...fields.words import WEEKDAYS, capital, clock_time, day, number_of
from ...permissions.abilities import can
from ...permissions.audiences import sees_everyones, sees_own
from .hours import written
from .sections import SECTIONS, Section

EVERYONE = "Everyone in the forum sees this."
EMPTY = {
    "bring": "Nothing offered, and nothing has to be.",
    "free": "Nothing said yet.",
    "reach": "Nothing to reach {them} by yet.",
    "wishes": "No wishes said yet.",
    "needs": "Nothing said. Only what helps is kept here.",
    "helped": "Nobody.",
    "areas": "No areas chosen yet.",
    "about": "No words of {their} own yet.",
}


@dataclass
class Part:
    """One part as it is printed: pairs, lines or prose, and a note of who sees it."""

    slug: str
    title: str
    note: str
    may_change: bool
    pairs: list[tuple[str, str]] = field(default_factory=list)
    lines: list[str] = field(default_factory=list)
    prose: str = ""
    taken_down: str = ""
    may_ask: bool = False
    empty: str = ""

    @property
    def says(self) -> bool:
        return bool(self.pairs or self.lines or self.prose)


def parts(viewer, found) -> dict[str, Part]:
    """Every part that this viewer may read, by its slug; the rest are left out whole."""
    person = found.person
    own, may_change = person.id == viewer.person_id, can(viewer, "edit_profile", person)
    shown = {}
    for slug, section in SECTIONS.items():
        if not _may_read(viewer, section, own, found):
            continue
        title = section.title(own)
        part = Part(slug, title, audience_words(viewer, person, section.audience, found), may_change)
        _FILL[slug](part, viewer, found)
        words = {"them": "you", "their": "your"} if own else {"them": "them", "their": "their"}
        part.may_ask = slug == "needs" and not own and can(viewer, "invite", person)
        part.empty = EMPTY[slug].format(**words)
        shown[slug] = part
    return shown


def _may_read(viewer, section: Section, own: bool, found) -> bool:
    if section.slug == "helped" and found.supporters:
        return True
    return sees_everyones(section.audience, viewer) or (own and sees_own(section.audience))


def audience_words(viewer, person, audience: str, found=None) -> str:
    """Who sees what has this audience, in words."""
    own = person.id == viewer.person_id
    whose = "Only you" if own else person.first_name or person.name
    if audience in {"members", "board", "marking"}:
        return EVERYONE
    helper = next((row.supporter_name for row in found.supporters), "") if found else ""
    if audience == "supporters" and helper:
        return f"{whose}, {helper}, the coordinator and the co-chairs see this."
    others = {
        "self_coordinator": "and the coordinator",
        "self_treasurer": "and the treasurer",
        "self": "",
    }.get(audience, ", the coordinator and the co-chairs")
    verb = "see this." if others or own else "sees this."
    return f"{whose}{'' if others[:1] in {',', ''} else ' '}{others} {verb}"


def _about(part: Part, _viewer, found) -> None:
    part.prose = found.person.about


def _areas(part: Part, _viewer, found) -> None:
    part.lines = [capital(area.strip()) for area in found.person.areas.split(";") if area.strip()]


def _bring(part: Part, _viewer, found) -> None:
    part.prose = found.person.assets or ""


def _free(part: Part, _viewer, found) -> None:
    spans: dict[int, list] = {}
    for row in found.free:
        spans.setdefault(row.weekday, []).append((row.starts_at, row.ends_at))
    part.pairs = [(WEEKDAYS[number], written(times)) for number, times in sorted(spans.items())]
    if found.person.availability:
        part.pairs.append(("In words", capital(found.person.availability)))
    if found.person.hours_a_month is not None:
        part.pairs.append(("At most", f"{number_of(found.person.hours_a_month, 'hour')} a month"))


def _reach(part: Part, _viewer, found) -> None:
    person = found.person
    part.pairs = [pair for pair in (("Email", person.email), ("Phone", person.phone)) if pair[1]]


def _wishes(part: Part, viewer, found) -> None:
    person = found.person
    said = (("Get in touch", person.contact_wishes), ("Send things", person.format_wishes))
    part.pairs = [(label, capital(words)) for label, words in said if words]
    part.taken_down = _taken_down(viewer, person.wishes_taken_down_on)


def _needs(part: Part, viewer, found) -> None:
    part.lines = [row.need for row in reversed(found.needs)]
    days = [row.taken_down_on for row in found.needs if row.taken_down_on]
    part.taken_down = _taken_down(viewer, max(days) if days else None)


def _taken_down(viewer, on) -> str:
    return f"Taken down by the coordinator on {day(on, viewer.today)}." if on else ""


def _helped(part: Part, viewer, found) -> None:
    for row in found.supporters:
        part.lines.append(
            f"{row.supporter_name}, who may see the next meetings"
            if row.sees_meetings
            else row.supporter_name
        )
    for meeting in found.meetings:
        starts = london(meeting.starts_at)
        when = f"{day(starts.date(), viewer.today)}, {clock_time(starts.time())}"
        part.pairs.append((meeting.board_name, when))


_FILL = {
    "about": _about,
    "areas": _areas,
    "bring": _bring,
    "free": _free,
    "reach": _reach,
    "wishes": _wishes,
    "needs": _needs,
    "helped": _helped,
}
