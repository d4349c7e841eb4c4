"""Whom a comment mentions: an @ and a name. Only people who may read the record are told of it."""

import re

from ...models.base import Record
from ...models.people import Person
from ...permissions.readable import one, readable
from ...permissions.readers import readers_among
from ...permissions.roles import TEAM, Viewer
from ...records.errors import RuleBroken

# An @ that begins a word: one inside an address mentions nobody.
AT = re.compile(r"(?<![\w.@])@(?=\w)")
MOST = 20
OFFERED = 8


def mentioned(viewer: Viewer, model: type[Record], row_id: str, text: str) -> list[str]:
    """The people whom a text about a record mentions, but for its writer. Raises NotFound, RuleBroken."""
    said = [text[found.end() :] for found in AT.finditer(text)]
    if not said:
        return []
    if len(said) > MOST:
        raise RuleBroken("text", f"Mention at most {MOST} people in one comment.")
    people = _people(viewer)
    found = dict.fromkeys(_who(people, rest) for rest in said)
    found.pop(viewer.person_id or "", None)
    reading = _may_be_told(viewer, model, row_id, list(found))
    for person in found:
        if person not in reading:
            raise RuleBroken("text", f"{people[person]} cannot be mentioned here. Take the @ out to go on.")
    return list(found)


def offered(viewer: Viewer, model: type[Record], row_id: str, begun: str) -> list[str]:
    """The names that somebody may mean who has begun to write one.

    Raises NotFound.
    """
    said = begun.casefold().strip()
    people = [
        (person, name)
        for person, name in _people(viewer).items()
        if any(part.startswith(said) for part in (name.casefold(), *name.casefold().split()))
    ]
    some = [person for person, _ in people[: OFFERED * 4]]
    reading = _may_be_told(viewer, model, row_id, some) - {viewer.person_id}
    return [name for person, name in people if person in reading][:OFFERED]


def _may_be_told(viewer: Viewer, model: type[Record], row_id: str, people: list[str]) -> set[str]:
    """Whom of some people this viewer may mention: to the team, those who read the record.

    Who has not signed or stands aside is nobody else's business: others may name anybody, and the mail goes
    to those alone who read it as it leaves. Raises NotFound.
    """
    if viewer.has(*TEAM):
        return readers_among(viewer, model, row_id, people)
    one(model, row_id, viewer)
    return set(people)


def _people(viewer: Viewer) -> dict[str, str]:
    """Everybody's name by id, by family name."""
    rows = readable(Person, viewer).select(Person.id, Person.name)
    rows = rows.where(Person.kind != "guest", Person.state != "left")
    return dict(rows.order_by(Person.sort_name, Person.id).tuples())


def _who(people: dict[str, str], rest: str) -> str:
    """Who is named at the beginning of a text: by the whole name, or by a first name that one person has."""
    text = rest.casefold()
    whole = [(len(name), one) for one, name in people.items() if _begins(text, name)]
    if whole:
        return max(whole)[1]
    first = [one for one, name in people.items() if _begins(text, name.split()[0])]
    if len(first) == 1:
        return first[0]
    word = re.split(r"[\s,.;:!?()]", rest, maxsplit=1)[0]
    if first:
        raise RuleBroken("text", f"More than one person is called {word}. Write the whole name.")
    raise RuleBroken("text", f"Nobody here is called {word}. Write the name as it stands under People.")


def _begins(text: str, name: str) -> bool:
    said = name.casefold()
    return bool(said) and text.startswith(said) and not text[len(said) : len(said) + 1].isalnum()
