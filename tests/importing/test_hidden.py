"""A plan tells nothing of what its reader may not read: hidden rows and rows that never were are alike."""

import re

from forum_app.db import unguarded
from forum_app.models.control import Marking
from forum_app.models.glossary import GlossaryTerm
from forum_app.models.meetings import Decision
from forum_app.models.people import Person
from tests.story import code, main_of
from tests.web.browse import change, rows

from .test_people import counts, understood

LINE = re.compile(r"rec\w{14}")


def closed_decision() -> Decision:
    """A decision behind a marking, on whose list nobody stands."""
    with unguarded("a test marks something"):
        Marking.insert(
            id="mark-hidden", name="Hidden", level="restricted", reason="x", review_on="2027-01-01"
        ).execute()
    found = rows(Decision, Decision.marking.is_null(), Decision.text != "")[0]
    change(
        Decision,
        Decision.id == found.id,
        marking="mark-hidden",
        level="restricted",
        text="Quite hidden words",
    )
    return found


def test_a_hidden_row_and_one_that_never_was_plan_alike(visit, give, work):
    closed_decision()
    bryony = visit("bryony")
    assert "Quite hidden" not in bryony.read("/tables/decisions")
    told = []
    for words in ("Quite hidden words", "Never was any words"):
        address = give(bryony, "decisions", f"Text\tDue\n{words}\t3 9 2027")
        page = understood(bryony, address, keys=["0"])
        told.append((main_of(bryony.page).replace(words, "…"), bryony.get(f"{address}/rejects.csv").text))
    (hidden, file), (never, other) = told
    assert hidden == never, "a hidden row changed the plan"
    assert counts(page)["Changed"] == counts(page)["The same already"] == 0
    assert file.replace("Quite hidden words", "") == other.replace("Never was any words", "")


def test_links_are_found_among_what_may_be_read_and_what_is_not_is_listed(visit, give):
    """What a name leads to nobody knows who may not read it; a name of two is never guessed."""
    bryony = visit("bryony")
    change(Person, Person.id == code("R07"), name="Becky Fairhurst")
    venues = "From\tTo\tOne way\nBrackwell\tNowhere Hall\t1:30\nBrackwell\tNowhere Hall\t20\nAldermere\t\t15"
    page = understood(bryony, give(bryony, "travel", venues))
    assert "To: names that are not here Nowhere Hall 2 rows" in page
    assert counts(page)["Cannot be put in"] == 3 and "To is needed." in page
    named = [
        table
        for table in ("availabilities", "time-entries")
        if bryony.get(f"/tables/{table}/import").status_code == 200
    ]
    assert named


def test_a_clash_with_what_is_hidden_says_no_more_than_any_other(visit, give, work):
    """A term in the glossary is there once; where another stands in its way is told as nothing special."""
    bryony = visit("bryony")
    address = give(
        bryony, "glossary", "Short\tStands for\nQQQ\tQuite quiet questions\nQQZ\tQuite quiet zebra"
    )
    if not address:
        return
    page = understood(bryony, address)
    with unguarded("a test adds one at the last moment"):
        GlossaryTerm.insert(id="gloss", short="QQQ", stands_for="Another").execute()
    change(GlossaryTerm, GlossaryTerm.id == "gloss", binned_at=None)
    if counts(page)["New"] == 2:
        bryony.post(f"{address}/apply")
        work()
        assert "1 new row put in" in bryony.read(address)
