"""The jargon buster: a short word opens its meaning where it is read; it is asked for and put right."""

import re

import pytest

from forum_app.features.glossary.rules import Entry, Known
from forum_app.models.meetings import Decision, Meeting
from forum_app.models.people import Person
from tests.statements import counted
from tests.story import code
from tests.web.browse import change


def here() -> str:
    return f"/meetings/{code('M26')}"


def aim_says(text: str) -> None:
    change(Meeting, Meeting.id == code("M26"), aim=text)


def buttons(page: str) -> list[tuple[str, str]]:
    """Each short word that opens something, and the words it opens."""
    found = re.findall(r'<button class="term" type="button" popovertarget="([^"]+)">([^<]+)</button>', page)
    return [(word, re.search(rf'id="{key}" popover>(.*?)<a', page, re.S)[1]) for key, word in found]


@pytest.mark.requirement("ES-70", "ES-179")
def test_a_short_word_opens_its_meaning_on_the_page_and_a_correction_is_everywhere_at_once(visit):
    becky, bryony = visit("becky"), visit("bryony")
    aim_says("SEND and the EHCPs: SEND again")
    change(
        Person,
        Person.id == becky.person_id,
        about="I know **CAMHS**, `CAMHS` and [SEND](https://x.org/SEND).",
    )
    becky.get(here())
    words = {word: meaning for word, meaning in buttons(becky.page) if word in {"SEND", "EHCPs"}}
    assert "special educational needs and disabilities" in words["SEND"], words
    assert "education, health and care plan" in words["EHCPs"]
    assert becky.page.count(">SEND</button>") == 1  # the first time in a text only
    profile = becky.get(f"/people/{becky.person_id}").text
    assert profile.count('class="term"') == 1 and "<code>CAMHS</code>" in profile  # not in code, not in links
    page = bryony.read("/glossary?find=send")
    assert "SENDIASS" in page and "Ours" not in page
    edit = re.search(r'/glossary/\w+/edit(?=">Put right<span class="visually-hidden">: SEND<)', bryony.page)[
        0
    ]
    bryony.get(edit)
    form = dict(re.findall(r'name="(short|stands_for|version)" value="([^"]*)"', bryony.page))
    saved = bryony.post(edit, {**form, "stands_for": "what we all know", "form_key": bryony.form_key()})
    assert saved.status_code == 303
    assert "what we all know" in dict(buttons(becky.get(here()).text))["SEND"]
    assert "Stands for was: special educational needs and disabilities" in bryony.read(edit)
    undo = re.search(r"/undo/\w+", bryony.page)[0]
    bryony.post(undo)
    assert "special educational needs" in dict(buttons(becky.get(here()).text))["SEND"]


@pytest.mark.requirement("ES-31")
def test_a_word_that_nobody_explained_is_asked_for_in_two_taps_and_explained_from_where_it_stands(visit):
    becky, bryony = visit("becky"), visit("bryony")
    aim_says("Agree the QXR, and say OK to ACC")
    first = bryony.get(here()).text
    assert (
        '<span class="unknown">QXR</span> <a class="explain" href="/glossary/new?short=QXR">explain' in first
    )
    assert "short=OK" not in first and "Aldermere County Council" in dict(buttons(first))["ACC"]
    tap = re.search(r'<a class="term unknown" href="([^"]+)">QXR</a>', becky.get(here()).text)[1]
    assert 'value="QXR"' in becky.get(tap).text
    asked = {"short": "QXR", "form_key": becky.form_key()}
    assert becky.post("/glossary/new", asked).status_code == 303
    assert becky.post("/glossary/new", {**asked, "form_key": "again"}).status_code == 422
    assert "Somebody has asked" in dict(buttons(becky.get(here()).text))["QXR"]
    assert "Becky" not in becky.read("/glossary").replace("Becky Fox", "") and "QXR" in becky.read(
        "/glossary"
    )
    explain = re.search(r"/glossary/\w+/edit", bryony.get("/glossary").text)[0]
    bryony.get(explain)
    told = {"short": "QXR", "stands_for": "queue of x-rays", "form_key": bryony.form_key()}
    assert bryony.post(explain, told).status_code == 303
    assert "queue of x-rays" in dict(buttons(becky.get(here()).text))["QXR"]
    assert becky.get(explain).status_code == 404 or becky.get(explain).status_code == 403


def test_the_glossary_costs_one_statement_a_request_however_many_texts_and_a_lone_block_brings_its_own(visit):
    becky = visit("becky")
    aim_says("Nothing short")
    becky.get(here())
    becky.get(here())
    aim_says("SEND, ACC, ICB and the NHS")
    change(Decision, Decision.meeting == code("M02"), text="Tell CAMHS")
    becky.get(here())
    with counted() as found:
        becky.get(here())
    assert sum("glossary_terms" in sql for sql in found) == 1
    block = becky.get(f"/meetings/{code('M02')}?part=settled", htmx=True).text
    [key] = re.findall('popovertarget="(settled-[^"]+)"', block)
    assert f'id="{key}" popover' in block


def test_short_words_are_found_whole_and_nothing_else_is():
    known = Known([Entry("SEND", "a"), Entry("DfE", "b"), Entry("Local Offer", "c")])
    told = [part if isinstance(part, str) else (part.text, part.entry is not None) for part in known.parts(
        "SENDING by DfE's Local Offer: SENDs. A@SEND.uk, AB2 and ABC, LOUDLY, McAdam")]  # fmt: skip
    assert [part for part in told if not isinstance(part, str)] == [
        ("DfE", True), ("Local Offer", True), ("SENDs", True), ("ABC", False), ("LOUDLY", False),
    ]  # fmt: skip
    assert [one for one in known.parts("PLEASE READ THIS NOW") if not isinstance(one, str)] == []
