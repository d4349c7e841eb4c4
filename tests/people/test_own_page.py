"""A person's page is theirs to write, part by part, and each part says who sees it."""

import re

import pytest

from forum_app.features.people.who_sees import ROWS
from forum_app.models import RECORDS
from forum_app.models.people import AccessNeed, Availability, Person, Supporter
from tests.crawl.oracle import the_table
from tests.story import code, words
from tests.web.browse import rows


def own_page(who: str) -> str:
    return f"/people/{code(who)}"


def save(visitor, who: str, part: str, htmx: bool = False, **said: str):
    """Open a part, change what is said here, and save it as the form stands."""
    address = f"{own_page(who)}/edit/{part}"
    page = visitor.get(address).text
    ids = re.findall(r' id="([^"]+)"', page)
    assert len(ids) == len(set(ids)), address
    form = page.partition(f'id="{part}"')[2].partition("</form>")[0]
    assert "see this" in words(form) or "sees this" in words(form)
    fields = dict(re.findall(r'name="(\w+)" value="([^"]*)"', form))
    fields |= {
        name: text.strip() for name, text in re.findall(r'<textarea[^>]*name="(\w+)"[^>]*>([^<]*)<', form)
    }
    ticks = ("dictated", "sees_meetings")
    return visitor.post(address, {k: v for k, v in fields.items() if k not in ticks} | said, htmx=htmx)


@pytest.mark.requirement("DOR-40")
def test_ellie_sets_her_own_limit_and_says_when_she_is_free(visit):
    ellie = visit("ellie")
    answer = save(ellie, "R14", "free", hours_a_month="5", monday="morning, 6pm-9pm", friday="9.30 to 12")
    assert answer.status_code == 303
    page = ellie.read(own_page("R14"))
    assert "Monday 09:00 to 12:30, 18:00 to 21:00 Friday 09:30 to 12:00 In words Mon At most 5 hours" in page
    hers = rows(Availability, Availability.person == code("R14"), Availability.binned_at.is_null())
    kept = {(row.weekday, str(row.starts_at)) for row in hers}
    assert kept == {(0, "09:00:00"), (0, "18:00:00"), (4, "09:30:00")}
    wrong = save(ellie, "R14", "free", tuesday="banana", hours_a_month="-1")
    assert (
        wrong.status_code == 422 and "Write times as 09:30 to 14:30" in wrong.text and "banana" in wrong.text
    )
    assert visit("becky").post(f"{own_page('R14')}/edit/free", {"hours_a_month": "40"}).status_code == 403


def test_each_part_is_saved_in_place_and_can_be_undone(visit):
    becky = visit("becky")
    part = becky.get(f"{own_page('R06')}/edit/bring", htmx=True).text
    assert part.strip().startswith('<section id="bring"') and "Nobody has to offer anything" in part
    answer = save(becky, "R06", "bring", htmx=True, assets="A van, and *patience*")
    assert answer.status_code == 200 and "<em>patience</em>" in answer.text and "Saved" in answer.text
    becky.post(re.search(r'action="(/undo/\w+)"', answer.text)[1])
    assert "Nothing offered, and nothing has to be." in becky.read(own_page("R06"))
    save(becky, "R06", "areas", areas="short breaks, Leisure; short breaks")
    assert becky.get(f"{own_page('R06')}/edit/no-such").status_code == 404
    nameless = save(becky, "R06", "about", name="")
    assert nameless.status_code == 422 and "Write a name." in nameless.text
    save(becky, "R06", "about", name="Becky Anne Fairhurst", about="I ask about Saturdays.")
    page = visit("craig").read(f"/people/{becky.person_id}")
    assert "Becky Anne Fairhurst" in page and "I ask about Saturdays." in page and "A van" not in page
    assert "Short breaks Leisure" in page
    assert rows(Person, Person.id == becky.person_id)[0].sort_name == "Fairhurst, Becky Anne"


@pytest.mark.requirement("PLY-19")
def test_what_somebody_needs_and_wishes_is_theirs_to_say_or_written_down_as_they_said_it(visit):
    bryony, becky = visit("bryony"), visit("becky")
    guessed = save(bryony, "R06", "needs", needs="Large print")
    assert guessed.status_code == 422 and "Otherwise ask them to write it themselves." in guessed.text
    assert save(bryony, "R06", "wishes", contact_wishes="text").status_code == 422
    assert not rows(AccessNeed, AccessNeed.person == code("R06"))
    assert (
        save(bryony, "R06", "needs", needs="Large print\nA break at eleven", dictated="y").status_code == 303
    )
    assert save(bryony, "R06", "wishes", contact_wishes="text", dictated="y").status_code == 303
    told = becky.read(own_page("R06"))
    assert "Large print A break at eleven Taken down by the coordinator on Tue 24 November." in told
    assert (
        told.count("Taken down by the coordinator") == 2 and "Only you and the coordinator see this." in told
    )
    assert "Large print" not in visit("priya").read(own_page("R06"))
    assert "told me so" not in becky.get(f"{own_page('R06')}/edit/needs").text
    save(becky, "R06", "needs", needs="Large print")
    assert "Taken down" not in becky.read(own_page("R06")).partition("What helps you")[2]
    [left] = rows(AccessNeed, AccessNeed.person == code("R06"), AccessNeed.binned_at.is_null())
    assert (left.need, left.taken_down_on) == ("Large print", None)


def test_who_supports_somebody_sees_the_next_meetings_when_they_may(visit):
    becky, craig = visit("becky"), visit("craig")
    save(becky, "R06", "helped", supporter=code("R15"))
    assert "Short Breaks" not in craig.read(own_page("R06")).partition("Who supports them")[2]
    save(becky, "R06", "helped", supporter=code("R15"), sees_meetings="y")
    told = craig.read(own_page("R06")).partition("Who supports them")[2]
    assert "Craig Hebblethwaite, who may see the next meetings Short Breaks" in told
    assert "Who supports" not in visit("olu").read(own_page("R06"))
    save(becky, "R06", "helped", supporter="")
    assert not rows(Supporter, Supporter.person == code("R06"), Supporter.binned_at.is_null())
    assert save(becky, "R06", "helped", supporter=code("R06")).status_code == 422


def test_two_people_changing_one_part_keep_mine_or_theirs(visit):
    bryony, becky = visit("bryony"), visit("becky")
    address = f"{own_page('R06')}/edit/reach"
    mark = re.search(r'name="version" value="(\d+)"', becky.get(address).text)[1]
    save(bryony, "R06", "reach", phone="01632 960 111")
    save(bryony, "R06", "bring", assets="Another part is no clash")
    mine = {"version": mark, "email": "becky@aldermere.example", "phone": "01632 960 222"}
    clash = becky.post(address, mine)
    told = words(clash.text)
    assert clash.status_code == 409 and "01632 960 222" in told and "01632 960 111" in told
    assert rows(Person, Person.id == code("R06"))[0].phone == "01632 960 111"
    again = re.search(r'name="version" value="(\d+)"', clash.text)[1]
    assert becky.post(address, mine | {"version": again, "keep": "mine"}).status_code == 303
    assert rows(Person, Person.id == code("R06"))[0].phone == "01632 960 222"


def test_one_list_says_who_sees_what_the_forum_keeps_about_her(visit):
    becky = visit("becky")
    told = becky.read(f"{own_page('R06')}/who-sees")
    assert "Email becky@aldermere.example You, the coordinator and the co-chairs" in told
    assert "How to get in touch email You and the coordinator" in told
    assert "What you chose about payment You and the treasurer" in told and "Town Saltmere Everyone" in told
    assert visit("bryony").get(f"{own_page('R06')}/who-sees").status_code == 403
    readers, listed = the_table(), {table for table, _words, _readers in ROWS}
    for table, _words, said in ROWS:
        assert set(said) == readers[table][0], table
    about_her = {model._meta.table_name for model in RECORDS if "person" in model._meta.fields}
    assert about_her - listed <= {"named_people", "guest_scopes"}
