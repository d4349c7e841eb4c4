"""Several viewers asked in one statement are who each is alone; and one may look as another."""

from datetime import date

import pytest

from forum_app.models.meetings import AgendaItem, Meeting
from forum_app.permissions.prepared import prepared
from forum_app.permissions.readable import readable
from forum_app.permissions.roles import see_as, viewers_after
from tests.ledger.story import NOW, Forum, sees


@prepared("day", "number")
def meetings_since(viewer, since, most):
    return readable(Meeting, viewer).select(Meeting.id).where(Meeting.day >= since).limit(most).tuples()


@prepared()
def items(viewer):
    return readable(AgendaItem, viewer).select(AgendaItem.id).tuples()


@pytest.mark.postgres
def test_everybody_at_once_is_who_each_is_alone_and_one_may_look_as_another(database):
    forum = Forum()
    wyn, sana = sees(forum.wyn), sees(forum.sana)
    everybody = {viewer.person_id: viewer for viewer in viewers_after("", NOW, 50)}
    assert everybody[wyn.person_id] == wyn and everybody[sana.person_id] == sana
    asked = (date(2026, 9, 1), 50)
    there = meetings_since.for_each([(one, asked) for one in (wyn, sana)])
    assert [set(rows) for rows in there] == [set(meetings_since(one, *asked)) for one in (wyn, sana)]
    assert there[0]
    assert set(items(see_as(wyn, sana))) == set(items(wyn)) & set(items(sana))
