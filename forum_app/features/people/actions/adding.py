"""Adding somebody with no more than a name."""

from collections.abc import Mapping
from typing import Any

from ....models.people import Person
from ....permissions.abilities import require
from ....permissions.roles import Viewer
from ....records import write
from ....records.errors import RuleBroken
from ....records.write import Add, Written
from ..rules import parts_of_name


def add_someone(
    viewer: Viewer, values: Mapping[str, Any], *, form_key: str | None = None, via: str = "form"
) -> Written:
    """A new representative by name; everything else can follow. They cannot sign in until they are invited.

    `values`: name, email. Raises NotAllowed, RuleBroken.
    """
    with write.together():
        grant = require(viewer, "add_person")
        if first := write.already(grant, form_key):
            return first
        names = parts_of_name(values["name"])
        if not names["name"]:
            raise RuleBroken("name", "Write their name.")
        person = {**names, "email": values.get("email") or "", "state_since": viewer.today}
        return write.one(grant, Add(Person, person), via=via, words="Person added", form_key=form_key)
