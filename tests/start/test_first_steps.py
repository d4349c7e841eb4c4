"""A forum of one's own: founded, its year written down, boards and reps pasted, undone, pasted again."""

import re

import pytest

from forum_app.features.accounts import actions
from forum_app.models.boards import Board, SchoolTerm
from forum_app.models.control import Account
from forum_app.models.organisations import Organisation
from forum_app.models.people import Person
from forum_app.models.post import Mail
from tests.story import main_of, words
from tests.web.browse import PASSWORD, Browser, rows

UNDO = re.compile(r'action="(/undo/[^"]+)"')
NAMES = (
    "SEND Partnership Board", "Speech, Language and Communication Group", "Short Breaks Group",
    "Transport Group", "Neurodevelopmental Pathway Group", "Local Offer Group", "EHC Plan Panel",
    "Preparing for Adulthood Board", "High Needs Group", "CAMHS Group", "Early Years Group",
    "Designated Officer Forum", "Inclusion Board", "Our Steering Group",
)  # fmt: skip
BOARDS = "Board\tOrganisation\tHow often\tLength\n" + "\n".join(
    f"{name}\t{'Northshire Council' if number % 2 else 'NHS Northshire ICB'}\tmonthly\t1:30"
    for number, name in enumerate(NAMES)
)
FIRST = ("Ana", "Ben", "Cat", "Dai", "Eve")
LAST = ("Stone", "Marsh", "Field", "Brook", "Heath")
REPS = "\n".join(
    f"{first.lower()}.{last.lower()}@example.org\t{first} {last}\t07700 9{place}{row}"
    "\tHilltown\tTransport; Health\t6"
    for place, first in enumerate(FIRST)
    for row, last in enumerate(LAST, start=1000)
)


@pytest.fixture
def coordinator(app) -> Browser:
    """The browser in which an empty forum was just founded."""
    browser = Browser(app)
    code = actions.new_first_run_code()
    browser.get("/first-run")
    who = {"name": "Mia Shaw", "email": "mia@example.org", "password": PASSWORD}
    answer = browser.post("/first-run", {"code": code, "forum_name": "Northshire Forum", **who})
    assert answer.headers["Location"] == "/start"
    browser.follow(answer)
    return browser


def send(browser: Browser, path: str, **values):
    """A form of this page, sent with its key and what a plan's page carries."""
    browser.get(path)
    return _sent(browser, path, **values)


def _sent(browser: Browser, path: str, **values):
    plan = re.search(r'name="plan" value="([^"]+)"', browser.page)
    kept = {"form_key": browser.form_key(), **({"plan": plan[1]} if plan else {})}
    return browser.post(path, {**kept, **values})


def paste(browser: Browser, path: str, text: str):
    """Paste, look at the plan, save it."""
    told = main_of(send(browser, path, rows=text).text)
    return told, _sent(browser, path, rows=text, do="save")


def kept(model) -> list[str]:
    return sorted(row.name for row in rows(model) if row.binned_at is None)


def test_an_empty_forum_is_filled_by_paste_undone_and_filled_again_without_doubles(coordinator):
    home = main_of(coordinator.get("/").text)
    assert "First steps: 1 of 6 Next: your area" in home and "Your forum is new" not in home
    answer = send(coordinator, "/start/area", area="Northshire", council="Northshire Council")
    assert answer.headers["Location"] == "/start/terms"
    assert kept(Organisation) == ["Northshire Council"]

    told, saved = paste(coordinator, "/start/boards", BOARDS)
    assert told.startswith("First steps / First boards Before it is saved 14 new. Nothing is saved yet.")
    assert "NHS Northshire ICB will be added to your organisations." in told
    assert kept(Board) == sorted(NAMES)
    page = main_of(coordinator.follow(saved).text)
    assert page.startswith("First steps / 3 of 6 Term dates") and "14 boards added" in words(coordinator.page)
    undo = UNDO.search(coordinator.page)[1]
    coordinator.post(undo)
    assert kept(Board) == [] and kept(Organisation) == ["Northshire Council"]

    paste(coordinator, "/start/boards", BOARDS)
    assert kept(Board) == sorted(NAMES)
    assert kept(Organisation) == ["NHS Northshire ICB", "Northshire Council"]
    hosts = {row.id: row.name for row in rows(Organisation)}
    board = next(row for row in rows(Board, Board.binned_at.is_null()) if row.name == "Transport Group")
    assert (hosts[board.host_id], board.planned_minutes) == ("Northshire Council", 90)
    again = main_of(send(coordinator, "/start/boards", rows=BOARDS).text)
    assert "0 new, 14 there already." in again and "Save them" not in again

    told, saved = paste(coordinator, "/start/people", REPS)
    assert "25 new. Nothing is saved yet." in told
    assert (
        "Ana Stone ana.stone@example.org, 07700 901000, Hilltown, Transport; Health, 6 hours a month" in told
    )
    assert saved.headers["Location"] == "/start/invitations"
    assert len(kept(Person)) == 26 and not rows(Mail) and len(rows(Account)) == 1
    page = main_of(coordinator.follow(saved).text)
    coordinator.post(UNDO.search(coordinator.page)[1])
    assert kept(Person) == ["Mia Shaw"]
    paste(coordinator, "/start/people", REPS)
    again = main_of(send(coordinator, "/start/people", rows=REPS).text)
    assert "0 new, 25 there already." in again and len(kept(Person)) == 26

    some = [row.id for row in rows(Person, Person.binned_at.is_null()) if row.town][:2]
    assert send(coordinator, "/start/invitations", person=[]).status_code == 422
    sent = send(coordinator, "/start/invitations", person=some)
    assert "2 invitations are on the way" in words(coordinator.follow(sent).text)
    assert len(rows(Mail)) == 2 and "23 people with an address" in words(coordinator.page)


def test_a_paste_says_what_looks_alike_and_what_it_cannot_read_and_keeps_what_was_typed(coordinator):
    paste(coordinator, "/start/boards", "Transport Group\nSpeech, Language and Communication Group")
    assert kept(Board) == ["Speech, Language and Communication Group", "Transport Group"]
    text = "Name;Length;Ends\nTransport Groups;90;\nPlay Panel;soon;\nTransition Group;60;1 7 2027\n;60;"
    page = send(coordinator, "/start/boards", rows=text)
    told = main_of(page.text)
    assert "1 new, 1 looks like one you have, 2 lines could not be read." in told
    assert "Line 3: Play Panel Planned length, “soon”: Write minutes as 90 or 1:30." in told
    assert "Looks like Transport Group. Tick to add it as another." in told
    assert "Play Panel;soon;" in page.text
    left_out = _sent(coordinator, "/start/boards", rows=text, do="look", column=["name", "", "ends_on"])
    assert "2 new, 1 looks like one you have, 1 line could not be read." in main_of(left_out.text)
    plan = re.search(r'name="plan" value="([^"]+)"', coordinator.page)[1]
    send(coordinator, "/boards/new", name="Play Panel")
    late = {"rows": text, "do": "save", "column": ["name", "", "ends_on"], "also": ["2"]}
    changed = send(coordinator, "/start/boards", plan=plan, **late)
    assert changed.status_code == 409 and "The forum changed since this plan was made." in main_of(
        changed.text
    )
    assert _sent(coordinator, "/start/boards", **late).status_code == 303
    assert {"Transition Group", "Transport Groups", "Play Panel"} <= set(kept(Board))
    assert len(kept(Board)) == 5
    empty = send(coordinator, "/start/people", rows=" ")
    assert empty.status_code == 422 and "Paste some rows first" in main_of(empty.text)
    asked = send(coordinator, "/start/people", rows="Rhys Vine, rhys@\nAnn Lee, ann@example.org")
    assert "Email, “rhys@”: Write an email address as name@example.org." in main_of(asked.text)


def test_every_step_can_be_skipped_or_done_and_the_steps_stay_under_more(coordinator, monkeypatch):
    page = main_of(coordinator.get("/start/terms").text)
    assert "Autumn 1: " in page and "Summer 2: " in page
    wrong = send(
        coordinator, "/start/terms", terms="Autumn 1: 2 September 2026\nSpring, 4 1 2027 to 12 2 2027"
    )
    assert wrong.status_code == 422 and "Line 1, “Autumn 1: 2 September 2026”" in main_of(wrong.text)
    year = "Autumn 1\t2/9/2026\t23/10/2026\nAutumn 2\t2/11/2026\t18/12/2026"
    assert (
        send(coordinator, "/start/terms", terms=year, inset="1 9 2026", starts_at="9:15").status_code == 303
    )
    send(coordinator, "/start/terms", terms=year.replace("18/12", "17/12"))
    assert [(row.name, row.last_day.day) for row in rows(SchoolTerm)] == [("Autumn 1", 23), ("Autumn 2", 17)]
    named = send(coordinator, "/start/name", forum_name="Northshire Parent Carers", forum_short_name="NPC")
    assert named.status_code == 303 and kept(Organisation) == ["Northshire Parent Carers"]
    for step in ("area", "boards", "people"):
        coordinator.get("/start")
        assert coordinator.post(f"/start/{step}/skip").status_code == 303
    assert coordinator.post("/start/nothing/skip").status_code == 404
    home = main_of(coordinator.get("/").text)
    assert "Next: mail check" in home
    told = main_of(coordinator.get("/start/mail").text)
    assert "No mail server is set yet." in told and "Send me a test mail" in told
    waits = main_of(coordinator.follow(send(coordinator, "/start/mail")).text)
    assert "Your test mail Waiting It waits to leave." in waits
    [mail] = rows(Mail)
    assert (mail.kind, mail.state) == ("mail_check", "queued")
    coordinator.post("/start/mail/arrived")
    assert "First steps:" not in main_of(coordinator.get("/").text)
    steps = main_of(coordinator.get("/start").text)
    assert "3 of 6 done." in steps and "Your area Skipped" in steps
    assert "First steps Name, area, term dates" in main_of(coordinator.get("/more").text)


def test_put_away_leaves_home_alone(coordinator):
    coordinator.get("/start")
    coordinator.post("/start/put-away")
    assert "First steps:" not in main_of(coordinator.get("/").text)


def test_first_steps_are_the_coordinators_and_wait_under_more_in_a_forum_at_work(visit):
    assert visit("becky").get("/start").status_code == 403
    bryony = visit("bryony")
    assert "First steps:" not in bryony.read("/") and "First steps" in bryony.read("/more")
    assert "15 so far" in bryony.read("/start")
