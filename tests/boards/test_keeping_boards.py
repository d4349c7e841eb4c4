"""Bryony keeps boards right: added by name, changed, linked, with members by organisation."""

import re

import pytest

from forum_app.models.boards import Board, BoardMember, TermsOfReference
from tests.story import code, main_of, words
from tests.web.browse import rows

UNDO = re.compile(r'action="(/undo/[^"]+)"')


def sent(visitor, path: str, **values):
    """A form of a page, opened and sent as it stands but for these values."""
    page = visitor.get(path).text
    kept = dict(re.findall(r'<input[^>]*name="([^"]+)"[^>]*? value="([^"]*)"', page))
    for name, chosen in re.findall(r'<select[^>]*name="([^"]+)"[^>]*>(.*?)</select>', page, re.S):
        found = re.search(r'value="([^"]*)" selected', chosen)
        kept[name] = found[1] if found else ""
    for name, text in re.findall(r'<textarea[^>]*name="([^"]+)"[^>]*>\n(.*?)</textarea>', page, re.S):
        kept[name] = text
    kept.pop("keep", None)
    return visitor.post(path, {**kept, **values})


@pytest.mark.requirement("ES-139")
def test_a_board_needs_only_its_name_and_its_page_lists_what_else_would_help(visit):
    bryony = visit("bryony")
    assert "Add one" in bryony.read("/boards")
    empty = sent(bryony, "/boards/new", name=" ")
    assert empty.status_code == 422 and "Write the board’s name." in main_of(empty.text)
    answer = sent(bryony, "/boards/new", name="Early Years Inclusion Panel")
    assert answer.status_code == 303
    page = main_of(bryony.follow(answer).text)
    assert page.startswith("Boards / Early Years Inclusion Panel Early Years Inclusion Panel")
    assert (
        "Still to say Whenever you know it: Whose board it is What kind of board it is "
        "How often and when it meets Who chairs it How many make it quorate Its terms of reference "
        "Who else sits on it" in page
    )
    assert "Early Years Inclusion Panel" in visit("becky").read("/boards")
    undo = UNDO.search(bryony.page)[1]
    again = sent(bryony, "/boards/new", name="early years inclusion panel")
    assert again.status_code == 422 and "a board of that name already" in main_of(again.text)
    bryony.post(undo)
    assert "Early Years Inclusion Panel" not in bryony.read("/boards")
    becky = visit("becky")
    assert becky.get("/boards/new").status_code == 403
    assert "Still to say" not in becky.read(f"/boards/{code('B02')}")


def test_a_board_is_changed_and_the_second_of_two_is_asked(visit):
    bryony, path = visit("bryony"), f"/boards/{code('B06')}"
    stale = bryony.get(f"{path}/edit").text
    version = re.search(r'name="version" value="(\d+)"', stale)[1]
    changed = sent(bryony, f"{path}/edit", chair="Moira Quayle", planned_minutes="1:40", notice_days="")
    assert changed.status_code == 303
    board = rows(Board, Board.id == code("B06"))[0]
    assert (board.chair, board.planned_minutes, board.notice_days) == ("Moira Quayle", 100, 14)
    page = main_of(bryony.follow(changed).text)
    assert "100 minutes" in page and "Why it is planned longer than its limit" in page
    second = sent(bryony, f"{path}/edit", chair="Somebody else", version=version)
    assert second.status_code == 409
    said = words(second.text)
    assert "Somebody else" in said and "Moira Quayle" in said
    mine = dict(re.findall(r'type="hidden" name="([^"]+)" value="([^"]*)"', second.text)) | {"keep": "mine"}
    assert bryony.post(f"{path}/edit", mine).status_code == 303
    assert rows(Board, Board.id == code("B06"))[0].chair == "Somebody else"
    wrong = sent(bryony, f"{path}/edit", planned_minutes="long", name="Kept as typed")
    assert wrong.status_code == 422 and "Kept as typed" in wrong.text and 'value="long"' in wrong.text
    ended = sent(bryony, f"{path}/edit", ends_on="20 11 2026")
    assert "ended 20 Nov" in main_of(bryony.follow(ended).text)
    assert "Speech, Language" in bryony.read("/boards?show=ended")


@pytest.mark.requirement("ES-131")
def test_members_stand_by_organisation_and_a_department_brings_its_own(visit):
    bryony, path = visit("bryony"), f"/boards/{code('B06')}/members"
    assert "Saltmarsh Community Healthcare CIC Moira Quayle, Chair, Therapies Lead" in bryony.read(path)
    transport = re.search(r'value="([^"]+)">ACC: Transport<', bryony.page)[1]
    added = sent(bryony, path, department=transport, words="for the journeys")
    assert added.status_code == 303
    page = visit("becky").read(f"/boards/{code('B06')}")
    assert "Aldermere County Council Transport, for the journeys" in page
    assert "Speech, Language and Communication Group" in bryony.read(f"/organisations/{code('O2')}")
    twice = sent(bryony, path, department=transport, words="for the journeys")
    assert twice.status_code == 422 and "They are on this board already." in main_of(twice.text)
    other = sent(bryony, path, department=transport, organisation=code("O3"))
    assert "They belong to another organisation." in main_of(other.text)
    nobody = sent(bryony, path)
    assert nobody.status_code == 422 and "Choose an organisation or an officer" in main_of(nobody.text)
    member = next(row for row in rows(BoardMember) if row.words == "for the journeys")
    bryony.get(path)
    key = {"form_key": bryony.form_key()}
    assert bryony.post(f"/boards/{code('B07')}/members/{member.id}/remove", key).status_code == 404
    gone = bryony.post(f"{path}/{member.id}/remove", key, htmx=True)
    assert gone.status_code == 200 and "for the journeys" not in gone.text and "Undo" in gone.text
    bryony.post(UNDO.search(gone.text)[1])
    assert "for the journeys" in bryony.read(path)


@pytest.mark.requirement("ES-137")
def test_a_link_is_made_on_one_board_and_shows_on_both(visit):
    bryony, here, there = visit("bryony"), code("B12"), code("B13")
    path = f"/boards/{here}/links"
    assert sent(bryony, path, how="from:feeds", other=there).status_code == 303
    assert "From the Emotional Wellbeing and CAMHS Group" in bryony.read(f"/boards/{here}")
    assert "Feeds the Schools Forum High Needs Group" in bryony.read(f"/boards/{there}")
    twice = sent(bryony, path, how="from:feeds", other=there)
    assert twice.status_code == 422 and "They are linked so already." in main_of(twice.text)
    link = re.search(rf'action="({path}/[^"]+/remove)"[^>]*>(?:(?!</form>).)*CAMHS', bryony.get(path).text)[1]
    assert bryony.post(link, {"form_key": bryony.form_key()}).status_code == 303
    assert "CAMHS" not in bryony.read(path).partition("Add a link")[0]


@pytest.mark.requirement("CB-46")
def test_each_version_of_the_terms_says_who_asked_and_two_are_compared(visit):
    bryony, path = visit("bryony"), f"/boards/{code('B01')}/terms"
    page = bryony.read(path)
    assert "Version 2, in force From Tue 1 September. Asked for by Aldermere PCF" in page
    assert "Version 1" in page and "Papers are sent seven days ahead." in page
    assert "Papers are sent five days ahead." in bryony.read(f"{path}?version=1")
    text = rows(TermsOfReference, TermsOfReference.edition == 2)[0].text
    later = {"starts_on": "1 1 2027", "asked_by": "The ICB", "note": "Health chairs in turn."}
    changed = text.replace("once a half-term", "every month") + "\nHealth chairs every second meeting."
    answer = sent(bryony, f"{path}/new", text=changed, **later)
    page = main_of(bryony.follow(answer).text)
    assert (
        "Version 3 to come From Fri 1 January, asked for by The ICB" in page and "Version 2, in force" in page
    )
    compared = visit("becky").read(f"{path}?old=2&new=3")
    assert "2 sentences added and 1 sentence taken away. Asked for by The ICB." in compared
    assert "Taken away: It meets once a half-term. Added: It meets every month." in compared
    assert "Added: Health chairs every second meeting." in compared
    assert sent(bryony, f"{path}/new", text=" ").status_code == 422
    assert "We hold no terms of reference" in visit("becky").read(f"/boards/{code('B02')}/terms")
    assert visit("becky").get(f"{path}/new").status_code == 403


def quorum(*parts: tuple[str, str], **values) -> dict:
    return {"who": [who for who, _ in parts], "minimum": [least for _, least in parts], **values}


@pytest.mark.requirement("ES-136")
def test_the_quorum_editor_says_at_once_that_parts_and_total_disagree(visit):
    bryony, path = visit("bryony"), f"/boards/{code('B06')}/quorum"
    bryony.get(path)
    hidden = dict(re.findall(r'type="hidden" name="([^"]+)" value="([^"]*)"', bryony.page))
    rule = quorum((code("O2"), "2"), (code("O1"), "2"), ("sector:Health", "1"), quorum_total="4")
    wrong = "They ask for 4 people in all, but the parts add up to 5. We count the parts."
    told = bryony.post(f"{path}/draft", {**hidden, **rule}, htmx=True)
    assert told.status_code == 200 and wrong in words(told.text) and "<main" not in told.text
    plain = bryony.post(f"{path}/draft", {**hidden, **rule, "do": "more"})
    assert wrong in main_of(plain.text) and plain.text.count('name="minimum"') == 5
    fewer = bryony.post(f"{path}/draft", {**hidden, **rule, "do": "remove-0"}, htmx=True)
    assert "The parts add up to 3." in words(fewer.text) and fewer.text.count('name="minimum"') == 3
    assert "Quorum is 3 people." in bryony.read(f"/boards/{code('B06')}")  # nothing was kept yet
    half = bryony.post(path, {**hidden, **quorum((code("O2"), ""), quorum_total="4")})
    assert half.status_code == 422 and "Write how many at least, as 2." in main_of(half.text)
    saved = bryony.post(path, {**hidden, **rule})
    page = main_of(bryony.follow(saved).text)
    assert wrong in page
    undo = UNDO.search(bryony.page)[1]
    late = bryony.post(path, {**hidden, **quorum((code("O4"), "1"), quorum_total="3"), "form_key": "another"})
    assert late.status_code == 409 and "Someone changed this rule" in main_of(late.text)
    again = dict(re.findall(r'type="hidden" name="([^"]+)" value="([^"]*)"', late.text))
    assert bryony.post(undo).status_code == 303
    assert "Quorum is 3 people." in bryony.read(f"/boards/{code('B06')}")
    assert bryony.post(path, {**again, **rule}).status_code == 409
