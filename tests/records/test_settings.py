"""The forum's settings are kept in its database, with who changed them."""

from datetime import UTC, datetime

import pytest

from forum_app.models.control import Change, ChangeGroup
from forum_app.records import settings
from forum_app.records.history import undo

from .conftest import BRYONY, leave, rows_of

pytestmark = [pytest.mark.postgres, pytest.mark.usefixtures("forum")]
LEAVE = leave(BRYONY, "change_settings")


def test_a_setting_is_what_was_said_last():
    assert settings.get("forum_name", "A forum") == "A forum"
    settings.put(LEAVE, "forum_name", "Aldermere Parent Carer Forum")
    settings.put(LEAVE, "forum_name", "Aldermere PCF")
    assert settings.get("forum_name") == "Aldermere PCF"


def test_who_changed_a_setting_is_kept():
    settings.put(LEAVE, "area", "Aldermere")
    settings.put(LEAVE, "area", "Aldermere")
    settings.put(LEAVE, "area", "Wexley")
    changes = [change for change in rows_of(Change) if change.table == "settings"]
    assert [(change.old, change.new) for change in changes] == [
        ({"value": ""}, {"value": "Aldermere"}),
        ({"value": "Aldermere"}, {"value": "Wexley"}),
    ]
    assert {group.who for group in rows_of(ChangeGroup) if group.act == "change_settings"} == {"Bryony"}


def test_a_setting_that_nobody_knows_is_refused():
    with pytest.raises(KeyError):
        settings.get("colour")
    with pytest.raises(KeyError):
        settings.put(LEAVE, "colour", "green")
    with pytest.raises(TypeError):
        settings.put(BRYONY, "area", "x")


def test_a_demo_stands_still_at_its_moment_and_a_forum_does_not():
    settings.put(LEAVE, "demo_moment", "2026-11-24T09:00:00+00:00")
    assert settings.demo_moment() is None
    settings.put(LEAVE, "demo", "yes")
    assert settings.demo_moment() == datetime(2026, 11, 24, 9, tzinfo=UTC)


def test_a_setting_is_not_undone_with_a_record():
    settings.put(LEAVE, "area", "Aldermere")
    (group,) = [group for group in rows_of(ChangeGroup) if group.act == "change_settings"]
    assert undo(BRYONY, group.id, via="form").group_id == ""
