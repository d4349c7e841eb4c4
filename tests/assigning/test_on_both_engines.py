"""Finding and asking people reads and writes alike on both engines."""

import pytest

from forum_app.features.assigning import actions, queries
from forum_app.features.cover import actions as cover_actions
from forum_app.features.cover import queries as cover
from forum_app.features.demo.actions import load_demo
from forum_app.features.demo.data.ids import id_of
from forum_app.models.meetings import Meeting
from forum_app.permissions.roles import command_line, viewer_for
from forum_app.records.errors import RuleBroken
from tests.demo.build import NOW, describe_tables
from tests.web.browse import rows

pytestmark = pytest.mark.postgres


def test_a_seat_is_filled_and_a_meeting_covered_alike(database):
    describe_tables()
    load_demo()
    bryony = viewer_for(id_of("S1", command_line(NOW)), NOW)
    b07, adaeze, daniel = (id_of(code, bryony) for code in ("B07", "R05", "R08"))
    page = queries.seat_page(bryony, board_id=b07)
    found = queries.suggestions(bryony, page, "deputy")
    assert [one.candidate.name for one in found.able][:2] == ["Adaeze Okonjo", "Daniel Osei-Bonsu"]
    assert found.able[0].load_words.startswith("Has 10 hours a month and is asked for 7 h.")
    assert [one.candidate.first_name for one in found.refused] == ["Steph", "Craig"]
    vacancy = next(seat for seat in page.own_seats if seat.person_id is None)
    values = {"person": daniel, "role": "deputy", "starts_on": NOW.date(), "ends_on": None}
    assert actions.assign_seat(bryony, values, seat_id=vacancy.id).person == "Daniel"
    meeting = rows(Meeting, Meeting.board == b07, Meeting.day == "2027-01-13")[0].id
    told = cover.suggested(bryony, cover.cover_page(bryony, meeting))
    assert told.able[0].why.startswith("Deputy here now, chose health commissioning")
    asked = cover_actions.ask_for_cover(bryony, meeting, None, [adaeze, daniel]).ids
    for ask, person in zip(asked, (adaeze, daniel), strict=True):
        viewer = viewer_for(person, NOW)
        if person == adaeze:
            cover_actions.answer_cover(viewer, ask, "yes")
        else:
            with pytest.raises(RuleBroken, match="Somebody else goes"):
                cover_actions.answer_cover(viewer, ask, "yes")
    assert cover.cover_page(bryony, meeting).going.first_name == "Adaeze"
