"""Names in Welsh and Urdu, emoji, HTML and Markdown: kept letter by letter, and never anything but words."""

import csv
import io
import re

import pytest

from forum_app.models.meetings import Decision, MeetingReport, ReservedAnswer
from forum_app.models.people import Person
from tests.story import code
from tests.web.browse import change, rows

NAMES = ["Siân Llŷr Gŵyneth", "عائشہ ڪريم", "Zoë 🐦 O’Neill-Ñuñez", "李小龍", "‏שרה"]
HOSTILE = [
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    '"><svg onload=alert(1)>',
    "[a link](javascript:alert(1)) **bold** <b>b</b>",
    "{{ 7 * 7 }} {% raw %} ${7*7} #{7*7}",
    "![picture](https://elsewhere.example/x.png)",
    "<iframe src=https://elsewhere.example></iframe><style>body{display:none}</style>",
    '=HYPERLINK("https://elsewhere.example","look")',
]
ACTS = re.compile(
    r"<script>alert|<img|onerror\s*=[^&]*>|<svg onload|javascript:alert\(1\)[\"'>]|<iframe|<style>body|>49<",
    re.I,
)


def pages_of_becky() -> list[str]:
    meeting, board = code("M26"), code("B07")
    return ["/", "/time", "/ledger", f"/meetings/{meeting}", f"/meetings/{meeting}/log", f"/boards/{board}"]


def is_inert(page: str) -> bool:
    """Nothing that was typed acts: no element, no address, no style of its own."""
    without_our_own = re.sub(r'<svg class="[^"]*"', "", page)
    return not ACTS.search(without_our_own)


@pytest.mark.parametrize("text", HOSTILE)
def test_what_a_rep_writes_is_shown_as_words_on_every_page(visit, text):
    becky = visit("becky")
    address = f"/meetings/{code('M26')}/log"
    becky.get(address)
    sent = {"form_key": becky.form_key(), "attended": "there", "minutes": "90", "hat": "representative"}
    assert becky.post(address, {**sent, "text": text, "action": text}).status_code == 303
    assert [row.text for row in rows(MeetingReport, MeetingReport.meeting == code("M26"))] == [text]
    assert len(rows(Decision, Decision.text == text)) == 1
    for path in pages_of_becky():
        page = becky.get(path)
        assert page.status_code == 200 and is_inert(page.text), path
    bryony = visit("bryony")
    for path in ("/", f"/meetings/{code('M26')}", "/tables/decisions", "/tables/meeting-reports"):
        page = bryony.get(path)
        assert page.status_code == 200 and is_inert(page.text), path


@pytest.mark.parametrize("text", HOSTILE)
def test_an_answer_with_strange_words_is_words_for_everyone_who_reads_it(visit, text):
    priya = visit("priya")
    decision = f"/decisions/{code('D04')}"
    priya.get(decision)
    sent = {"form_key": priya.form_key(), "answer": "ask_more", "words": text}
    assert priya.post(f"{decision}/answer", sent).status_code == 303
    assert len(rows(ReservedAnswer, ReservedAnswer.words == text)) == 1
    for who in ("priya", "craig", "bryony"):
        assert is_inert(visit(who).get(decision).text)


@pytest.mark.parametrize("text", HOSTILE)
def test_what_is_wrong_is_shown_back_as_words(visit, text):
    becky = visit("becky")
    address = f"/meetings/{code('M26')}/log"
    becky.get(address)
    for htmx in (False, True):
        sent = {"form_key": "k", "attended": text, "minutes": "other", "other_minutes": text, "text": text}
        answer = becky.post(address, sent, htmx=htmx)
        assert answer.status_code == 422 and is_inert(answer.text)
    expired = becky.client.post(address, data={"text": text, "csrf_token": "old"})
    assert expired.status_code == 400 and is_inert(expired.text)
    sign_in = becky.client.get("/sign-in", query_string={"next": text})
    assert is_inert(sign_in.text)


@pytest.mark.parametrize("name", NAMES)
def test_a_name_is_kept_letter_by_letter_wherever_it_stands(visit, name):
    person, decision = code("R15"), f"/decisions/{code('D04')}"
    change(Person, Person.id == person, name=name, first_name=name.split()[0], sort_name=name)
    bryony = visit("bryony")
    for path in ("/people", f"/people/{person}", "/tables/people"):
        assert name in bryony.get(path).text, path
    export = bryony.get("/tables/people/export.csv")
    assert name in export.text
    assert visit("priya").get(decision).status_code == 200
    craig = visit("craig")
    assert name.split()[0] in craig.get("/").text


@pytest.mark.parametrize("text", ["=1+1", "+44 1632", "-1+2", "@sum(a1)", "\t=1", '=HYPERLINK("x")'])
def test_an_export_holds_no_formula(visit, text):
    change(Person, Person.id == code("R15"), name=text)
    export = visit("bryony").get("/tables/people/export.csv").text.lstrip("\ufeff")
    cells = [cell for row in csv.reader(io.StringIO(export)) for cell in row]
    assert any(text.strip() in cell for cell in cells)
    assert not any(cell[:1] in "=+-@\t\r" for cell in cells if cell)


def test_markdown_in_a_report_is_read_as_markdown_or_as_it_was_typed_but_links_go_nowhere_bad(visit):
    becky = visit("becky")
    address = f"/meetings/{code('M26')}/log"
    becky.get(address)
    text = "# Head\n\n* one\n* [two](javascript:alert(1))\n\n<https://example.org>"
    sent = {"form_key": becky.form_key(), "attended": "there", "minutes": "90", "hat": "representative"}
    becky.post(address, {**sent, "text": text})
    page = becky.get(f"/meetings/{code('M26')}").text
    assert 'href="javascript' not in page
    assert page.count("<h1") == 1
