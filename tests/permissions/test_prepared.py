"""Queries written out once: each viewer still gets their own rows, and no rule is passed by."""

from datetime import date, timedelta

import pytest

from forum_app.db import Unscoped, db
from forum_app.features.home.queries import coming, coordinator, next_meeting, rep, seats, steering
from forum_app.models.boards import Board
from forum_app.models.control import Aside, Marking, NamedPerson
from forum_app.models.meetings import AgendaItem, Meeting
from forum_app.models.people import Agreement
from forum_app.permissions.prepared import Prepared, prepared
from forum_app.permissions.readable import readable
from forum_app.permissions.reports import envelopes, own
from forum_app.permissions.roles import viewer_for
from tests.ledger.story import NOW, SINCE, Forum, a_meeting, put, sees
from tests.story import code

SOON = date(2026, 12, 8)


@pytest.fixture
def forum(database) -> Forum:
    return Forum()


@prepared("day", "number")
def meetings_since(viewer, since, most):
    return readable(Meeting, viewer).select(Meeting.id).where(Meeting.day >= since).limit(most).tuples()


@prepared("list")
def of_boards(viewer, boards):
    return readable(Meeting, viewer).select(Meeting.id).where(Meeting.board.in_(boards)).tuples()


@prepared()
def names_of_items(viewer):
    return readable(AgendaItem, viewer).select(AgendaItem.title).order_by(AgendaItem.title).tuples()


@pytest.mark.postgres
def test_values_change_and_the_written_query_stays(forum):
    wyn, sana = sees(forum.wyn), sees(forum.sana)
    assert len(meetings_since(wyn, date(2026, 9, 1), 50)) == 4
    assert len(meetings_since(wyn, date(2026, 11, 1), 50)) == 2
    assert len(meetings_since(sana, date(2026, 9, 1), 3)) == 3


@pytest.mark.postgres
def test_a_list_of_any_length_is_taken_and_an_empty_one_matches_nothing(forum):
    wyn = sees(forum.wyn)
    assert len(of_boards(wyn, [forum.transport])) == 3
    assert len(of_boards(wyn, [forum.transport, forum.health])) == 4
    assert of_boards(wyn, []) == []


@pytest.mark.postgres
def test_two_viewers_of_one_kind_see_what_each_may_see(forum):
    for number, person in enumerate((forum.wyn, forum.sana)):
        marking = put(Marking, name=f"List {number}", level="restricted", review_on=date(2027, 1, 1))
        put(NamedPerson, marking=marking, person=person)
        put(
            AgendaItem,
            meeting=forum.ahead,
            position=number,
            title=f"Item {number}",
            level="restricted",
            marking=marking,
        )
    _sign_agreements(forum)
    assert names_of_items(sees(forum.wyn)) == [("Item 0",)]
    assert names_of_items(sees(forum.sana)) == [("Item 1",)]
    assert names_of_items(sees(forum.chris)) == []


def _sign_agreements(forum) -> None:
    for person in (forum.wyn, forum.sana, forum.chris):
        put(
            Agreement,
            person=person,
            signed_on=SINCE,
            starts_at=NOW - timedelta(days=9),
            ends_at=NOW + timedelta(days=9),
        )


@pytest.mark.postgres
def test_standing_aside_from_one_thing_hides_it_though_another_wrote_the_query(forum):
    meetings_since(sees(forum.sana), SINCE, 50)
    put(Aside, person=forum.wyn, table="meetings", row=forum.first)
    assert (forum.first,) not in meetings_since(sees(forum.wyn), SINCE, 50)
    put(Aside, person=forum.wyn, table="meetings", row=forum.second)
    assert (forum.second,) not in meetings_since(sees(forum.wyn), SINCE, 50)
    assert (forum.first,) in meetings_since(sees(forum.sana), SINCE, 50)


@pytest.mark.postgres
def test_the_moment_is_a_value_too(forum):
    ahead = Prepared(
        lambda viewer: (
            readable(Meeting, viewer).select(Meeting.id).where(Meeting.starts_at > viewer.now).tuples()
        )
    )
    assert ahead(sees(forum.wyn)) == [(forum.ahead,)]
    assert ahead(sees(forum.wyn, NOW + timedelta(days=9))) == []
    later = a_meeting(forum.health, date(2027, 2, 1))
    assert ahead(sees(forum.wyn, NOW + timedelta(days=9))) == [(later,)]


def test_the_guard_reads_it_as_any_other(database):
    unscoped = Prepared(lambda viewer: Board.select(Board.id).tuples())
    with pytest.raises(Unscoped):
        unscoped(sees(Forum().wyn))


def test_a_day_reckoned_from_a_stand_in_is_refused(forum):
    reckoned = Prepared(
        lambda viewer: (
            readable(Meeting, viewer).where(Meeting.day > viewer.today - timedelta(days=7)).tuples()
        )
    )
    with pytest.raises(AssertionError, match="hand it in as a value"):
        reckoned(sees(forum.wyn))


def test_a_value_too_few_is_refused(forum):
    with pytest.raises(ValueError):
        meetings_since(sees(forum.wyn), SINCE)


QUERIES = [
    (seats._all_seats, ()),
    (seats._seats_on, (["B07", "B02"],)),
    (coming._meetings, (SOON, 9)),
    (coming._partner_counts, (["M02", "M15"],)),
    (coming._named_parts, (["B02", "B10"],)),
    (steering._decision_rows, (SOON,)),
    (steering._unanswered, ()),
    (steering._promises_ahead, ()),
    (rep._action_rows, ()),
    (rep._result_rows, ()),
    (next_meeting._next_rows, (["B07", "B02"],)),
    (next_meeting._times_before, ("B07",)),
    (coordinator._waiting_rows, ()),
    (coordinator._review_rows, (SOON,)),
]
REPORTS = [
    (envelopes._KEPT, (SINCE,)),
    (envelopes._TURNOUT, (["M02", "M15"],)),
    (envelopes._UNLOGGED, (SINCE, 9)),
    (envelopes._UNLOGGED_OF_MINE, (SINCE, 9, ["B07", "B02"])),
    (own._NEWS_OWED, (SINCE,)),
    (own._SIGNS, ("M26", "")),
]
EYES = ("R06", "R17", "R14", "R01", "R02", "R03", "R15", "S1", "S2")


def test_every_prepared_query_of_home_answers_as_the_plain_one_does(demo_app):
    """For people of one kind and of others: the SQL of the first must not answer the second."""
    checked = 0
    for query, values in [*QUERIES, *REPORTS]:
        values = [_ids(value) for value in values]
        for eyes in EYES:
            viewer = viewer_for(code(eyes), NOW)
            with query._leave():
                plain = list(query._build(viewer, *values).execute(db.obj))
            assert [_told(row) for row in query(viewer, *values)] == [_told(row) for row in plain], eyes
            checked += bool(plain)
    assert checked > 100


def _ids(value):
    if isinstance(value, list):
        return sorted(code(one) for one in value)
    return code(value) if isinstance(value, str) and value else value


def _told(row):
    return row if isinstance(row, tuple) else row.__data__
