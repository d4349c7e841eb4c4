"""Changing one part of a person's page: by themselves, or by the coordinator."""

import re
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from ....models.people import AccessNeed, Availability, Person, Supporter
from ....permissions.abilities import require
from ....permissions.readable import one, readable
from ....permissions.roles import Viewer
from ....records import history, write
from ....records.errors import RuleBroken, Stale
from ....records.registry import table_of
from ....records.write import Add, Bin, Edit, Written
from ..hours import WEEKDAY_NAMES, spans_of
from ..rules import parts_of_name
from ..sections import DICTATED, SECTIONS, free_of, mark_of, needs_of, stands, supporters_of

ASK_THEM = "Tick this if they told you so. Otherwise ask them to write it themselves."


def save_section(
    viewer: Viewer,
    person_id: str,
    slug: str,
    values: Mapping[str, Any],
    *,
    mark: int | None = None,
    form_key: str | None = None,
    via: str = "form",
) -> Written:
    """Keep one part of a person's page. `mark`: what the part was when the form was opened.

    Wishes and access needs that the coordinator writes for somebody carry the day on which they said so.
    Raises NotFound, NotAllowed, RuleBroken, Stale.
    """
    with write.together():
        person = one(Person, person_id, viewer)
        grant = require(viewer, "edit_profile", person)
        if first := write.already(grant, form_key):
            return first
        for_other = person.id != viewer.person_id
        if slug in DICTATED and for_other and not values.get("dictated"):
            raise RuleBroken("dictated", ASK_THEM)
        now = stands(viewer, person, slug)
        if mark is not None and mark != mark_of(now):
            raise _changed_meanwhile(viewer, person, slug, values, now)
        said = {name: values.get(name) for name in SECTIONS[slug].fields}
        edits = [*_EDITS.get(slug, _columns)(viewer, person, said)]
        if slug in DICTATED:
            edits = _as_said(viewer, person, slug, edits, for_other)
        return write.many(grant, edits, via=via, words="Profile changed", form_key=form_key)


def _changed_meanwhile(viewer: Viewer, person, slug: str, values: Mapping, now: Mapping) -> Stale:
    labels = {column.name: column for column in table_of(Person).columns}
    told = []
    for name in SECTIONS[slug].fields:
        mine, theirs = (_in_words(viewer, name, one.get(name)) for one in (values, now))
        if mine != theirs:
            label = labels[name].label if name in labels else name.replace("_", " ").capitalize()
            told.append((label, mine, theirs))
    last = next(iter(history.history_of(viewer, Person, person.id)), None) if slug in _OF_THE_PERSON else None
    return Stale(
        person.id,
        dict(values),
        dict(now),
        last.who if last else "",
        last.at if last else None,
        told=told,
        version=mark_of(now),
    )


def _in_words(viewer: Viewer, name: str, value: Any) -> str:
    if name == "supporter":
        row = readable(Person, viewer).where(Person.id == value).first() if value else None
        return row.name if row else ""
    if isinstance(value, bool):
        return "Yes" if value else "No"
    return "" if value is None else str(value)


def _columns(_viewer: Viewer, person, said: Mapping) -> Iterable:
    values = {name: said[name] for name in said if name in Person._meta.fields}
    if "name" in values:
        values |= parts_of_name(values["name"])
    if "areas" in values:
        areas = (area.strip() for area in re.split("[,;]", values["areas"] or ""))
        values["areas"] = "; ".join(dict.fromkeys(area for area in areas if area))
    yield Edit(Person, person.id, values)


def _free(viewer: Viewer, person, said: Mapping) -> Iterable:
    yield from _columns(viewer, person, said)
    wanted = {
        (number, *span) for number, name in enumerate(WEEKDAY_NAMES) for span in spans_of(said[name] or "")
    }
    kept = {(row.weekday, row.starts_at, row.ends_at): row for row in free_of(viewer, person.id)}
    yield from (Bin(Availability, row.id) for span, row in kept.items() if span not in wanted)
    for weekday, starts_at, ends_at in sorted(wanted - kept.keys()):
        values = {"person": person.id, "weekday": weekday, "starts_at": starts_at, "ends_at": ends_at}
        yield Add(Availability, values)


def _needs(viewer: Viewer, person, said: Mapping) -> Iterable:
    wanted = list(
        dict.fromkeys(line.strip(" -*") for line in (said["needs"] or "").splitlines() if line.strip(" -*"))
    )
    kept = {row.need: row for row in needs_of(viewer, person.id)}
    yield from (Bin(AccessNeed, row.id) for need, row in kept.items() if need not in wanted)
    yield from (Edit(AccessNeed, kept[need].id, {}) for need in wanted if need in kept)
    yield from (Add(AccessNeed, {"person": person.id, "need": need}) for need in wanted if need not in kept)


def _helped(viewer: Viewer, person, said: Mapping) -> Iterable:
    kept = supporters_of(viewer, person.id)
    chosen = {"supporter": said["supporter"], "sees_meetings": bool(said["sees_meetings"])}
    if not said["supporter"]:
        yield from (Bin(Supporter, row.id) for row in kept)
    elif kept:
        yield Edit(Supporter, kept[0].id, chosen)
    else:
        yield Add(Supporter, {"person": person.id, **chosen})


_EDITS: dict[str, Callable[[Viewer, Any, Mapping], Iterable]] = {
    "free": _free,
    "needs": _needs,
    "helped": _helped,
}
_OF_THE_PERSON = frozenset(SECTIONS.keys() - {"needs", "helped"})


def _as_said(viewer: Viewer, person, slug: str, edits: list, for_other: bool) -> list:
    """The same edits with the day on which they were taken down, or with none by the person's own hand."""
    column = "wishes_taken_down_on" if slug == "wishes" else "taken_down_on"
    told = {column: viewer.today if for_other else None}
    stamped: list = []
    for edit in edits:
        if isinstance(edit, Add):
            stamped.append(Add(edit.model, {**edit.values, **told}))
        elif isinstance(edit, Edit) and (edit.values or not for_other):
            stamped.append(Edit(edit.model, edit.id, {**edit.values, **told}))
        elif isinstance(edit, Bin):
            stamped.append(edit)
    return stamped
