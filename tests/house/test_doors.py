"""Each way round a rule of the house is on its list, and nothing is on a list that is no longer there."""

import pytest

from .doors import LISTS, listed
from .source import APP, calls_of, modules, name_of


@pytest.mark.parametrize("name", LISTS)
def test_every_door_is_on_its_list(name):
    found = sorted(LISTS[name]())
    new = [line for line in found if found.count(line) > listed(name).count(line)]
    gone = [line for line in listed(name) if listed(name).count(line) > found.count(line)]
    assert not new and not gone, f"tests/house/{name}: new {new}, gone {gone}"


def test_the_door_stands_only_in_the_rooms_that_keep_the_tables():
    rooms = ("forum_app/permissions/", "forum_app/records/", "forum_app/features/accounts/")
    outside = [line for line in LISTS["unguarded.txt"]() if not line.startswith(rooms)]
    assert not outside


def test_only_permissions_and_the_database_make_what_the_guard_trusts():
    allowed = (APP / "permissions", APP / "db.py")
    for path in modules():
        if not path.is_relative_to(allowed[0]) and path != allowed[1]:
            assert not list(calls_of(path, "Trusted", "Scoped", "PreparedReport")), name_of(path)


def test_html_made_by_hand_is_made_in_the_web_room_alone():
    for path in modules():
        if path.parent != APP / "web":
            assert not list(calls_of(path, "Markup")), name_of(path)
    # A part filled in by .format is escaped; anything joined or added would not be.
    for path in modules(APP / "web"):
        for call in calls_of(path, "Markup"):
            plain = (
                all(getattr(part, "value", None) is not None for part in call.args) or path.name == "text.py"
            )
            assert plain, f"{name_of(path)}: Markup takes words as they stand, and .format the rest"


def test_nothing_but_pages_speaks_htmx():
    from .source import imports_of

    for path in modules():
        if path != APP / "web" / "pages.py":
            assert not [name for name in imports_of(path) if name.startswith("htmx_flask")], name_of(path)
