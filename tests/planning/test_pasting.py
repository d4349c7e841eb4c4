"""Bryony pastes an email with dates: what is read of it, what is said of each, and one act that adds them."""

import re
from datetime import date

import pytest

from forum_app.features.planning.pasting.mail import find
from forum_app.features.planning.pasting.times import face
from forum_app.models.control import Change
from forum_app.models.meetings import Meeting, Venue
from tests.statements import counted
from tests.story import code, main_of, words
from tests.web.browse import rows

TODAY, PLACES = date(2026, 11, 24), [("V1", "County Hall, Brackenford")]
EMAIL = """From: Sarah <sarah@council.example>
Sent: 20 November 2026 14:03
Dates of the Co-production Group 😀, sgwrs Gymraeg â chi, ملاقات:
Tuesday 12 January 2027, 10am - 12 noon on Teams
> 16 March at 10
Tuesday 3 February 10-12
31 February 2027
Wednesday 2 December, 10am to 11:30
Tues 3 November 10am
Wed\t21/04/2027\t10:00\t11:30\tCounty Hall"""


def told(line: str) -> list[str]:
    return [
        " ".join(
            part
            for part in (
                one.day.isoformat() if one.day else one.written,
                f"{face(one.start):%H:%M}" if one.start is not None else "",
                str(one.minutes or ""),
                one.where.mode,
                one.where.venue,
                f"({one.doubt})" if one.doubt else "",
            )
            if part
        )
        for one in find(line, TODAY, PLACES)
    ]


@pytest.mark.parametrize(
    ("email", "read"),
    [
        ("Tuesday 12 January 2027, 10am - 12 noon", ["2027-01-12 10:00 120"]),
        ("12/1/27 10:00-12:00", ["2027-01-12 10:00 120"]),
        ("12th Jan, 10.30 to 12.30", ["2027-01-12 10:30 120"]),
        ("Tues 9 Feb 2pm", ["2027-02-09 14:00"]),
        ("January 12th, 9:30am until 1", ["2027-01-12 09:30 210"]),
        ("Thurs 14 Jan '27 @ 2.30 (90 mins)", ["2027-01-14 14:30 90"]),
        ("12.1.27 1000-1200", ["2027-01-12 10:00 120"]),
        ("2027-01-12T10:00", ["2027-01-12 10:00"]),
        ("between 10 and 12 on Weds the 13th of January", ["2027-01-13 10:00 120"]),
        ("25 November", ["2026-11-25"]),
        ("23 November", ["2027-11-23"]),
        ("Mon 23 November", ["2026-11-23"]),
        ("24 November", ["2026-11-24"]),
        ("12, 19 and 26 January 2-3.30pm", [f"2027-01-{day} 14:00 90" for day in (12, 19, 26)]),
        ("10am to 12pm on:\n- 12 Jan\n- 9 Feb 2pm", ["2027-01-12 10:00 120", "2027-02-09 14:00"]),
        ("Date: 12 Jan\nTime: 1 - 2.30pm\nWhere: Microsoft Teams", ["2027-01-12 13:00 90 online"]),
        ("Tuesday\t12/01/2027\t10:00\t12:00\tZoom", ["2027-01-12 10:00 120 online"]),
        ("> > 12 January at County Hall, noon", ["2027-01-12 12:00 in_person V1"]),
        ("12 Jan, hybrid, County Hall\n-- \nSent 1 May", ["2027-01-12 both V1"]),
        (
            "12 Jan at County Hall, 10-12; then 9 Feb on Zoom",
            ["2027-01-12 10:00 120 in_person V1", "2027-02-09 10:00 120 online"],
        ),
        ("We meet Tuesday 12\nJanuary 2027", ["2027-01-12"]),
        ("12 Jan 10am\nCounty Hall, Brackenford", ["2027-01-12 10:00"]),
        ("12 Jan at 10\n12 January 2027\nTue 12 Jan at 2", ["2027-01-12 10:00", "2027-01-12 14:00"]),
        ("12 January 10-12\n31 February", ["2027-01-12 10:00 120", "31 February (There is no 31 February.)"]),
        (
            "Tuesday 3 February",
            ["2027-02-03 (Tuesday 3 February is not right: 3 February 2027 is a Wednesday.)"],
        ),
        ("Reply by 4 December", ["2026-12-04 (The line says “by”, so it may be no meeting.)"]),
        (
            "15-19 February",
            ["2027-02-15 (The line names several days in a row, and a meeting has one.)"],
        ),
        ("From: Sarah\nSent: 20 November 2026 14:03\nSubject: 12 January", []),
        ("Date: Fri, 20 Nov 2026 14:03:22 +0000", []),
        ("On Fri, 20 Nov 2026 at 14:03, Sarah <s@council.example> wrote:", []),
        ("24/7 for 9/10 families, ages 5-11, up to 12 may come, £10.50, 2026-2027, 01632 960 123", []),
        ("12 مئی, dydd Mawrth 12 Ionawr 😀", []),
    ],
)
def test_dates_are_read_as_people_write_them(email, read):
    assert told(email) == read


def boxes_of(page: str) -> dict:
    """What the form of found dates would send as it stands."""
    found = dict(re.findall(r'name="((?:day|starts|ends)-\d+)" value="([^"]*)"', page))
    for name, options in re.findall(r'<select[^>]*name="(where-\d+|board)"(.*?)</select>', page, re.S):
        found[name] = (re.search(r'value="([^"]*)" selected', options) or [0, ""])[1]
    hidden = re.findall(r'name="(mark|form_key)" value="([^"]+)"', page)
    return {**found, **dict(hidden), "keep": re.findall(r'name="keep" value="(\d+)" checked', page)}


@pytest.fixture
def found(bryony):
    """The form of what is found in an email, as it stands."""

    def find_in(email: str, **more) -> dict:
        bryony.get("/meetings/paste")
        answer = bryony.post("/meetings/paste", {"email": email, "do": "find", **more})
        assert answer.status_code == 200
        return {"email": email, **boxes_of(answer.text)}

    return find_in


def test_a_pasted_email_is_planned_added_and_undone_at_once(bryony, found):
    assert "Paste an email" in bryony.read("/meetings") and "Find the dates" in bryony.read("/meetings/paste")
    form = found(EMAIL)
    page = main_of(bryony.page)
    assert form["board"] == code("B02") and "guessed from the words" in page
    assert "7 dates found, 3 ticked. Nothing is saved yet." in page and form["keep"] == ["0", "1", "6"]
    assert "Tuesday 3 February is not right: 3 February 2027 is a Wednesday." in page
    assert "There is no 31 February." in page and "Tuesday 3 November 2026 is past." in page
    assert (
        "This board has a meeting on that day already." in page
        and "20 November" not in page.split("The email")[0]
    )
    assert "120 minutes, and 90 were agreed." in page and "Priya Raghunathan is at Steering Group" in page
    assert "No end in the email, so the board’s usual 1 h 30 min." in page
    fragment = bryony.post("/meetings/paste", {"email": EMAIL, "do": "find"}, htmx=True).text
    assert "<html" not in fragment and "7 dates found" in words(fragment)
    wrong = bryony.post("/meetings/paste", {**form, "ends-0": "9.30", "where-1": "", "do": "add"})
    assert wrong.status_code == 422 and "Write an end that comes after the start." in main_of(wrong.text)
    assert "A meeting in person needs a place." in main_of(wrong.text) and 'value="9.30"' in wrong.text
    sent = {**form, "ends-0": "11.30", "where-1": "", "new_venue": "Village hall", "do": "add"}
    answer = bryony.post("/meetings/paste", sent)
    assert bryony.post("/meetings/paste", sent).headers["Location"] == answer.headers["Location"]
    page = bryony.follow(answer).text
    assert "3 meetings added" in words(page)
    days = [date(2027, 1, 12), date(2027, 3, 16), date(2027, 4, 21)]
    made = rows(Meeting, Meeting.board == code("B02"), Meeting.day.in_(days))
    village = rows(Venue, Venue.name == "Village hall")[0].id
    county = rows(Venue, Venue.name == "County Hall, Brackenford")[0].id
    assert sorted((one.day.month, one.planned_minutes, one.mode, one.venue_id) for one in made) == [
        (1, 90, "online", None),
        (3, 90, "in_person", village),
        (4, 90, "in_person", county),
    ]
    kept = rows(Change, Change.row.in_([one.id for one in made]))
    assert len(kept) == 3 and not any("noon" in str(row.new) for row in kept)
    again = found(EMAIL)
    assert again["keep"] == [] and "7 dates found, none ticked." in main_of(bryony.page)
    assert bryony.post("/meetings/paste", {**again, "do": "add"}).status_code == 422
    bryony.post("/undo/" + re.search(r'action="/undo/([^"]+)"', page)[1])
    assert not rows(Meeting, Meeting.id.in_([one.id for one in made]), Meeting.binned_at.is_null())


def test_what_cannot_be_read_keeps_the_text_and_says_what_to_do(bryony, found, visit):
    found("سلام " * 2_000, board=code("B02"))
    page = main_of(bryony.page)
    assert "No dates found" in page and "12/1/27" in page and "سلام سلام" in page
    unsure = bryony.post("/meetings/paste", {"email": "12 January", "do": "find"})
    assert unsure.status_code == 422 and "Choose the board." in main_of(unsure.text)
    assert bryony.post("/meetings/paste", {"email": "", "do": "find"}).status_code == 422
    assert bryony.post("/meetings/paste", {"email": "x" * 60_000, "do": "find"}).status_code == 422
    many = "\n".join(f"{1 + n % 28}/{1 + n % 12}/{27 + n // 84} 10:00" for n in range(500))
    sent = {"email": many, "do": "find", "board": code("B01")}
    with counted() as said:
        bryony.post("/meetings/paste", sent)
    said = [sql for sql in said if not re.search("migrations|sqlite_master|pg_tables", sql)]
    assert len(said) <= 18, said
    form = found(many, board=code("B01"))
    page = main_of(bryony.page)
    assert (
        "Only the first 60 dates are read. Paste the other" in page
        and "day-59" in form
        and "day-60" not in form
    )
    moved = bryony.post("/meetings/paste", {**form, "board": code("B02"), "do": "add"})
    assert moved.status_code == 409 and "so the dates were found again" in main_of(moved.text)
    assert bryony.get("/meetings/paste?board=recNothing").status_code == 404
    for who in ("becky", "priya", "leon"):
        assert visit(who).get("/meetings/paste").status_code in {403, 404}
        assert visit(who).post("/meetings/paste", {"email": EMAIL}).status_code in {403, 404}
