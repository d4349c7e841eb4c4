"""What the served demo has besides the demo, so that every page can be opened: a guest, links, a digest."""

from datetime import timedelta
from pathlib import Path

from forum_app import clock, wire
from forum_app.db import db, unguarded
from forum_app.features.accounts.actions import add_account, make_token
from forum_app.features.demo.data.ids import id_of
from forum_app.features.digests.actions import send_now
from forum_app.features.importing import actions
from forum_app.jobs import digests
from forum_app.models.boards import Seat
from forum_app.models.comments import Comment, Lock
from forum_app.models.control import Account, GuestScope, Marking
from forum_app.models.cover import CoverAsk
from forum_app.models.meetings import Barrier, Escalation, FeedbackChase, Meeting, Paper, RepRequest
from forum_app.models.people import Person, Policy, Training
from forum_app.models.post import DigestRun, Mail
from forum_app.models.views import SavedView
from forum_app.permissions.roles import command_line, viewer_for
from forum_app.records import migrate, registry
from forum_app.records.ids import new_id
from tests.browser.visitor import PASSWORD

SHEET = """Name\tEmail\tTown\tMobile\tShoe size
Ana Petrova\tana@reps.example\tBrackwell\t07700 900123\t38
Becky Fairhurst\tbecky@aldermere.example\tOtherton\t\t37
Olu Adebanjo\tanother.olu@reps.example\tAldermere\t\t44
Zed Null\tno address\t\t\t41
Two Alike\talike@reps.example\tA\t\t
Two Alike\talike@reps.example\tB\t\t"""


def prepare(path: Path) -> dict[str, str]:
    """Add them to this database; returns the addresses that only exist now, by name."""
    wire.use_database(f"sqlite:///{path}")
    wire.know_features()
    db.connect()
    try:
        _add_guest()
        made = {"digest": f"/digests/{_digest()}", "mail": f"/mail/{_mail()}", "view": _view()}
        closed = {"marking": f"/markings/{_marking()}", "paper": f"/papers/{_paper()}"}
        closed["comment"] = _comment()
        return {
            **_links(),
            **_imports(),
            **_owed_back(),
            **_seats(),
            **_agreed_and_learned(),
            **made,
            **closed,
        }
    finally:
        db.close()


def empty_file(folder: Path) -> Path:
    """A migrated database without a row, in this folder."""
    path = folder / "empty.db"
    wire.use_database(f"sqlite:///{path}")
    db.connect()
    migrate.run()
    db.close()
    return path


def _code(name: str) -> str:
    return id_of(name, command_line(clock.now()))


def _add_guest() -> None:
    person = new_id()
    row = {"id": person, "name": "Morag Guest", "first_name": "Morag", "sort_name": "Guest", "kind": "guest"}
    scope = {
        "id": new_id(),
        "person": person,
        "board": _code("B08"),
        "until": clock.now() + timedelta(days=9),
    }
    with unguarded("a test adds a partner's guest"):
        Person.insert_many([row]).execute()
        GuestScope.insert_many([scope]).execute()
    add_account(person, "morag@aldermere.example", password=PASSWORD)


def _links() -> dict[str, str]:
    with unguarded("a test sends links"):
        becky = Account.get(Account.email == "becky@aldermere.example").id
    for_a_day = timedelta(days=1)
    return {
        "sign-in link": f"/sign-in/link/{make_token(becky, 'sign_in', for_a_day)}",
        "invitation": f"/invitation/{make_token(becky, 'invitation', for_a_day)}",
        "unsubscribe": f"/unsubscribe/{make_token(becky, 'unsubscribe:steering', for_a_day)}",
    }


def _imports() -> dict[str, str]:
    """What Bryony has given: one that waits for its columns, one whose plan has something of everything."""
    with unguarded("a test looks for who gives it"):
        bryony = viewer_for(Account.get(Account.email == "bryony@aldermere.example").person_id, clock.now())
    assert bryony is not None
    given = actions.give(bryony, registry.table("people"), None, "", SHEET)
    planned = actions.give(bryony, registry.table("people"), None, "", SHEET)
    actions.understand(bryony, planned, planned.mapping, [1], "replace", True)
    return {"import": f"/imports/{given.id}", "planned import": f"/imports/{planned.id}"}


def _agreed_and_learned() -> dict[str, str]:
    """A policy that waits for Craig, and a course that some would like."""
    with unguarded("a test looks for a policy and a course"):
        policy = Policy.get(Policy.name == "Code of conduct").id
        course = Training.get(Training.name == "Facilitation").id
    return {"policy": f"/policies/{policy}", "course": f"/training/{course}"}


def _owed_back() -> dict[str, str]:
    """A barrier, an escalation, and the link that an officer was sent."""
    with unguarded("a test looks for what is owed back"):
        chase, asked = (
            FeedbackChase.select(FeedbackChase.id, FeedbackChase.feedback)
            .where(FeedbackChase.answered_at.is_null())
            .tuples()[0]
        )
        barrier, escalation = Barrier.get(Barrier.state == "open").id, Escalation.select().first().id
        request = RepRequest.get(RepRequest.reply == "").id
    return {
        "owed": f"/feedback/{_code('F02')}",
        "asked for": f"/feedback/{asked}",
        "barrier": f"/barriers/{barrier}",
        "escalation": f"/escalations/{escalation}",
        "request": f"/requests/{request}",
        "officer": f"/officer/{make_token(None, 'officer', timedelta(days=1), about=chase)}",
    }


def _seats() -> dict[str, str]:
    """A seat that ends soon, and a meeting that Becky is asked to go to for somebody."""
    meeting, asked = _code("M35"), new_id()
    with unguarded("a test asks somebody to go"):
        seat = Seat.get(Seat.person == _code("R14")).id
        there = Seat.get(Seat.board == Meeting.get_by_id(meeting).board_id).id
        CoverAsk.insert(
            id=asked,
            meeting=meeting,
            seat=there,
            person=_code("R06"),
            asked_by=_code("S1"),
            asked_at=clock.now(),
        ).execute()
    return {"seat": f"/seats/{seat}", "cover": f"/cover/{asked}"}


def _view() -> str:
    """A view that the demo shares."""
    with unguarded("a test looks for a view"):
        return SavedView.get(SavedView.name == "To confirm").id


def _digest() -> str:
    bryony = viewer_for(_code("S1"), clock.now())
    assert bryony is not None
    send_now(bryony, form_key="a test")
    digests.run(clock.now, look=False)
    with unguarded("a test looks for the digest"):
        return DigestRun.select(DigestRun.id).order_by(DigestRun.id.desc()).scalar()


def _mail() -> str:
    with unguarded("a test looks for Priya's mail"):
        return Mail.select(Mail.id).where(Mail.person == _code("R01")).limit(1).scalar()


def _paper() -> str:
    """A paper of a coming meeting that everybody may read."""
    with unguarded("a page to look at"):
        return Paper.select(Paper.id).where(Paper.title == "Transport, on one page").tuples().first()[0]


def _comment() -> str:
    """What Becky said about her board, on the page that changes it; another board is final."""
    board, becky = _code("B07"), _code("R06")
    about = {"table": "boards", "row": board, "at": clock.now()}
    with unguarded("a test says something"):
        Comment.insert(
            id="recAComment000000", person=becky, text="The *dates* have moved.", **about
        ).execute()
        Lock.insert(
            id="recALock000000000", person=becky, reason="Checked", **about | {"row": _code("B12")}
        ).execute()
    return "/comments/recAComment000000/edit"


def _marking() -> str:
    with unguarded("a test looks for a marking"):
        return Marking.select(Marking.id).where(Marking.name == "Tender papers").scalar()
