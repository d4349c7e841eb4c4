"""Meetings: their pages, the log, and what was settled."""

from flask import Blueprint, request

from ...permissions.roles import Viewer
from ...web.access import access
from ...web.forms import Form, sent_version
from ...web.pages import current_viewer, done, page
from . import actions, queries, views
from .forms import AnswerForm, DecisionForm, LogForm, ReplyForm
from .rules import PULSE

blueprint = Blueprint("meetings", __name__)
# The parts of a meeting's page that its address may ask for alone.
PARTS = {"reply": "reply", "settled": "settled"}


@blueprint.get("/meetings")
@access("member")
def index():
    viewer, everything = current_viewer(), request.args.get("when") == "all"
    listing = queries.index(viewer, everything=everything, after=request.args.get("after"))
    return page(
        "meetings/index.html",
        page_title="Meetings",
        rows=views.index_rows(viewer, listing),
        everything=everything,
        later=listing.later,
        may_plan=views.may_plan(viewer),
    )


@blueprint.get("/meetings/<id>")
@access("signed_in")
def show(id: str, form: DecisionForm | None = None, fragment: str | None = None):
    viewer = current_viewer()
    found = queries.meeting_page(viewer, id)
    return page(
        "meetings/show.html",
        fragment=fragment or PARTS.get(request.args.get("part", "")),
        page_title=f"{found.board.short_name}, {views.words_of(viewer, found.meeting).day}",
        form=form or views.decision_form(viewer, found),
        reply_form=ReplyForm(formdata=None),
        **views.meeting_context(viewer, found),
    )


@blueprint.post("/meetings/<id>/reply")
@access("member")
def reply(id: str):
    viewer, form = current_viewer(), ReplyForm()
    written = actions.reply_to_meeting(
        viewer, id, request.form.get("reply", ""), form_key=form.key, version=sent_version()
    )
    say = views.replied_words(request.form["reply"])
    if request.form.get("from") == "home":
        return done("home.show", fragment="reply", say=say, undo=written.group_id)
    return done("meetings.show", id=id, fragment="reply", say=say, undo=written.group_id)


@blueprint.route("/meetings/<id>/log", methods=["GET", "POST"])
@access("member")
def log(id: str):
    viewer, rep_id = current_viewer(), request.values.get("for") or None
    found = queries.log_page(viewer, id, rep_id)
    form = LogForm()
    if found.logged and not form.is_submitted():
        return page("meetings/log.html", fragment="main", **views.logged_context(viewer, found))
    form.fill(found, request.args.get("attended", ""))
    if form.sent():
        with form.rules():
            written = actions.log_meeting(viewer, id, form.values(), rep_id=rep_id, form_key=form.key)
            return done(
                "meetings.log",
                id=id,
                fragment="main",
                say="Saved",
                undo=written.group_id,
                **views.log_for(rep_id),
            )
    return page("meetings/log.html", fragment="main", form=form, **views.log_context(viewer, found, form))


@blueprint.get("/log")
@access("member")
def which():
    viewer = current_viewer()
    return page("meetings/which.html", page_title="Log a meeting", **views.which_context(viewer))


@blueprint.post("/meetings/<id>/pulse")
@access("member")
def pulse(id: str):
    viewer, form = current_viewer(), Form()
    question = next((name for name in PULSE if name in request.form), "answer")
    said = request.form.get(question, "")
    written = actions.give_pulse(viewer, id, question, said, form_key=form.key, version=sent_version())
    return _logged(id, "pulse", "Thank you", written)


@blueprint.post("/meetings/<id>/hat")
@access("member")
def hat(id: str):
    viewer, form = current_viewer(), Form()
    written = actions.change_hat(viewer, id, request.form.get("hat", ""), form_key=form.key)
    return _logged(id, "hat", "Changed", written)


def _logged(id: str, part: str, say: str, written):
    """The part of the page of a log that was changed after it was saved."""
    return done(
        "meetings.log",
        id=id,
        fragment=part,
        template="meetings/_logged.html",
        say=say,
        undo=written.group_id,
    )


@blueprint.post("/meetings/<id>/decisions")
@access("member")
def add_decision(id: str):
    viewer = current_viewer()
    form = views.form_to_decide(viewer, queries.meeting_page(viewer, id))
    if form.sent():
        with form.rules():
            written = actions.add_decision(viewer, id, form.values(), form_key=form.key)
            return done("meetings.show", id=id, fragment="settled", say="Added", undo=written.group_id)
    return show(id, form=form, fragment="settled")


@blueprint.get("/decisions/<id>")
@access("member")
def decision(id: str):
    viewer = current_viewer()
    return _decision(viewer, id)


def _decision(viewer: Viewer, id: str, form: AnswerForm | None = None):
    found = queries.decision_page(viewer, id)
    stands = found.mine.words if found.mine else ""
    return page(
        "meetings/decision.html",
        fragment="answer",
        form=form or AnswerForm(formdata=None, words=stands),
        **views.decision_context(viewer, found),
    )


@blueprint.post("/decisions/<id>/answer")
@access("member")
def answer(id: str):
    viewer, form = current_viewer(), AnswerForm()
    if form.sent():
        with form.rules():
            # The digest asks for no line, and leaves the one that stands as it is.
            words = (form.words.data or "") if form.words.raw_data else None
            written = actions.answer_decision(
                viewer, id, form.answer.data or "", words, form_key=form.key, version=sent_version()
            )
            return _answered(id, form.answer.data, written)
    return _decision(viewer, id, form)


def _answered(id: str, answer: str, written):
    say = f"Your answer: {views.answer_words(answer).lower()}"
    if digest := request.form.get("digest"):
        return done("digests.show", id=digest, fragment="decide", say=say, undo=written.group_id)
    return done("meetings.decision", id=id, fragment="answer", say=say, undo=written.group_id)


@blueprint.post("/decisions/<id>/done")
@access("member")
def close_action(id: str):
    viewer, form = current_viewer(), Form()
    found = queries.decision_page(viewer, id)
    written = actions.close_action(viewer, id, form_key=form.key, version=sent_version())
    if request.form.get("from") == "home":
        return done("home.show", fragment="waiting", say="Done", undo=written.group_id)
    if found.meeting:
        return done(
            "meetings.show", id=found.meeting.id, fragment="settled", say="Done", undo=written.group_id
        )
    return done("meetings.decision", id=id, fragment="answer", say="Done", undo=written.group_id)
