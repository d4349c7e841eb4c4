"""Whom a comment mentions: an @ and a name. Only people who may read the record are told of it."""

import re

from ...models.base import Record
from ...models.people import Person
from ...permissions.readable import readable
from ...permissions.readers import readers_as_known
from ...permissions.roles import Viewer
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
    reading = readers_as_known(viewer, model, row_id, list(found))
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
    reading = readers_as_known(viewer, model, row_id, some) - {viewer.person_id}
    return [name for person, name in people if person in reading][:OFFERED]


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
