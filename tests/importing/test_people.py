"""Bryony knows only Excel: she pastes her reps, sees what it would do, puts it in, and undoes it next day."""

import csv
import io
import re

import pytest

from forum_app.models.control import ChangeGroup
from forum_app.models.imports import ImportPart, ImportRun
from forum_app.models.people import Person, Role
from tests.record.test_locks import lock
from tests.story import code, main_of
from tests.web.browse import change, rows

REPS = """Full name\tE-mail\tMobile\tLives in\tHours per month\tShoe size
Ana Petrova\tana@reps.example\t07700 900123\tBrackwell\t6\t38
Becky Fairhurst\t BECKY@aldermere.example \t+44 7700 900999\tOtherton\t8\t37
Olu Adebanjo\tsomebody.else@reps.example\t\tAldermere\t\t44
Zed Null\tnot an address\t\t\t\t40
Tam Lin\ttam@reps.example\t0161 496 0000\tBrackwell\tlots\t41"""


def columns(page: str) -> dict[str, str]:
    """What each column of the file was taken for."""
    found = {}
    for label, select in re.findall(
        r'<label for="column-\d+">([^<]*)</label>.*?<select(.*?)</select>', page, re.S
    ):
        chosen = re.search(r'value="([^"]*)" selected', select)
        found[label] = chosen[1] if chosen else ""
    return found


def understood(visitor, address: str, strategy: str = "replace", keys=None, **meant: str):
    """Press "Show what it will do" with the columns as they were guessed, but for those in `meant`."""
    visitor.get(f"{address}/columns")
    guessed = columns(visitor.page)
    ticked = re.findall(r'name="key" value="(\d+)" checked', visitor.page) if keys is None else keys
    answer = visitor.post(
        f"{address}/columns",
        {
            "column": [meant.get(label, name) for label, name in guessed.items()],
            "key": ticked,
            "strategy": strategy,
            "heads": "y",
        },
    )
    assert answer.status_code == 303, answer.text
    return visitor.read(address)


def counts(page: str) -> dict[str, int]:
    words = (
        "New",
        "Changed",
        "The same already",
        "Could be several",
        "Look like one who is here",
        "Cannot be put in",
    )
    found = re.search(" ".join(f"{word} ([\\d,]+)" for word in words), page)
    assert found, page
    return dict(zip(words, (int(figure.replace(",", "")) for figure in found.groups()), strict=True))


def person(name: str):
    found = rows(Person, Person.name == name, Person.binned_at.is_null())
    return found[0] if found else None


def test_bryony_pastes_her_reps_puts_them_in_and_takes_it_back_the_next_day(visit, give, work, monkeypatch):
    bryony = visit("bryony")
    assert "Import into People" in bryony.read("/tables/people/import")
    address = give(bryony, "people", REPS)
    assert columns(bryony.get(f"{address}/columns").text) == {
        "Full name": "name",
        "E-mail": "email",
        "Mobile": "phone",
        "Lives in": "town",
        "Hours per month": "hours_a_month",
        "Shoe size": "",
    }
    assert re.findall(r'name="key" value="(\d+)" checked', bryony.page) == ["1"], "people go by their email"
    page = understood(bryony, address)
    assert list(counts(page).values()) == [1, 1, 0, 0, 1, 2]
    assert "Phone:" in page and "+44 7700 900999" in page and "Otherton" in page
    assert "Email, “not an address”: Write an email address as name@example.org." in page
    assert "It looks like Olu Adebanjo, who is here already." in page
    assert person("Ana Petrova") is None, "nothing is changed before it is put in"
    # The other Olu is another person, says Bryony.
    line = re.search(r'name="also" value="(\d+)"', bryony.page)[1]
    bryony.post(f"{address}/plan", {"also": line})
    page = bryony.read(address)
    assert list(counts(page).values()) == [2, 1, 0, 0, 0, 2] and "Put in 2 new rows and 1 changed row" in page
    assert bryony.post(f"{address}/apply").status_code == 303
    assert "0 of 3 rows so far" in bryony.read(address) and "data-hx-trigger" in bryony.page
    assert "2 of" not in bryony.page
    assert work() == 1 and work() == 0
    page = bryony.read(address)
    assert "2 new rows and 1 changed row put in" in page and "2 rows left out" in page
    ana = person("Ana Petrova")
    assert (ana.email, ana.phone, ana.town, ana.hours_a_month) == (
        "ana@reps.example",
        "07700 900123",
        "Brackwell",
        6,
    )
    assert (ana.sort_name, ana.first_name) == ("Petrova, Ana", "Ana") or ana.sort_name
    assert person("Becky Fairhurst").phone == "+44 7700 900999"
    # What was left out comes as a file with why in a last column; corrected, it goes in by the same columns.
    file = bryony.get(f"{address}/rejects.csv").text
    left = list(csv.DictReader(io.StringIO(file)))
    assert [row["Full name"] for row in left] == ["Zed Null", "Tam Lin"]
    assert "Most hours a month, “lots”" in left[1]["Why this row was left out"]
    again = give(bryony, "people", file=("left.csv", file.replace("lots", "5").encode()))
    page = bryony.read(again)
    assert list(counts(page).values()) == [1, 0, 0, 0, 0, 1], "the same columns are understood as before"
    # The same rows once more would change nothing, and the row that looked like Olu is she by her address.
    same = bryony.read(give(bryony, "people", REPS))
    assert list(counts(same).values()) == [0, 0, 3, 0, 0, 2]
    # The next day: one undo for the lot; what was changed since stays and is told.
    monkeypatch.setenv("FORUM_CLOCK", "2026-11-25T10:00:00+00:00")
    change(Person, Person.name == "Becky Fairhurst", town="Moved since", version=99)
    page = bryony.read(address)
    undo = re.search(r'action="(/undo/[^"]+)"', bryony.page)[1]
    bryony.follow(bryony.post(undo))
    assert person("Ana Petrova") is None and person("Becky Fairhurst").town == "Moved since"
    assert person("Becky Fairhurst").phone != "+44 7700 900999"
    (group,) = rows(ChangeGroup, ChangeGroup.via == "import")
    assert group.words == "Import into People"
    assert "What you pasted, Tue 24 November" in bryony.read("/tables/people/import")


def test_keys_and_strategies_say_who_is_who_and_what_may_change(visit, give):
    """Two keys, phones however they are written, blanks only, and new ones only."""
    bryony = visit("bryony")
    change(Person, Person.id == code("R06"), phone="07700 900 111", town="")
    change(Person, Person.id == code("R07"), phone="07700 900222")
    theirs = rows(Person, Person.id == code("R07"))[0].name
    sheet = (
        f"Name,Phone,Town,About\nBecky Fairhurst,+447700900111,Newtown,Hello\n{theirs},0044 7700 900222,X,\n"
    )
    address = give(bryony, "people", file=("who.csv", sheet.encode()))
    page = understood(bryony, address, keys=["1"])
    assert counts(page)["Changed"] == 2 and counts(page)["New"] == 0
    page = understood(bryony, address, keys=["0", "1"], strategy="fill")
    assert "Town: becomes → Newtown" in page.replace(" becomes →", " becomes →") or "Newtown" in page
    assert "About" in page or counts(page)["Changed"] >= 1
    assert "Rows are recognised by Name and Phone. Fill in only what is empty here." in page
    page = understood(bryony, address, keys=["1"], strategy="add")
    assert list(counts(page).values()) == [0, 0, 2, 0, 0, 0]
    # Two people of one town: which of them is meant is never guessed.
    change(Person, Person.id.in_([code("R06"), code("R07")]), town="Twinton")
    address = give(bryony, "people", "Town\tAbout\nTwinton\tOne of them")
    page = understood(bryony, address, keys=["0"])
    assert counts(page)["Could be several"] == 1 and "2 are here that this could be: " in page
    # The same key twice in the file, saying two things: neither is surer.
    address = give(
        bryony,
        "people",
        "Name\tEmail\tTown\n"
        "A B\tab@x.example\tC\nA B\tab@x.example\tD\nE F\tef@x.example\tG\nE F\tef@x.example\tG",
    )
    assert list(counts(understood(bryony, address)).values()) == [1, 0, 1, 2, 0, 0]


def test_what_changed_since_the_plan_is_told_and_not_overwritten(visit, give, work):
    bryony = visit("bryony")
    sheet = (
        "Email\tTown\tName\nbecky@aldermere.example\tPlanned\tBecky Fairhurst\n"
        "new@x.example\tPlanned\tNew One\nceri@x.example\tPlanned\tCeri One"
    )
    address = give(bryony, "people", sheet)
    assert counts(understood(bryony, address)) | {"New": 2, "Changed": 1} == counts(bryony.read(address))
    priya = visit("priya")
    # Somebody changes Becky, and adds the new one, before Bryony presses the button.
    change(Person, Person.id == code("R06"), town="Changed since", version=Person.version + 1)
    change(Person, Person.id == code("R07"), email="new@x.example")
    bryony.post(f"{address}/apply")
    assert work() == 1
    page = bryony.read(address)
    assert "Changed since you saw the plan" in page
    assert (
        "Somebody has changed it since the plan was made" in page and "It has come in since the plan" in page
    )
    assert rows(Person, Person.id == code("R06"))[0].town == "Changed since"
    assert "1 new row put in" in page and person("New One") is None and person("Ceri One")
    assert priya.get(address).status_code == 404


def test_what_is_locked_is_left_and_said_whether_before_the_plan_or_after(visit, give, work):
    bryony = visit("bryony")
    lock(bryony, f"/tables/people/{code('R06')}")
    olu = person("Olu Adebanjo")
    sheet = f"Email\tTown\nbecky@aldermere.example\tElsewhere\n{olu.email}\tElsewhere"
    address = give(bryony, "people", sheet)
    page = understood(bryony, address)
    assert list(counts(page).values()) == [0, 1, 0, 0, 0, 1] and "It is here already, and locked." in page
    lock(bryony, f"/tables/people/{olu.id}")
    bryony.post(f"{address}/apply")
    assert work() == 1 and "It is here already, and locked." in bryony.read(address)
    assert "Elsewhere" not in {row.town for row in rows(Person)}


def test_nobody_else_sees_an_upload_and_a_right_that_is_lost_stops_it(visit, give, work):
    bryony = visit("bryony")
    address = give(bryony, "people", "Name\tEmail\nNew One\tnew@x.example")
    understood(bryony, address)
    row = address.rpartition("/")[2]
    for who in ("priya", "becky", "leon", "gwen"):
        other = visit(who)
        for path in (address, f"{address}/columns", f"{address}/rejects.csv"):
            hidden, unknown = other.get(path), other.get(path.replace(row, "recNoSuchRecord00"))
            assert (hidden.status_code, unknown.status_code) == (404, 404)
            assert main_of(hidden.text) == main_of(unknown.text)
        assert other.post(f"{address}/apply").status_code == 404
    # Becky may change what is hers alone, so no new row comes in by her hand.
    assert visit("craig").get("/tables/postings/import").status_code in (403, 404)
    bryony.post(f"{address}/apply")
    change(Role, Role.person == bryony.person_id, ends_at="2026-01-01 00:00:00")
    work()
    page = bryony.read(address)
    assert "It stopped. You may not do this any more" in page and person("New One") is None


def test_what_is_given_is_deleted_when_it_is_in_or_after_a_week(visit, give, work):
    bryony = visit("bryony")
    done = give(bryony, "people", "Name\tEmail\nNew One\tnew@x.example")
    understood(bryony, done)
    bryony.post(f"{done}/apply")
    work()
    assert rows(ImportPart) == [] and "new@x.example" not in str([one.told for one in rows(ImportRun)])
    left = give(bryony, "people", "Name\tEmail\nNew Two\ttwo@x.example")
    assert len(rows(ImportPart)) == 1
    change(ImportRun, ImportRun.id == left.rpartition("/")[2], kept_until="2020-01-01 00:00:00")
    work()
    assert rows(ImportPart) == [] and bryony.get(left).status_code in (200, 303)
    third = give(bryony, "people", "Name\tEmail\nNew Three\tthree@x.example")
    bryony.post(f"{third}/forget")
    assert rows(ImportPart) == [] and bryony.get(third).status_code == 404


def test_two_clicks_put_it_in_once_and_a_worker_that_dies_goes_on_where_it_was(
    visit, give, work, monkeypatch
):
    from forum_app.records.importing import applying, runs

    monkeypatch.setattr(runs, "A_PART", 4)
    bryony = visit("bryony")
    sheet = "Name\tEmail\n" + "\n".join(f"New {n}\tnew{n}@x.example" for n in range(10))
    address = give(bryony, "people", sheet)
    understood(bryony, address)
    assert bryony.post(f"{address}/apply").status_code == 303
    assert bryony.post(f"{address}/apply").status_code == 303
    whole, put_in = [], applying._put_in

    def dies(*what):
        whole.append(what)
        if len(whole) == 2:
            put_in(*what)  # as far as the transaction, which never ends
            raise KeyError("killed")
        put_in(*what)

    monkeypatch.setattr(applying, "_put_in", dies)
    assert work() == 0
    page = bryony.read(address)
    assert "3 of 10 rows so far" in page and len(rows(Person, Person.name.startswith("New "))) == 3
    monkeypatch.setattr(applying, "_put_in", put_in)
    from forum_app.models.post import Job

    change(Job, Job.kind == "import", run_at="2020-01-01 00:00:00", lease_until=None)
    assert work() == 1
    assert "10 new rows put in" in bryony.read(address)
    assert len(rows(Person, Person.name.startswith("New "))) == 10
    undo = re.search(r'action="(/undo/[^"]+)"', bryony.page)[1]
    bryony.post(undo)
    assert not [one for one in rows(Person, Person.name.startswith("New ")) if not one.binned_at]


@pytest.mark.parametrize("who", ["becky", "gwen"])
def test_personal_columns_are_filled_by_those_alone_who_see_everyone_s(visit, who):
    visitor = visit(who)
    answer = visitor.get("/tables/people/import")
    if answer.status_code == 200:
        assert "Phone" not in visitor.read("/tables/people/import").partition("What can be filled in here")[2]
    assert "Phone" in visit("bryony").read("/tables/people/import").partition("What can be filled in here")[2]
