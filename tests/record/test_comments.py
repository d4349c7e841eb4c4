"""Comments on a record: as closed as it is, and one mail to each person they name."""

import email
import email.policy
import re

import pytest

from forum_app.config import Settings
from forum_app.jobs import worker
from forum_app.models.comments import Comment
from forum_app.models.meetings import Paper
from forum_app.models.people import Person
from forum_app.models.post import Mail
from tests.story import code, main_of
from tests.web.browse import change, rows

from .test_record_page import venue

pytestmark = pytest.mark.postgres


def say(visitor, address: str, text: str):
    visitor.read(address)
    return visitor.post(f"{address}/comments", {"form_key": visitor.form_key(), "text": text})


def mails() -> dict[str, str]:
    """Who is to get which mail."""
    return {mail.person_id: mail.id for mail in rows(Mail, Mail.kind == "mention")}


def sent(folder) -> list[str]:
    worker.work(Settings("", "k" * 32, f"folder:{folder}/out", "http://127.0.0.1:8000"))
    return [_whole(file) for file in sorted((folder / "out").glob("*.eml"))]


def _whole(file) -> str:
    message = email.message_from_bytes(file.read_bytes(), policy=email.policy.default)
    parts = [part.get_content() for part in message.walk() if part.get_content_maintype() == "text"]
    return "\n".join([message["subject"], *parts])


def test_becky_says_something_names_bryony_and_takes_it_back(visit, tmp_path):
    becky, address = visit("becky"), venue()
    answer = say(becky, address, "The *ramp* is closed. @Bryony Tasker, can you ring? <script>")
    page = becky.follow(answer).text
    assert (
        "<em>ramp</em>" in page and "<script>" not in page.partition('id="comments"')[2].partition("</ul>")[0]
    )
    assert mails().keys() == {code("S1")}
    [letter] = [one for one in sent(tmp_path) if "mentioned you" in one]
    comment = rows(Comment)[0]
    assert f"{address}#comment-{comment.id}" in letter and "about County Hall" in letter
    assert "The *ramp* is closed." in letter
    bryony = visit("bryony")
    assert "Becky Fairhurst , " in bryony.read(address) and f"/comments/{comment.id}/edit" not in bryony.page
    assert bryony.get(f"/comments/{comment.id}/edit").status_code == 403
    becky.read(f"/comments/{comment.id}/edit")
    changed = {"form_key": becky.form_key(), "version": "1", "text": "The ramp is open again. @Bryony @Olu"}
    page = becky.follow(becky.post(f"/comments/{comment.id}/edit", changed)).text
    assert "changed since" in page and len(mails()) == 2, "Bryony was told already; Olu is told now"
    gone = becky.post(f"/comments/{comment.id}/bin", {"form_key": "k" * 20, "version": "2"})
    page = becky.follow(gone).text
    assert "open again" not in page
    becky.post(re.search(r'action="(/undo/[^"]+)"', page)[1])
    assert "open again" in becky.read(address)


def test_only_those_who_may_read_the_record_are_told_and_only_the_team_learns_who_is_not(visit, tmp_path):
    """Who has signed, or stands aside, is no business of Becky's: she may name anybody."""
    closed = rows(Paper, Paper.title == "Tender papers")[0].id
    becky, priya, address = visit("becky"), visit("priya"), f"/tables/papers/{closed}"
    text = "Look, @Craig, @Leon, @Gwen, and ask @Priya Raghunathan. Write to becky@example.org"
    assert say(becky, address, text).status_code == 303
    [letter] = [one for one in sent(tmp_path) if "mentioned you" in one]
    assert "mentioned you" in letter and code("R01") in mails() and len(rows(Comment)) == 1
    assert "Nobody here is called Nemo." in say(becky, address, "@Nemo").text
    offered = becky.get(f"{address}/mention?q=").text
    assert offered.count("<li") == 8 and "Becky" not in offered
    assert "Craig" in becky.get(f"{address}/mention?q=cra").text
    for name in ("Craig", "Leon", "Gwen"):
        answer = say(priya, address, f"Look, @{name}!")
        assert answer.status_code == 422 and f"Look, @{name}!" in answer.text
        assert " cannot be mentioned here. Take the @ out to go on." in answer.text
    assert len(rows(Comment)) == 1 and "Craig" not in priya.get(f"{address}/mention?q=cra").text
    assert visit("craig").get(f"{address}/mention?q=p").status_code == 404


def test_a_comment_is_changed_on_its_own_page_alone_and_outlives_who_said_it(visit):
    becky, bryony, address = visit("becky"), visit("bryony"), venue()
    say(becky, address, "The ramp is closed")
    own = f"/tables/comments/{rows(Comment)[0].id}"
    page = becky.read(own)
    assert "The ramp is closed" in page and "Say it" not in page and f"{own}/edit" not in becky.page
    assert f'href="{address}">Its own page' in becky.page
    assert becky.get(f"{own}/cell/text").status_code == 403 and becky.get(f"{own}/edit").status_code == 403
    assert say(becky, own, "And this").status_code == 403, "of a comment one speaks beside it"
    change(Person, Person.id == code("R06"), state="left")
    assert "Becky Fairhurst , Tue 24 November, 09:00 The ramp is closed" in bryony.read(address)
    assert "Nobody here is called Becky." in say(bryony, address, "Thank you, @Becky").text


def test_a_mail_about_what_is_closed_holds_neither_the_comment_nor_the_title(visit, tmp_path):
    closed = rows(Paper, Paper.title == "Tender papers")[0].id
    say(visit("becky"), f"/tables/papers/{closed}", "The price is too high, @Priya Raghunathan")
    [letter] = [one for one in sent(tmp_path) if "mentioned you" in one]
    assert "Becky Fairhurst mentioned you in a comment that is not for mail." in letter
    assert "price" not in letter and "Tender" not in letter and f"/tables/papers/{closed}" in letter


def test_a_comment_is_as_closed_as_its_record_whatever_becomes_of_that(visit):
    closed = rows(Paper, Paper.title == "Tender papers")[0]
    becky, address = visit("becky"), f"/tables/papers/{closed.id}"
    say(becky, address, "Far too high")
    comment = rows(Comment)[0].id
    craig = visit("craig")
    for path in (f"/tables/comments/{comment}", f"/comments/{comment}/edit", f"{address}/mention"):
        assert craig.get(path).status_code == 404
    assert "Far too high" not in craig.get("/tables/comments").text
    assert "Far too high" in becky.get("/tables/comments").text
    change(Paper, Paper.id == closed.id, marking=None, level="members", agenda_item=None)
    assert "Far too high" in craig.read(address)
    change(Paper, Paper.id == closed.id, binned_at=rows(Comment)[0].at)
    assert "Far too high" not in becky.get("/tables/comments").text, "it waits in the bin with its record"


def test_who_stands_in_for_nobody_says_nothing_and_long_talk_goes_on_by_pages(visit):
    becky, address = visit("becky"), venue()
    for number in range(23):
        say(becky, address, f"Word {number:02}")
    page = becky.read(address)
    assert "Word 22" in page and "Word 02" not in page and page.index("Word 03") < page.index("Word 22")
    on = re.search(r'href="([^"]*before=[^"#]*)', becky.page)[1]
    assert "The latest comments" not in page and "The latest comments" in becky.read(on)
    assert "Word 02" in main_of(becky.page) and "Word 03" not in main_of(becky.page)
    assert "Write something first." in say(becky, address, " ").text


def test_what_the_coordinator_took_away_its_author_does_not_bring_back(visit):
    """It may name a family. What one took away oneself is one's own to bring back."""
    becky, bryony, address = visit("becky"), visit("bryony"), venue()
    say(becky, address, "Ask the Llŷr family.")
    comment = rows(Comment)[0].id
    own, gone = f"/tables/comments/{comment}", f"/comments/{comment}/bin"
    page = becky.follow(becky.post(gone, {"form_key": "a" * 20, "version": "1"})).text
    [undo] = re.findall(r'action="(/undo/[^"]+)"', page)
    assert "Ask the Llŷr family" in becky.read("/bin")
    assert becky.post(f"{own}/restore", {"form_key": "b" * 20}).status_code == 303

    bryony.read(address)
    bryony.post(gone, {"form_key": "c" * 20, "version": "3"})
    assert "Llŷr" not in becky.read("/bin") and becky.get(own).status_code == 404
    assert becky.post(f"{own}/restore", {"form_key": "d" * 20}).status_code == 404
    becky.post(undo)
    assert rows(Comment)[0].binned_at is not None, "nor by taking back what she once did herself"
    assert "Ask the Llŷr family" in bryony.read("/bin")
    assert bryony.post(f"{own}/restore", {"form_key": "e" * 20}).status_code == 303
    assert "Llŷr" in becky.read(address)
