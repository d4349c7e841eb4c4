"""A record that is final: locked by the coordinator with a reason, changed by no way in until unlocked."""

import re
from secrets import token_hex

import pytest

from forum_app.models.files import Attachment
from forum_app.models.meetings import Venue
from forum_app.permissions.abilities import require
from forum_app.permissions.roles import command_line, worker
from forum_app.records import write
from forum_app.records.errors import RuleBroken
from tests.demo.build import NOW
from tests.files.test_files import PDF, give
from tests.story import code, main_of
from tests.web.browse import rows

from .test_comments import say
from .test_record_page import HALL, venue

pytestmark = pytest.mark.postgres
LOCKED = "It is locked, so nothing of it changes. The coordinator or a co-chair can unlock it."
CHANGE = re.compile(r'name="change" value="(\w+)"')


@pytest.fixture
def bryony(visit):
    return visit("bryony")


def send(visitor, address: str, **values: str):
    return visitor.post(address, {"form_key": token_hex(10), **values})


def lock(visitor, address: str, reason: str = "Checked", **values: str):
    return send(visitor, f"{address}/lock", reason=reason, **values)


def test_what_is_locked_changes_by_no_way_in_until_it_is_unlocked(bryony, visit):
    address = venue()
    send(bryony, f"{address}/cell/parking", text="In front")
    before = CHANGE.search(bryony.get(f"{address}/history").text)[1]
    assert lock(bryony, address, "", version="1").status_code == 422
    late = lock(bryony, address, "Checked by the hall", version="1")
    assert late.status_code == 422 and "It was changed while you looked." in late.text
    assert 'value="Checked by the hall"' in late.text
    done = bryony.follow(lock(bryony, address, version="2"))
    assert "It is final: Checked. Locked by Bryony Tasker" in main_of(done.text)
    assert "/edit" not in done.text and "Put in the bin" not in done.text and "Duplicate" in done.text

    for form in ("edit", "cell/parking"):
        asked = bryony.get(f"{address}/{form}")
        assert asked.status_code == 403 and LOCKED in asked.text
    cell = bryony.get(f"{address}/cell/parking", htmx=True)
    assert cell.status_code == 422 and LOCKED in cell.text
    cell = send(bryony, f"{address}/cell/parking", text="Behind it")
    assert cell.status_code == 422 and LOCKED in cell.text and 'value="Behind it"' in cell.text
    form = send(bryony, f"{address}/edit", version="2", name=HALL, parking="Behind the hall")
    assert form.status_code == 422 and LOCKED in form.text and "Behind the hall" in form.text
    gone = send(bryony, f"{address}/bin", version="2")
    assert gone.status_code == 422 and LOCKED in gone.text
    history = bryony.read(f"{address}/history")
    assert "It is locked. Nothing is put back" in history and "Put back" not in history
    assert LOCKED in send(bryony, f"{address}/put-back", change=before).text
    assert rows(Venue, Venue.name == HALL)[0].parking == "In front"

    halls = [write.Edit(Venue, row.id, {"parking": "By a job"}) for row in rows(Venue)]
    with pytest.raises(RuleBroken, match=LOCKED):
        write.many(require(worker(NOW), "do_job"), halls, via="job")
    with pytest.raises(RuleBroken, match=f"{HALL} is locked, so nothing of this was done."):
        write.many(require(command_line(NOW), "edit_record"), halls, via="command")

    becky = visit("becky")
    assert "It is final: Checked" in becky.read(address) and "/unlock" not in becky.page
    assert send(becky, f"{address}/unlock").status_code == 403 and lock(becky, address).status_code == 403
    assert say(becky, address, "Good").status_code == 303, "one can still talk about it"
    priya = visit("priya")
    assert lock(priya, address).status_code == 403, "to say that something is final is the coordinator's"
    opened = priya.follow(send(priya, f"{address}/unlock"))
    assert "It is final" not in opened.text
    assert "It is unlocked already." in send(bryony, f"{address}/unlock").text
    history = bryony.read(f"{address}/history")
    assert "Unlocked by Priya Raghunathan" in history and "Locked by Bryony Tasker" in history
    assert "Checked" not in bryony.read("/bin"), "what was locked is locked anew, not taken out of the bin"
    send(bryony, f"{address}/cell/parking", text="Behind it")
    assert rows(Venue, Venue.name == HALL)[0].parking == "Behind it"


def test_the_files_beside_what_is_locked_stay_as_they_are(bryony):
    meeting = code("M26")
    address = f"/tables/meetings/{meeting}"
    give(bryony, meeting, ("a.pdf", PDF))
    file = rows(Attachment)[0].id
    page = bryony.follow(lock(bryony, address)).text
    assert "a.pdf" in page and "Keep these" not in page and f"/files/{file}/remove" not in page
    assert LOCKED in give(bryony, meeting, ("b.pdf", PDF), key="f" * 20).text
    assert LOCKED in send(bryony, f"/files/{file}/remove").text
    assert len(rows(Attachment, Attachment.binned_at.is_null())) == 1
