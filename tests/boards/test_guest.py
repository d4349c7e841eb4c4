"""A partner guest opens the board they were sent and its meetings, and nothing else."""

import pytest

from forum_app.db import unguarded
from forum_app.models.control import GuestScope
from forum_app.models.people import Person, Role
from tests.crawl.test_differential import CSRF
from tests.story import code


@pytest.fixture
def guest(visit):
    """Leon, made a guest of the Co-production Group."""
    leon = visit("leon")
    with unguarded("a test makes Leon a guest of the Co-production Group"):
        Person.update(kind="guest").where(Person.id == leon.person_id).execute()
        Role.delete().where(Role.person == leon.person_id).execute()
        GuestScope.insert(
            id="recGuest", person=leon.person_id, board=code("B02"), until="2027-06-01 00:00:00"
        ).execute()
    return leon


def test_a_guest_sees_the_board_and_who_sits_on_it(guest):
    page = guest.read(f"/boards/{code('B02')}")
    assert "Co-production Group" in page and "Priya Raghunathan" in page
    assert "Wednesday 2 December, 10:00 to 11:30" in page and "5 so far" in page
    assert "Try a 12:30 start" in page
    for closed in ("Coming", "Raised", "waiting list", "Board only", "quorate if", "sit on both", "Feeds"):
        assert closed not in page, closed


def test_every_link_on_a_guest_s_board_leads_somewhere_they_may_go(guest):
    import re

    guest.read(f"/boards/{code('B02')}")
    main = guest.page.partition("<main")[2].partition("</main>")[0]
    links = set(re.findall(r'href="(/[^"#]*)"', main))
    assert links
    assert {link: guest.get(link).status_code for link in links} == dict.fromkeys(links, 200)


def test_another_board_is_exactly_as_one_that_is_not_there(guest):
    other, none = guest.get(f"/boards/{code('B07')}"), guest.get("/boards/recNoSuchBoard")
    assert other.status_code == none.status_code == 404
    # A form's token carries the second at which it was signed, and a second may pass between the two.
    bare = [CSRF.sub(b"", answer.data).decode() for answer in (other, none)]
    assert bare[0].replace(code("B07"), "") == bare[1].replace("recNoSuchBoard", "")


@pytest.mark.parametrize(
    "address",
    ["/boards", "/people", "/organisations", "/tables", "/tables/people", "/tables/people/export.csv"],
)
def test_the_rest_is_for_members(guest, address):
    assert guest.get(address).status_code == 403


def test_when_the_time_is_over_the_board_is_gone(guest, monkeypatch):
    monkeypatch.setenv("FORUM_CLOCK", "2027-06-01T01:00")
    assert guest.get(f"/boards/{code('B02')}").status_code == 404
