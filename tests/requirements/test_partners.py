"""What the seeds ask of partner guests: claims, private notes, load and other hats are out of their reach."""

import pytest

from forum_app.db import unguarded
from forum_app.models import BY_TABLE
from forum_app.models.meetings import Attendance, Meeting
from forum_app.models.money import Claim, ClaimLine, TimeEntry
from forum_app.models.people import AccessNeed, Person
from forum_app.records import registry
from tests.crawl.addresses import FILLED_BY, all_addresses
from tests.story import code, words
from tests.web.browse import change, rows

QUINCE = "quince"
MEETING = "M26"


def addresses(app, board: str) -> list[str]:
    """Every address that can be looked at: all meetings of the board, and of the rest some of each kind."""
    names = [table.name for table in registry.tables()]
    with unguarded("a test looks for ids"):
        ids = {
            table: [row[0] for row in BY_TABLE[table].select(BY_TABLE[table].id).limit(6).tuples()]
            for table in FILLED_BY.values()
        }
    ids["boards"].append(code(board))
    ids["meetings"] += [row.id for row in rows(Meeting, Meeting.board == code(board))]
    found = {one.path for one in all_addresses(app.url_map, names, ids) if one.method == "GET"}
    return sorted(path for path in found if not path.startswith("/static"))


def everything(visitor, app, board: str) -> dict[str, str]:
    """What this visitor is answered at each address, as a page and, where there is one, as a fragment."""
    told = {}
    for path in addresses(app, board):
        page = visitor.get(path)
        assert page.status_code < 500, path
        told[f"{path} page"] = page.text.lower()
        if page.status_code == 200:
            told[f"{path} fragment"] = visitor.get(path, htmx=True).text.lower()
    return told


@pytest.fixture
def planted(demo_app) -> None:
    """A word in whatever is no partner's business."""
    everybody = {"availability": QUINCE, "contact_wishes": QUINCE, "hours_a_month": 613}
    change(Claim, Claim.id != "", note=QUINCE)
    change(ClaimLine, ClaimLine.id != "", words=QUINCE)
    change(TimeEntry, TimeEntry.id != "", words=QUINCE, hat=QUINCE)
    change(AccessNeed, AccessNeed.id != "", need=QUINCE)
    change(Person, Person.id != "", **everybody)
    change(Attendance, Attendance.id != "", hat=QUINCE)


@pytest.mark.requirement("ES-108")
def test_a_guest_has_no_way_to_claims_private_notes_load_or_other_hats(demo_app, planted, visit, guest_of):
    gwen, bryony = visit("gwen"), visit("bryony")
    for visitor, page in (
        (gwen, "/tables/claims"), (gwen, "/tables/claim-lines"), (bryony, "/tables/time-entries"),
        (bryony, "/tables/access-needs"), (bryony, "/tables/attendances"),
    ):  # fmt: skip
        assert QUINCE in visitor.read(page).lower(), page
    assert "613" in bryony.read("/tables/people")
    told = everything(guest_of("B02"), demo_app, "B02")
    assert len(told) > 150
    found = {at for at, text in told.items() if QUINCE in text or "613" in words(text).split()}
    assert found == set()


@pytest.mark.requirement("ES-96")
def test_a_guest_never_sees_what_was_done_under_an_individual_hat(demo_app, visit, guest_of):
    becky, meeting, guest = visit("becky"), f"/meetings/{code(MEETING)}", guest_of("B07")
    before = words(guest.get(meeting).text)
    becky.get(f"{meeting}/log")
    log = {"attended": "there", "minutes": "other", "other_minutes": "77", "hat": "parent_carer"}
    becky.post(f"{meeting}/log", {"form_key": becky.form_key(), **log})
    assert "1 h 17 min" in becky.read("/time") and "as parent carer" in becky.read("/time")
    assert words(guest.get(meeting).text) == before
    hidden = ("parent carer", "parent_carer", "1 h 17 min", "77")
    told = everything(guest, demo_app, "B07")
    assert "nobody from the forum is marked as there" in told[f"{meeting} page"]
    found = {
        at: word
        for at, text in told.items()
        for word in hidden
        if word in words(text).replace("parent carer forum", "")
    }
    assert found == {}
