"""Barriers and escalations: the lists, a page of each, and what is done with them."""

from flask import Blueprint

from ...web.access import access
from ...web.forms import Form, sent_version
from ...web.pages import current_viewer, done, page
from ..meetings.queries import meeting_and_board
from . import actions, queries, views
from .forms import AnswerForm, BarrierForm, EscalationForm, MitigationForm, OwnersForm

blueprint = Blueprint("barriers", __name__)


@blueprint.get("/barriers")
@access("member")
def index():
    lines = queries.barriers(current_viewer())
    return page("barriers/index.html", page_title="Barriers", lines=lines)


@blueprint.get("/escalations")
@access("member")
def escalations():
    lines = queries.escalations(current_viewer())
    return page("barriers/escalations.html", page_title="Raised with partners", lines=lines)


@blueprint.get("/barriers/<id>")
@access("member")
def show(id: str, form: MitigationForm | None = None):
    viewer = current_viewer()
    found = queries.barrier_page(viewer, id)
    return page("barriers/show.html", fragment="main", **views.barrier_context(viewer, found, form))


@blueprint.route("/meetings/<id>/barrier", methods=["GET", "POST"])
@access("member")
def name_barrier(id: str):
    viewer = current_viewer()
    meeting, board = meeting_and_board(viewer, id)
    form = BarrierForm().offer(viewer, id)
    if form.sent():
        with form.rules():
            written = actions.raise_barrier(viewer, id, form.values(), form_key=form.key)
            return done("barriers.show", id=written.ids[-1], say="Noted", undo=written.group_id)
    return page(
        "barriers/name.html",
        fragment="main",
        page_title="Name a barrier",
        form=form,
        meeting=meeting,
        about=views.meeting_words(viewer, board, meeting),
        seen_by=views.seen_by(board),
    )


@blueprint.post("/barriers/<id>/mitigate")
@access("member")
def mitigate(id: str):
    viewer, form = current_viewer(), MitigationForm()
    if form.sent():
        with form.rules():
            written = actions.mitigate_barrier(
                viewer, id, form.values(), form_key=form.key, version=sent_version()
            )
            return done("barriers.show", id=id, fragment="main", say="Saved", undo=written.group_id)
    return show(id, form=form)


@blueprint.post("/barriers/<id>/reopen")
@access("member")
def reopen(id: str):
    written = actions.reopen_barrier(current_viewer(), id, form_key=Form().key, version=sent_version())
    return done("barriers.show", id=id, fragment="main", say="Open again", undo=written.group_id)


@blueprint.post("/barriers/<id>/owners")
@access("member")
def owners(id: str):
    return _owners("barrier", "barriers.show", id)


@blueprint.post("/escalations/<id>/owners")
@access("member")
def escalation_owners(id: str):
    return _owners("escalation", "barriers.escalation", id)


def _owners(kind: str, endpoint: str, id: str):
    viewer, form = current_viewer(), OwnersForm()
    form.offer(viewer)
    written = actions.name_owners(viewer, kind, id, form.values(), form_key=form.key, version=sent_version())
    return done(endpoint, id=id, fragment="main", say="Saved", undo=written.group_id)


@blueprint.route("/barriers/<id>/escalate", methods=["GET", "POST"])
@access("member")
def escalate_barrier(id: str):
    viewer, form = current_viewer(), EscalationForm()
    found = queries.barrier_page(viewer, id)
    context = views.ask_context(viewer, form, barrier=found.row, board=found.board)
    return _ask(viewer, form, context, barrier_id=id)


@blueprint.route("/meetings/<id>/escalate", methods=["GET", "POST"])
@access("member")
def escalate(id: str):
    viewer, form = current_viewer(), EscalationForm()
    meeting, board = meeting_and_board(viewer, id)
    return _ask(viewer, form, views.ask_context(viewer, form, meeting=meeting, board=board), meeting_id=id)


def _ask(viewer, form: EscalationForm, context: dict, **about: str):
    if form.sent():
        with form.rules():
            written = actions.ask_for_escalation(viewer, form.values(), form_key=form.key, **about)
            say = "Asked. The coordinator hears of it today."
            return done("barriers.escalation", id=written.ids[-1], say=say, undo=written.group_id)
    return page("barriers/escalate.html", fragment="main", **context)


@blueprint.get("/escalations/<id>")
@access("member")
def escalation(id: str, form: AnswerForm | None = None, higher: EscalationForm | None = None):
    viewer = current_viewer()
    found = queries.escalation_page(viewer, id)
    context = views.escalation_context(viewer, found, form, higher)
    return page("barriers/escalation.html", fragment="main", **context)


@blueprint.post("/escalations/<id>/answer")
@access("member")
def answer(id: str):
    viewer, form = current_viewer(), AnswerForm()
    if form.sent():
        with form.rules():
            written = actions.record_answer(
                viewer, id, form.values(), form_key=form.key, version=sent_version()
            )
            return done("barriers.escalation", id=id, fragment="main", say="Saved", undo=written.group_id)
    return escalation(id, form=form)


@blueprint.post("/escalations/<id>/higher")
@access("member")
def higher(id: str):
    viewer, form = current_viewer(), EscalationForm()
    form.offer(viewer)
    if form.sent():
        with form.rules():
            written = actions.raise_higher(
                viewer, id, form.values(), form_key=form.key, version=sent_version()
            )
            return done("barriers.escalation", id=id, fragment="main", say="Raised", undo=written.group_id)
    return escalation(id, higher=form)
