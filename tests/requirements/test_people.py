"""What the seeds ask about people: nobody is asked for a diagnosis, or why."""

import re

import pytest

from tests.story import code, words

FORM = re.compile(r"<form\b.*?</form>", re.S)
ASKS = re.compile(r"diagnos|disab|condition|medical|illness|health|reason|\bwhy\b|because", re.I)
LOOKED_AT = ("/", "/account", "/meetings", "/meetings/{M26}", "/meetings/{M26}/log", "/meetings/{M05}/log",
             "/meetings/{M40}", "/boards/{B07}", "/decisions/{A11}", "/time", "/ledger", "/log", "/mail",
             "/people/{R06}", "/more")  # fmt: skip


def asked(visitor, pages) -> dict[str, str]:
    """What the forms of these pages ask, by page."""
    found = {}
    for page in pages:
        path = re.sub(r"\{(\w+)\}", lambda name: code(name[1]), page)
        answer = visitor.get(path)
        assert answer.status_code == 200, page
        main = answer.text.partition("<main")[2].partition("</main>")[0]
        found[page] = " ".join(words(form) for form in FORM.findall(main))
    return found


@pytest.mark.requirement("ES-47")
def test_no_form_asks_a_rep_for_a_diagnosis_or_a_reason(visit):
    found = asked(visit("becky"), LOOKED_AT)
    assert "Were you there?" in found["/meetings/{M26}/log"]
    assert {page: ASKS.findall(text) for page, text in found.items() if ASKS.search(text)} == {}


@pytest.mark.requirement("ES-47")
def test_no_form_asks_a_partner_for_a_diagnosis_or_a_reason(guest_of):
    found = asked(guest_of("B02"), ("/", "/account", "/meetings/{M23}", "/boards/{B02}"))
    assert {page: ASKS.findall(text) for page, text in found.items() if ASKS.search(text)} == {}


@pytest.mark.requirement("ES-47")
def test_what_helps_is_held_without_why_and_who_could_not_go_says_no_more(visit):
    bryony, becky = visit("bryony"), visit("becky")
    heads = re.findall(r'<th scope="col"[^>]*>([^<]*)<', bryony.get("/tables/access-needs").text)
    assert sorted(heads) == ["Need", "Person"]
    meeting = f"/meetings/{code('M26')}"
    becky.get(f"{meeting}/log")
    answer = becky.post(f"{meeting}/log", {"form_key": becky.form_key(), "attended": "apologies"})
    assert answer.status_code == 303 and "Sent apologies" in becky.read(f"{meeting}/log")
