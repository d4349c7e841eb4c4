"""What the pages of boards, people and partners read is the same on both engines."""

import pytest

from forum_app.db import unguarded
from forum_app.features.boards import lines, queries, views
from forum_app.features.demo.actions import load_demo
from forum_app.features.demo.data.ids import id_of
from forum_app.features.organisations import queries as partners
from forum_app.features.organisations.views import partner_context
from forum_app.features.people import queries as people
from forum_app.features.people.views import list_rows, profile_context
from forum_app.models.boards import TermsOfReference
from forum_app.permissions.roles import command_line, viewer_for
from tests.demo.build import NOW, describe_tables

pytestmark = pytest.mark.postgres


@pytest.fixture
def bryony(database):
    describe_tables()
    load_demo()
    return viewer_for(id_of("S1", command_line(NOW)), NOW)


def test_the_boards_read_alike(bryony):
    found = queries.index(bryony)
    shown = lines.index_context(bryony, found, pressing=True)
    assert [row["word"] for _, rows in shown["kinds"] for row in rows][:5] == [
        "ends 18 Dec",
        "one person",
        "one person",
        "one person",
        "ends 25 Mar",
    ]
    assert lines.index_context(bryony, found)["totals"] == "21 of 22 active, 6 deputies"


def test_a_board_reads_alike(bryony):
    b02 = id_of("B02", bryony)
    with unguarded("a test adds terms"):
        TermsOfReference.insert(id="recTerms", board=b02, edition=2, starts_on="2026-02-01").execute()
    shown = views.board_context(bryony, queries.board_page(bryony, b02))
    assert shown["next"].quorum.title == "It will be quorate if health attends"
    assert shown["next"].clocks.items.pill_words == "7 so far"
    assert shown["from_others"][0]["about"] == "waiting list data, item 6 on 2 December"
    assert shown["terms"]["held"] == "Version 2, from Sun 1 February 2026."
    assert shown["links"][0]["both"] == "Priya and Hannah sit on both."
    assert [row["row"].code for row in shown["decision_rows"]] == ["A11", "D01", "A01"]
    board, first, on = queries.meetings_of(bryony, b02)
    assert board.code == "B02" and len(first) == 11 and on is None


def test_people_and_partners_read_alike(bryony):
    listed = list_rows(people.index(bryony))
    assert listed[0]["person"].name == "Olu Adebanjo" and len(listed) == 27
    later = people.index(bryony, listed[9]["person"].id)
    assert [person.id for person in later.people] == [row["person"].id for row in listed[10:]]
    shown = profile_context(bryony, people.profile(bryony, id_of("R06", bryony)))
    accepted = ("kept", "Accepted")
    assert [row["pill"] for row in shown["papers"]] == [("kept", "Until 31 Aug"), *[accepted] * 3]
    assert [row["pill"] for row in shown["interests"]] == [("late", "Was due 2 Oct")]
    body = partner_context(bryony, partners.partner(bryony, id_of("O3", bryony)))
    assert len(body["found"].before) == 2 and body["found"].boards[0].code == "B04"
