"""Finding the record to link to: three letters are enough, and only what one may read is ever offered."""

import re
from html import unescape
from urllib.parse import quote

from forum_app.features.cells import views as cell_views
from forum_app.models.meetings import Decision
from forum_app.models.money import TimeEntry
from forum_app.models.people import Person
from tests.statements import counted
from tests.story import code
from tests.web.browse import KEY, change, rows

OPTION = re.compile(r'<option value="([^"]*)">')
LINE = re.compile(r'<li><a href="([^"]*)">([^<]*)</a></li>')


def typed(visitor, text: str, table: str = "people", box: str = "text") -> list[str]:
    """What the list under a box offers, as somebody types there."""
    answer = visitor.get(f"/tables/{table}/pick?{box}={quote(text)}", htmx=True)
    assert "<html" not in answer.text
    return [unescape(one) for one in OPTION.findall(answer.text)]


def test_three_letters_find_the_person_and_the_meeting_of_a_board(visit):
    bryony = visit("bryony")
    assert typed(bryony, "fai") == typed(bryony, "becky f", box="column_person") == ["Becky Fairhurst"]
    assert typed(bryony, "fa") == typed(bryony, "") == typed(bryony, "no-such") == []
    meetings = typed(bryony, "short breaks", "meetings")
    assert 0 < len(meetings) <= 20 and all("Short Breaks" in one for one in meetings)
    assert len(set(meetings)) == len(meetings), "each tells itself apart"


def test_without_script_a_page_finds_it_and_fills_in_the_cell_that_asked(visit, monkeypatch):
    bryony = visit("bryony")
    monkeypatch.setattr(cell_views, "FEW", 3)
    entry = rows(TimeEntry, TimeEntry.person == code("R06"))[0]
    change(TimeEntry, TimeEntry.id == entry.id, state="to_confirm")
    address = f"/tables/time-entries/{entry.id}/cell/meeting"
    form = bryony.get(address).text
    assert 'list="cell-list" data-hx-get="/tables/meetings/pick"' in form
    find = unescape(re.search(r'<a href="([^"]+)">Find it by its name', form)[1])
    assert find == f"/tables/meetings/pick?back={quote(address, safe='/')}"
    page = bryony.get(f"{find}&q=short+breaks").text
    href, words = LINE.findall(page)[0]
    filled = bryony.get(unescape(href)).text
    assert f'value="{unescape(words).split(",")[0]}' in unescape(filled)
    sent = {"form_key": KEY.search(filled)[1], "text": unescape(words)}
    assert bryony.post(address, sent).status_code == 303
    assert rows(TimeEntry, TimeEntry.id == entry.id)[0].meeting_id == href.rpartition("text=")[2]
    for elsewhere in ("//elsewhere.example", "https://elsewhere.example/x"):
        assert "elsewhere" not in bryony.get(f"/tables/people/pick?q=fai&back={elsewhere}").text
    assert f'href="/people/{code("R06")}"' in bryony.get("/tables/people/pick?q=fai").text


def test_what_one_may_not_read_is_not_offered_and_answers_as_what_is_not_there(visit):
    becky, bryony = visit("becky"), visit("bryony")
    hidden = rows(Decision, Decision.marking.is_null(False))
    assert hidden
    words = " ".join(hidden[0].text.split()[:3])
    both = [visitor.get(f"/tables/decisions/pick?q={quote(words)}").text for visitor in (becky, bryony)]
    assert "Nothing is called that" in both[0]
    assert becky.get("/tables/no-such/pick?q=x").status_code == 404
    change(Person, Person.id == code("R06"), binned_at="2026-11-01 10:00:00")
    assert typed(bryony, "fairhurst") == []


def test_a_search_costs_the_same_however_much_it_finds(visit):
    bryony = visit("bryony")
    typed(bryony, "fairhurst")
    with counted() as few:
        typed(bryony, "fairhurst")
    with counted() as many:
        typed(bryony, "aldermere", "boards")
    assert len(many) <= len(few) + 1
    entry = rows(TimeEntry, TimeEntry.meeting.is_null(False), TimeEntry.state == "to_confirm")[0]
    address = f"/tables/time-entries/{entry.id}/cell/meeting"
    bryony.get(address)
    with counted() as form:
        page = bryony.get(address).text
    assert f'value="{entry.meeting_id}" selected' in page and len(form) <= 9, (
        "asked whether it is open, and named once, with its list"
    )
    sent = {"form_key": KEY.search(page)[1], "text": entry.meeting_id}
    with counted() as saved:
        assert bryony.post(address, sent).status_code == 303
    assert len(saved) <= 13, "what is chosen is looked up, the list is not"
