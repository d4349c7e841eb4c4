"""The forum that the proofs look at: the demo, a small board with content of every level, and who looks."""

from datetime import timedelta

from forum_app.db import unguarded
from forum_app.models.boards import TermsOfReference
from forum_app.models.comments import Comment, Lock
from forum_app.models.control import Account, Aside, GuestScope, Session, Token
from forum_app.models.coproduction import YouSaid
from forum_app.models.cover import CoverAsk
from forum_app.models.files import Attachment, FileContent
from forum_app.models.imports import ImportPart, ImportRun
from forum_app.models.meetings import (
    AgendaItem,
    Attendance,
    Barrier,
    Decision,
    Escalation,
    FeedbackChase,
    Meeting,
    MeetingReport,
    OutcomeFeedback,
    OutcomeNews,
    Paper,
    Pulse,
    ReservedAnswer,
)
from forum_app.models.money import FundingSource, Offer, Thanks, TimeEntry
from forum_app.models.post import Delivery, DigestRun, Mail, Reminder
from forum_app.models.reading import PaperQuestion, PaperRead, PrivateNote
from forum_app.models.views import SHOWN_TO, SavedView
from forum_app.permissions.roles import Viewer, command_line, see_as, viewer_for
from tests.permissions import forum
from tests.permissions.forum import FAR_OFF, LEVELS, NOON, person_id

from .oracle import AS

# Who looks. A code such as R06 is somebody of the demo, words are somebody of the small board.
PERSONAS = {
    "anon": None,
    "member-without-agreement": "member",
    "rep-without-a-seat": "named until noon",
    "rep-with-the-seat": "rep with the seat",
    "rep-of-another-board": "rep of another board",
    "rep-whose-seat-ended": "rep whose seat ended at noon",
    "agreement-lapsed": "rep with the seat, no agreement",
    "aside-from-the-item": "rep aside from the item, named",
    "named-person": "rep of another board, named",
    "guest-of-the-board": "guest of the board",
    "guest-of-another-board": "guest of another board",
    "becky": "R06",
    "gwen-treasurer-and-steering": "R03",
    "priya-co-chair": "R01",
    "hannah-co-chair": "R02",
    "bryony-coordinator": "S1",
    "leon-administrator": "S2",
    "priya-seeing-as-the-named-person": "rep of another board, named" + AS + "R01",
}
# Mails that were queued: of what kind, to whom, about what.
MAILS = (
    ("decision_answered", "named-person", ("decisions", "Decision-restricted")),
    ("decision_answered", "rep-with-the-seat", ("decisions", "Decision-board")),
    ("decision_answered", "member-without-agreement", ("decisions", "Decision-restricted")),
    ("decision_answered", "named-person", ("decisions", "dec-closed")),
    ("steering_digest", "gwen-treasurer-and-steering", ("deliveries", "del")),
    ("role_changed", "hannah-co-chair", ("roles", "bin-roles")),
    ("starter_pack", "rep-with-the-seat", ("seats", f"t{forum.person_id('rep with the seat')}")),
    ("list_changed", "bryony-coordinator", ("boards", "here")),
    ("cover_asked", "rep-of-another-board", ("cover_asks", "cover-ask")),
    ("cover_asked", "rep-with-the-seat", ("cover_asks", "ask-closed")),
    ("cover_news", "bryony-coordinator", ("cover_asks", "cover-ask")),
)
# Comments that mail may be about: on something open, on what is closed, and on what few may read.
MENTIONED = (
    ("said-open", "decisions", "Decision-members"),
    ("said-closed", "decisions", "Decision-restricted"),
    ("said-under", "decisions", "dec-closed"),
    ("said-of-few", "barriers", "bar-here"),
)
HERE, SEATED = "meeting-here", "rep with the seat"
CLOSED = "meeting-closed"


def id_of(name: str) -> str | None:
    """The person behind a persona, or both of them where one looks as the other."""
    who = PERSONAS[name]
    if who is None:
        return None
    if AS in who:
        return AS.join(_id_of(one) for one in who.split(AS))
    return _id_of(who)


def _id_of(who: str) -> str:
    from forum_app.features.demo.data.ids import id_of as demo_id

    return person_id(who) if who in forum.PEOPLE else demo_id(who, command_line(NOON))


def viewer_of(person: str, now) -> Viewer:
    """The viewer whom a persona's id stands for."""
    seen, _, looking = person.partition(AS)
    viewer = viewer_for(seen, now)
    return see_as(viewer, viewer_for(looking, now)) if looking else viewer


def plant() -> None:
    """Add the small board to the demo, and a row to every table that the demo leaves empty."""
    forum.plant()
    seated, other = person_id(SEATED), person_id("rep of another board")
    week = {"since": NOON - timedelta(days=7), "until": NOON, "built_at": NOON}
    with unguarded("a test plants rows"):
        for who in (seated, other):
            Attendance.insert(
                id=f"att-{who}", meeting=HERE, person=who, state="present", reply="coming"
            ).execute()
            Pulse.insert(id=f"pul-{who}", meeting=HERE, person=who, answer="good").execute()
            PrivateNote.insert(id=f"note-{who}", meeting=HERE, person=who, text="text").execute()
        TermsOfReference.insert(id="terms", board="here", edition=1, starts_on=NOON.date()).execute()
        DigestRun.insert(id="run", kind="steering", period="2026-W46", **week).execute()
        Delivery.insert(id="del", run="run", person=id_of("gwen-treasurer-and-steering")).execute()
        GuestScope.insert(
            id="one-meeting", person=person_id("guest of another board"), board="there",
            meeting="meeting-there", until=FAR_OFF,
        ).execute()  # fmt: skip
        GuestScope.insert(
            id="closed-meeting", person=person_id("guest of another board"), board="here", meeting=CLOSED,
            until=NOON,
        ).execute()  # fmt: skip
        Aside.insert(id="an-aside", person=seated, table="decisions", row="Decision-public").execute()
        Decision.insert(id="dec-there", kind="decision", state="noted", board="there", text="text").execute()
        Thanks.insert(
            id="thanks-draft", person=id_of("becky"), text="text", day=NOON.date(), state="draft"
        ).execute()
        # Somebody whom a guest of the board may not know of.
        Decision.update(owner=id_of("becky")).where(Decision.id == "Decision-members").execute()
        for number, (table, row) in enumerate(
            (("meetings", HERE), ("meetings", CLOSED), ("people", seated)), 1
        ):
            kind = "log" if table == "meetings" else "agreement"
            Reminder.insert(
                id=f"reminder-{number}", person=seated, kind=kind, table=table, row=row, asked_on=NOON.date()
            ).execute()
        _news()
        _closed_meetings(seated)
        for ask, meeting, who in (
            ("cover-ask", HERE, other),
            ("ask-too", HERE, id_of("named-person")),
            ("ask-closed", "closed-ahead", seated),
        ):
            CoverAsk.insert(
                id=ask, meeting=meeting, seat=f"t{seated}", person=who, asked_at=NOON, answer=""
            ).execute()
        _owed_back(seated)
        _never_alone(seated)
        _files()
        _machinery(seated)
        _views(seated)
        _said_about_everything(seated)
        _bin_one_of_each()


def _files() -> None:
    """A file beside a record of every level, and what is in them."""
    FileContent.insert(id="text", data=b"Some words.\n").execute()
    beside = [("decisions", f"Decision-{level}") for level in LEVELS]
    for table, row in (*beside, ("meetings", HERE), ("meetings", CLOSED), ("boards", "here")):
        Attachment.insert(
            id=f"file-{row}", table=table, row=row, name="text", type="text/plain", size=12, sha256="text"
        ).execute()


def _news() -> None:
    """Outcome feedback of every level, each with its text."""
    from forum_app.models.organisations import Organisation

    owed_by = Organisation.select(Organisation.id).tuples().first()[0]
    for level in LEVELS:
        marks = {
            "marking": level if level in LEVELS[2:] else None,
            "level": level if level in LEVELS[:4] else "restricted",
        }
        OutcomeFeedback.insert(
            id=f"owed-{level}", meeting=HERE, owed_by=owed_by, due_on=NOON.date(), **marks
        ).execute()
        OutcomeNews.insert(id=f"news-{level}", feedback=f"owed-{level}", outcome="done", **marks).execute()


def _closed_meetings(seated: str) -> None:
    """A meeting that was closed after it was held, with what was open before, and one that lies ahead."""
    from forum_app.models.organisations import Organisation

    owed_by = Organisation.select(Organisation.id).tuples().first()[0]
    asker, asked = id_of("named-person"), id_of("gwen-treasurer-and-steering")
    for meeting, days in ((CLOSED, -60), ("closed-ahead", 3)):
        starts_at = NOON + timedelta(days=days)
        Meeting.insert(
            id=meeting, board="here", starts_at=starts_at, day=starts_at.date(), planned_minutes=90,
            state="planned", marking="restricted",
        ).execute()  # fmt: skip
        Attendance.insert(id=f"att-{meeting}", meeting=meeting, person=seated, state="present").execute()
    inside = {"meeting": CLOSED, "level": "members"}
    AgendaItem.insert(id="item-closed", position=1, title="item", **inside).execute()
    Paper.insert(id="paper-closed", title="paper", **inside).execute()
    _of_papers(seated, Paper.select(Paper.id).where(Paper.meeting == HERE).order_by(Paper.id).tuples())
    MeetingReport.insert(
        id="rep-closed", person=seated, text="report", logged_at=NOON - timedelta(hours=1), **inside
    ).execute()
    Decision.insert(
        id="dec-closed", kind="reserved", state="waiting", board="here", text="question", asked_by=asker,
        asked_on=NOON.date(), answer_by=NOON.date(), **inside,
    ).execute()  # fmt: skip
    for person in (asker, asked):
        ReservedAnswer.insert(id=f"ans-{person}", decision="dec-closed", person=person).execute()
    late = {"owed_by": owed_by, "due_on": NOON.date() - timedelta(days=30)}
    OutcomeFeedback.insert(id="owed-closed", **late, **inside).execute()
    OutcomeFeedback.insert(
        id="owed-second", **{**late, **inside, "meeting": HERE}, second_meeting=CLOSED
    ).execute()
    OutcomeNews.insert(id="news-second", feedback="owed-second", outcome="done").execute()
    YouSaid.insert(
        id="said-closed", said="said", did="did", outcome="done", organisation=owed_by, meeting=CLOSED,
        headline="headline", published_on=NOON.date(),
    ).execute()  # fmt: skip


def _of_papers(person: str, papers) -> None:
    """Who read which paper of an open and of a closed meeting, and what they asked about it."""
    for number, paper in enumerate(["paper-closed", *(row[0] for row in papers)]):
        about = {"paper": paper, "person": person}
        PaperRead.insert(id=f"read-{number}", read_on=NOON.date(), minutes=20, **about).execute()
        PaperQuestion.insert(
            id=f"asks-{number}", text="text", asked_at=NOON, answer="answer", **about
        ).execute()
    PrivateNote.insert(id="note-closed", meeting=CLOSED, person=person, text="text").execute()


def _owed_back(person: str) -> None:
    """What stands in the way and was raised, at an open meeting and at a closed one; whom we chased."""
    from forum_app.models.organisations import Contact

    contact = Contact.select(Contact.id).order_by(Contact.id).tuples().first()[0]
    late = NOON.date() - timedelta(days=30)
    for name, meeting in (("here", HERE), ("closed", CLOSED)):
        inside = {"board": "here", "meeting": meeting, "owner": person, "partner_contact": contact}
        Barrier.insert(id=f"bar-{name}", person=person, text="text", seen_on=late, **inside).execute()
        Escalation.insert(
            id=f"esc-{name}", barrier=f"bar-{name}", title="title", raised_by=person, raised_on=late,
            due_on=late, **inside,
        ).execute()  # fmt: skip
        Thanks.insert(
            id=f"thanks-{name}", person=person, text="text", day=NOON.date(), meeting=meeting, contact=contact
        ).execute()
    for name, about in (("item", {"agenda_item": "AgendaIt-restricted"}), ("board", {"marking": "board"})):
        about |= {"board": "here", "meeting": HERE, "owner": person, "partner_contact": contact}
        Barrier.insert(id=f"bar-{name}", person=person, text="text", seen_on=late, **about).execute()
        Escalation.insert(
            id=f"esc-{name}", title="title", raised_by=person, raised_on=late, due_on=late, **about
        ).execute()
    for name in ("owed-members", "owed-restricted", "owed-closed", "owed-second"):
        values = {"contact": contact, "asked_on": late, "asked_by": id_of("bryony-coordinator")}
        FeedbackChase.insert(id=f"chase-{name}", feedback=name, **values).execute()


def _never_alone(person: str) -> None:
    """No offer and no time entry that is alone of its kind: a total in a fixed report would be that one."""
    for which in ("first", "second"):
        for source in FundingSource.select(FundingSource.id).tuples():
            values = {"person": person, "meeting": HERE, "quarters": 1, "pence": 1, "funding": source[0]}
            Offer.insert(id=f"{which}-{source[0]}", choice="accepted", taken_pence=1, **values).execute()
        for kind, state in TimeEntry.select(TimeEntry.kind, TimeEntry.state).distinct().tuples():
            values = {"person": person, "day": NOON.date(), "kind": kind, "state": state, "minutes": 1}
            TimeEntry.insert(id=f"{which}-{kind}-{state}", **values).execute()


def _said_about_everything(person: str) -> None:
    """A comment on records of every table and level, and some of them locked."""
    from forum_app.models import RECORDS
    from forum_app.permissions.readable.rules import ABOUT_ANY

    number = 0
    for model in RECORDS:
        rows = model.select(model.id).order_by(model.id.desc()).tuples()
        most = None if model in (Paper, Decision) else 2
        for (row,) in rows.limit(most) if model not in ABOUT_ANY else ():
            number += 1
            about = {"table": model._meta.table_name, "row": row, "at": NOON}
            Comment.insert(id=f"said-{number:03}", person=person, text="text", **about).execute()
            if number % 5 == 0:
                Lock.insert(id=f"lock-{number:03}", person=person, reason="reason", **about).execute()
    for name, table, row in MENTIONED:
        about = {"table": table, "row": row, "at": NOON}
        Comment.insert(id=name, person=person, text="text", **about).execute()


def _machinery(person: str) -> None:
    account = Account.select(Account.id).where(Account.person == person).tuples().first()[0]
    Mail.insert(
        id="a-mail", kind="steering_digest", person=person, to="x", dedupe="x", queued_at=NOON,
        run_at=FAR_OFF, subject="x", error="x", secret="x", message_id="x", state="failed", done_at=NOON,
    ).execute()  # fmt: skip
    for number, (kind, reader, part) in enumerate(MAILS):
        Mail.insert(
            id=f"mail-{number}",
            kind=kind,
            person=id_of(reader),
            parts=[part],
            dedupe=f"{number}",
            queued_at=NOON,
            run_at=FAR_OFF,
        ).execute()
    Session.insert(
        id="ses", account=account, token_hash="x", epoch=1, started_at=NOON, seen_at=NOON
    ).execute()
    _imports()
    Token.insert(id="tok", account=account, purpose="sign_in", token_hash="x", expires_at=FAR_OFF).execute()


def _views(person: str) -> None:
    """A view for everybody, for each role, a board and one person; one asks of a private column."""
    named = {"where": ['{"all":[["name","contains","planted"]]}']}
    phones = {"where": ['{"any":[["phone","contains","planted"],["name","is_not_empty"]]}']}
    views: dict[str, dict] = {shown_to: {"shown_to": shown_to, "params": named} for shown_to in SHOWN_TO}
    views["board"]["board"] = "here"
    views["mine"] = {"person": person, "params": named}
    views["phones"] = {"params": phones, "locked_at": NOON, "locked_by": person, "locked_because": "why"}
    views["elsewhere"] = {"table": "postings", "params": {"where": ['{"all":[["account","is","planted"]]}']}}
    for name, values in views.items():
        SavedView.insert({"id": f"view-{name}", "table": "people", "name": name, **values}).execute()


def _imports() -> None:
    """What the coordinator and a rep have each given to be put into a table: planned, and done."""
    told = {"counts": {"new": 1, "invalid": 1}, "samples": {"invalid": [[2, "Somebody", "Why not.", []]]}}
    for number, (who, state) in enumerate((("S1", "planned"), ("S1", "done"), ("R06", "given"))):
        ImportRun.insert(
            id=f"import-{number}", person=_id_of(who), table="venues", name="venues.csv", heads=["Name"],
            mapping=["name"], size=2, state=state, told=told if state != "given" else {}, given_at=NOON,
            kept_until=FAR_OFF,
        ).execute()  # fmt: skip
        ImportPart.insert(
            id=f"import-part-{number}", run=f"import-{number}", position=0,
            cells=[[1, "Name"], [2, "Somebody"]], outcomes=[["i", "", 0, "Why not."]],
        ).execute()  # fmt: skip


def _bin_one_of_each() -> None:
    """A binned neighbour of one row of each table, and what still hangs from a binned meeting."""
    from forum_app.models import RECORDS

    for model in RECORDS:
        row = model.select().order_by(model.id).dicts().first()
        if row is None or model is OutcomeNews:
            continue
        binned = row | {"id": f"bin-{model._meta.table_name}"[:17], "binned_at": NOON - timedelta(days=1)}
        if "person" in row and model in (Attendance, MeetingReport, PrivateNote, Pulse):
            binned["meeting"] = "meeting-there"
        model.insert(binned).execute()
    for model in forum.CONTENT:
        row = model.select().where(model.meeting == HERE).order_by(model.id).dicts().first()
        model.insert(
            row | {"id": f"in-bin-{model._meta.table_name}"[:17], "meeting": "bin-meetings"}
        ).execute()
