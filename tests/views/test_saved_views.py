"""Views kept, changed, shared, locked, moved and taken away: the look of a table, never its rows."""

import json
import re
from urllib.parse import quote, urlsplit

import pytest

from forum_app.db import unguarded
from forum_app.models.views import SavedView
from tests.story import code, words
from tests.web.browse import change, rows

GRID = "/tables/time-entries"
TO_CONFIRM = {"all": [["state", "is", "to_confirm"]]}


def where(tree) -> str:
    return "where=" + quote(json.dumps(tree))


def keep(visitor, address: str, name: str, shown_to: str = "me", **more):
    """What is at the address kept as a view, by the form that "New view" leads to."""
    visitor.get(address)
    new = re.search(r'href="(/tables/[^"]*/views/new[^"]*)"', visitor.page)[1].replace("&amp;", "&")
    page = visitor.get(new).text
    hidden = dict(re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)">', page))
    fields = {name: value.replace("&#34;", '"') for name, value in hidden.items()}
    sent = fields | {"name": name, "shown_to": shown_to} | more
    return visitor.post(re.search(r'<form class="form" method="post" action="([^"]+)"', page)[1], sent)


def the_view(name: str) -> SavedView:
    (row,) = rows(SavedView, SavedView.name == name)
    return row


def tabs(visitor, table: str = "time-entries") -> list[str]:
    visitor.get(f"/tables/{table}")
    nav = re.search(r'<nav class="tabs".*?</nav>', visitor.page, re.S)[0]
    links = re.findall(r'<li><a href="([^"]*)"[^>]*>(.*?)</a>', nav)
    return [words(said).replace(" ,", ",") for href, said in links if "/views" not in href]


def act(visitor, view: SavedView, what: str, **fields):
    """One of the forms of the view's own page, or of the strip over the grid."""
    visitor.get(f"/views/{view.id}")
    version = fields.pop("version", rows(SavedView, SavedView.id == view.id)[0].version)
    key = fields.pop("form_key", f"key-{what}-{version}")
    return visitor.post(f"/views/{view.id}/{what}", {"version": version, "form_key": key, **fields})


def test_a_view_is_kept_opened_changed_reverted_and_saved(visit):
    bryony = visit("bryony")
    kept = keep(bryony, f"{GRID}?{where(TO_CONFIRM)}&sort=day", "Waiting for me")
    view = the_view("Waiting for me")
    assert kept.status_code == 303 and kept.location == f"{GRID}?view={view.id}"
    assert view.params == {"where": ['{"all":[["state","is","to_confirm"]]}'], "sort": ["day"]}
    page = bryony.read(kept.location)
    assert "Waiting for me is kept as a view" in words(bryony.page)
    assert "Where state is To confirm" in page and "Changed" not in page
    assert "Waiting for me, yours alone" in tabs(bryony) and "Waiting for me" not in tabs(visit("priya"))
    page = bryony.read(f"{GRID}?view={view.id}&find=travel")
    assert "Changed Save Save as mine Revert" in page
    revert = re.search(r'href="([^"]+)">Revert', bryony.page)[1]
    assert urlsplit(revert).query == f"view={view.id}" and "Changed" not in bryony.read(revert)
    assert the_view("Waiting for me").params == view.params, "looking never changes a view"
    bryony.read(f"{GRID}?view={view.id}&where=&group=state")
    form = re.search(rf'<form method="post" action="/views/{view.id}/save">(.*?)</form>', bryony.page)[1]
    fields = dict(re.findall(r'name="([^"]+)" value="([^"]*)"', form))
    saved = bryony.post(f"/views/{view.id}/save", fields)
    assert saved.location == f"{GRID}?view={view.id}"
    assert the_view("Waiting for me").params == {"sort": ["day"], "group": ["state"]}
    page = bryony.read(saved.location)
    assert "grouped by state" in page and "Changed" not in page
    undo = re.search(r'action="(/undo/[^"]+)"', bryony.get(GRID).text + bryony.page)
    assert undo is None or bryony.post(undo[1]).status_code == 303


def test_two_at_once_and_two_clicks(visit):
    bryony, priya = visit("bryony"), visit("priya")
    keep(bryony, GRID, "Ours", "cochair")
    view = the_view("Ours")
    first = act(bryony, view, "save", sort="day", version=1)
    again = act(bryony, view, "save", sort="day", version=1, form_key="key-save-1")
    assert first.status_code == again.status_code == 303, "the second click gets the first one's answer"
    late = act(priya, view, "save", sort="-day", version=1)
    assert late.status_code == 409 and the_view("Ours").params == {"sort": ["day"]}
    renamed = act(priya, view, "rename", name="Ours too", version=1)
    assert renamed.status_code == 409 and act(priya, view, "rename", name="Ours too").status_code == 303


def test_bryony_shares_a_view_with_the_co_chairs_and_nobody_else_hears_of_it(visit):
    bryony, priya, becky, gwen = (visit(who) for who in ("bryony", "priya", "becky", "gwen"))
    keep(bryony, f"{GRID}?{where(TO_CONFIRM)}", "Slow to settle")
    view = the_view("Slow to settle")
    assert priya.get(f"/views/{view.id}").status_code == 404
    act(bryony, view, "share", shown_to="cochair", board="")
    assert "Slow to settle" in tabs(
        priya
    ) and "Who sees it: The co-chairs and the coordinator." in priya.read(f"/views/{view.id}")
    for other in (becky, gwen):
        assert not [tab for tab in tabs(other) if "Slow" in tab]
        assert other.get(f"/views/{view.id}").status_code == 404
        hidden, none = (other.get(f"{GRID}?view={one}") for one in (view.id, "recNoSuchRecord00"))
        assert hidden.status_code == none.status_code == 404
        assert "Slow to settle" not in other.get("/tables/saved-views").text
        for what in ("save", "rename", "share", "move", "bin"):
            assert other.post(f"/views/{view.id}/{what}", {"name": "x"}).status_code == 404
        assert other.post(f"/views/{view.id}/lock").status_code in (403, 404)
    act(bryony, view, "share", shown_to="board", board=code("B07"))
    assert "Slow to settle" in tabs(becky), "she sits on that board"
    assert becky.post(f"/views/{view.id}/rename", {"name": "Mine now", "version": 3}).status_code == 403
    unsaid = act(bryony, view, "share", shown_to="board", board="")
    assert unsaid.status_code == 422 and "Choose the board whose seats it is for." in words(unsaid.text)
    mine = keep(becky, f"{GRID}?view={view.id}", "Slow to settle", "everybody")
    assert mine.status_code == 303 and rows(SavedView, SavedView.person == code("R06"))[0].shown_to
    assert len(rows(SavedView, SavedView.name == "Slow to settle", SavedView.person == code("R06"))) == 1


def test_a_lock_says_who_and_why_and_that_it_locks_the_look_alone(visit):
    bryony, priya, becky = visit("bryony"), visit("priya"), visit("becky")
    keep(bryony, f"{GRID}?sort=day", "For the funder", "everybody")
    view = the_view("For the funder")
    act(priya, view, "lock", because="the half-year figures are told from it")
    page = bryony.read(f"{GRID}?view={view.id}&sort=-day")
    assert "Changed Save as mine Revert" in page, "no Save while it is locked"
    assert "Priya Raghunathan locked it on Tue 24 November" in page
    assert "the half-year figures are told from it. Its look is locked, not its rows." in page
    assert "For the funder, locked" in tabs(becky)
    for what, fields in (("save", {"sort": "-day"}), ("rename", {"name": "x"}), ("bin", {})):
        refused = act(bryony, view, what, **fields)
        assert refused.status_code == 422 and "This look is locked" in words(refused.text), what
    assert the_view("For the funder").params == {"sort": ["day"]}
    assert act(bryony, view, "share", shown_to="me", board="").status_code == 422
    assert act(bryony, view, "unlock").status_code == 303
    assert act(bryony, view, "save", sort="-day").status_code == 303
    assert becky.post(f"/views/{view.id}/lock", {"because": "x"}).status_code == 403


def test_views_are_named_once_moved_and_taken_away_with_undo(visit):
    bryony = visit("bryony")
    for name in ("One", "Two", "Three"):
        keep(bryony, GRID, name)
    taken = keep(bryony, GRID, "two")
    assert taken.status_code == 422 and "There is a view called that already." in words(taken.text)
    assert keep(bryony, GRID, "").status_code == 422
    assert act(bryony, the_view("Three"), "rename", name="One").status_code == 422
    own = [name for name in tabs(bryony) if name.endswith("yours alone")]
    assert own[-3:] == ["One, yours alone", "Two, yours alone", "Three, yours alone"]
    act(bryony, the_view("Three"), "move", way="earlier")
    assert [name for name in tabs(bryony) if name.endswith("yours alone")][-2:] == [
        "Three, yours alone",
        "Two, yours alone",
    ]
    gone = act(bryony, the_view("Two"), "bin")
    assert gone.location == GRID and "Two, yours alone" not in tabs(bryony)
    bryony.follow(gone)
    with unguarded("a test looks"):
        assert SavedView.get(SavedView.name == "Two").binned_at
    empty = visit("leon").read("/tables/organisations/views")
    assert "No views yet" in empty and "Filter Organisations" in empty


def test_a_view_that_names_a_field_since_removed_still_works_and_says_so(visit):
    bryony = visit("bryony")
    keep(bryony, f"{GRID}?{where(TO_CONFIRM)}", "Old", "everybody")
    old = {
        "where": ['{"all":[["state","is","to_confirm"],["colour","is","red"],["day","sounds_like","x"]]}'],
        "sort": ["-colour", "day"],
        "group": ["colour"],
        "show": ["day", "colour", "minutes"],
        "foot": ["colour:sum"],
        "width": ["colour:3"],
        "colour": ['gold:Red:{"all":[["colour","is","red"]]}'],
    }
    view = the_view("Old")
    change(SavedView, SavedView.id == view.id, params=old)
    page = bryony.read(f"{GRID}?view={view.id}")
    for told in (
        "One condition is left out: its column is no longer here.",
        "One column of this view is left out: it is no longer here.",
        "One colour is left out: its column is no longer here.",
    ):
        assert page.count(told) == 1
    assert "Where state is To confirm" in page
    for address in (f"/views/{view.id}", f"{GRID}/views", f"{GRID}/filter?view={view.id}"):
        assert bryony.get(address).status_code == 200
    for odd in ({"where": "x"}, {"where": [["x"]]}, ["x"], {"nonsense": ["x"]}):
        change(SavedView, SavedView.id == view.id, params=odd)
        assert bryony.get(f"{GRID}?view={view.id}").status_code == 200, odd


@pytest.mark.parametrize("who", ["becky", "gwen"])
def test_a_shared_view_asks_nothing_of_a_column_that_its_reader_does_not_see(visit, who):
    """Its rows would tell the column, and its filter what somebody looked for."""
    bryony, reader = visit("bryony"), visit(who)
    asked = {"all": [["phone", "contains", "01632 960"], ["town", "is_not_empty"]]}
    keep(bryony, f"/tables/people?{where(asked)}&sort=phone&show=name&show=phone", "By phone", "everybody")
    view = the_view("By phone")
    page = reader.read(f"/tables/people?view={view.id}")
    assert "One condition is left out: its column is no longer here." in page
    assert "Where town is not empty" in page
    for address in (f"/tables/people?view={view.id}", f"/views/{view.id}", "/tables/people/views"):
        assert "01632" not in reader.get(address).text, address
    for address in (f"/tables/people/filter?view={view.id}", f"/tables/people/views/new?view={view.id}"):
        assert "01632" not in reader.get(address).text, address
    priya = visit("priya")
    assert "where phone contains" in priya.read(f"/views/{view.id}"), "the co-chair sees every phone"


def test_every_view_of_the_demo_asks_only_what_can_be_asked(visit):
    bryony = visit("bryony")
    for table in ("time-entries", "people"):
        bryony.get(f"/tables/{table}")
        found = dict.fromkeys(re.findall(rf'href="(/tables/{table}\?view=[^"]+)"', bryony.page))
        assert found
        for address in found:
            assert "left out" not in bryony.read(address), address


def test_a_file_saved_from_a_view_is_called_as_the_view_is(visit):
    """Two views of one table, saved for the funder on one day, are told apart."""
    bryony = visit("bryony")
    keep(bryony, f"{GRID}?{where(TO_CONFIRM)}", 'Hours: "Ōlu" 1/2')
    view = the_view('Hours: "Ōlu" 1/2')
    said = bryony.get(f"{GRID}/export.csv?view={view.id}").headers["Content-Disposition"]
    assert said.startswith("attachment; filename=") and said.isascii()
    assert f"filename*=UTF-8''{quote('Hours Ōlu 1 2-2026-11-24.csv')}" in said
    assert visit("becky").get(f"{GRID}/export.csv?view={view.id}").status_code == 404
