"""Bryony keeps partners right: added by name, merged, with departments that move and officers who leave."""

import re

import pytest

from forum_app.models.boards import Board, QuorumPart
from forum_app.models.organisations import Contact, Department, Organisation
from tests.boards.test_keeping_boards import UNDO, sent
from tests.story import code, main_of
from tests.web.browse import rows


def test_an_organisation_needs_only_its_name(visit):
    bryony = visit("bryony")
    answer = sent(bryony, "/organisations/new", name="Harbour Hospice")
    page = main_of(bryony.follow(answer).text)
    assert page.startswith("Organisations / Harbour Hospice Harbour Hospice") and "No one is named." in page
    undo = UNDO.search(bryony.page)[1]
    twice = sent(bryony, "/organisations/new", name="harbour hospice")
    assert twice.status_code == 422 and "of that name already" in main_of(twice.text)
    bryony.post(undo)
    assert "Harbour Hospice" not in bryony.read("/organisations")
    assert visit("becky").get("/organisations/new").status_code == 403
    assert "Change" not in visit("becky").read(f"/organisations/{code('O2')}")
    path = f"/organisations/{code('O6')}/edit"
    version = re.search(r'name="version" value="(\d+)"', bryony.get(path).text)[1]
    assert sent(bryony, path, sector="Health", note="Gives advice.").status_code == 303
    assert "Compass Advice Aldermere Gives advice." in bryony.read("/organisations?sector=Health")
    assert sent(bryony, path, note="Something else.", version=version).status_code == 409


@pytest.mark.requirement("SG-61")
def test_after_a_merger_the_past_keeps_the_old_name_and_what_goes_on_moves(visit):
    bryony, old, new = visit("bryony"), code("O2"), code("O9")
    board, held = f"/boards/{code('B02')}", f"/meetings/{code('M10')}"
    before, minutes = bryony.read(board), bryony.read(held)
    answer = sent(bryony, f"/organisations/{old}/merge", successor=new, ended_on="23 11 2026")
    page = main_of(bryony.follow(answer).text)
    undo = UNDO.search(bryony.page)[1]
    assert "Ended 23 Nov. It is now Aldermere College" in page
    after = bryony.read(f"/organisations/{new}")
    assert "Came from Aldermere County Council until 23 Nov" in after
    assert "Boards it hosts Add a board SEND and AP Partnership Board" in after and "Judith Farrow" in after
    assert "Aldermere College Anil Bhatt" in bryony.read(board)
    # Meetings held before count as they did, under the new name of the part.
    assert "quorate" in before and bryony.read(board).count("not quorate") == before.count("not quorate")
    assert minutes.count("Quorate") == bryony.read(held).count("Quorate")
    back = sent(bryony, f"/organisations/{new}/merge", successor=old, ended_on="24 11 2026")
    assert back.status_code == 422
    bryony.post(undo)
    assert rows(Organisation, Organisation.id == old)[0].successor_id is None
    assert rows(Board, Board.id == code("B01"))[0].host_id == old
    assert bryony.read(board) == before


@pytest.mark.requirement("ES-132")
def test_a_department_is_renamed_and_moved_and_the_quorum_still_counts_its_organisation(visit):
    bryony, acc, icb = visit("bryony"), code("O2"), code("O3")
    before = bryony.read(f"/boards/{code('B02')}")
    care = rows(Department, Department.name == "Children's Social Care")[0].id
    renamed = sent(bryony, f"/departments/{care}", name="Family Support")
    assert "Family Support" in main_of(bryony.follow(renamed).text)
    assert sent(bryony, f"/departments/{care}", organisation=icb).status_code == 303
    assert "Departments Add one Family Support" in bryony.read(f"/organisations/{icb}")
    after = bryony.read(f"/boards/{code('B02')}")
    assert after.count("quorate") == before.count("quorate") and "ACC 1 of 2" in after
    assert {part.organisation_id for part in rows(QuorumPart)} >= {acc}
    added = sent(bryony, f"/organisations/{acc}/departments/new", name="Housing")
    assert "Housing" in main_of(bryony.follow(added).text)
    housing = rows(Department, Department.name == "Housing")[0]
    bryony.get(f"/departments/{housing.id}")
    gone = bryony.post(f"/departments/{housing.id}/remove", {"form_key": bryony.form_key()})
    assert "Housing" not in main_of(bryony.follow(gone).text)
    bryony.post(UNDO.search(bryony.page)[1])
    assert "Housing" in bryony.read(f"/organisations/{acc}")


def test_an_officer_comes_and_leaves_and_what_was_settled_keeps_the_name(visit):
    bryony, acc = visit("bryony"), code("O2")
    added = sent(bryony, f"/organisations/{acc}/contacts/new", name="Rhys Vine", role_title="Panel clerk")
    assert "Rhys Vine Panel clerk" in main_of(bryony.follow(added).text)
    wrong = sent(bryony, f"/organisations/{acc}/contacts/new", name="Rhys", email="rhys at work")
    assert wrong.status_code == 422 and 'value="rhys at work"' in wrong.text
    carys = rows(Contact, Contact.name == "Carys Monk")[0].id
    bryony.get(f"/contacts/{carys}")
    left = bryony.post(f"/contacts/{carys}/leave", {"form_key": bryony.form_key()})
    page = main_of(bryony.follow(left).text)
    undo = UNDO.search(bryony.page)[1]
    assert "Those who left Carys Monk until 24 Nov" in page
    board = bryony.read(f"/boards/{code('B02')}")
    assert "Hannah, Carys Monk" in board and "Carys Monk Service" not in board
    assert "Aldermere County Council Anil Bhatt" in board and "Children's Social Care" in board
    bryony.post(undo)
    assert "Carys Monk, Service Manager" in bryony.read(f"/boards/{code('B02')}")
    assert visit("becky").get(f"/contacts/{carys}").status_code == 403
