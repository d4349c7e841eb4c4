"""A partner's guest, beside the people of the demo."""

from collections.abc import Callable

import pytest

from forum_app.db import unguarded
from forum_app.models.control import GuestScope
from forum_app.models.people import Person, Role
from tests.story import Visitor, code


@pytest.fixture
def guest_of(visit) -> Callable[[str], Visitor]:
    """`guest_of("B02")`: the browser of somebody from a partner who was sent this board, and nothing else."""

    def guest(board: str) -> Visitor:
        leon = visit("leon")
        with unguarded("a test makes Leon a partner's guest"):
            Person.update(kind="guest").where(Person.id == leon.person_id).execute()
            Role.delete().where(Role.person == leon.person_id).execute()
            GuestScope.insert(
                id="recGuest", person=leon.person_id, board=code(board), until="2027-06-01 00:00:00"
            ).execute()
        return leon

    return guest
