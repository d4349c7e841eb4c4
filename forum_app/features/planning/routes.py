"""Setting a meeting: the form, its check, and calling a meeting off."""

from flask import Blueprint, request

from ...fields.words import number_of
from ...permissions.errors import NotFound
from ...web.access import access
from ...web.forms import Form, sent_version
from ...web.pages import current_viewer, done, page
from . import actions, queries, views, year
from .forms import DatesForm, EmailForm, MeetingForm, RhythmForm
from .pasting.rows import guess_board, to_add
from .pasting.sheet import sheet_of

blueprint = Blueprint("planning", __name__)


@blueprint.route("/meetings/new", methods=["GET", "POST"])
@access("coordinator")
def new():
    viewer, board_id = current_viewer(), request.values.get("board")
    if not board_id:
        boards = queries.boards_to_meet(viewer)
        return page("planning/which.html", page_title="Add a meeting", boards=boards)
    plan = queries.plan_page(viewer, board_id)
    form = _form(viewer, plan)
    if _wants_saving(form) and form.sent():
        with form.rules():
            say = views.saved_words(_check(viewer, plan, form), "Meeting added")
            written = actions.add_meeting(viewer, plan.board.id, form.values(), form_key=form.key)
            return done("meetings.show", id=written.ids[-1], say=say, undo=written.group_id)
    return _page(viewer, plan, form)


@blueprint.route("/meetings/<id>/edit", methods=["GET", "POST"])
@access("coordinator")
def edit(id: str):
    viewer = current_viewer()
    plan = queries.meeting_to_change(viewer, id)
    form = _form(viewer, plan)
    if _wants_saving(form) and form.sent():
        with form.rules():
            written = actions.change_meeting(
                viewer, id, form.values(), form_key=form.key, version=sent_version()
            )
            say = views.saved_words(_check(viewer, plan, form), "Saved")
            return done("meetings.show", id=id, say=say, undo=written.group_id)
    return _page(viewer, plan, form)


def _form(viewer, plan) -> MeetingForm:
    form = MeetingForm()
    form.offer(viewer, views.venue_options(plan))
    form.usual(views.usual_values(plan))
    return form


def _wants_saving(form) -> bool:
    """Whether the form was sent to be kept; the check alone keeps nothing."""
    return form.is_submitted() and "check" not in request.values


def _check(viewer, plan, form):
    return views.check_of(viewer, plan, form.values(), form.unread())


def _page(viewer, plan, form):
    checks = form.is_submitted() and not _wants_saving(form)
    return page(
        "planning/edit.html",
        fragment="check" if checks else None,
        page_title="Change a meeting" if plan.meeting else "Add a meeting",
        plan=plan,
        form=form,
        check=_check(viewer, plan, form),
        version=sent_version() or (plan.meeting.version if plan.meeting else None),
    )


@blueprint.route("/meetings/<id>/cancel", methods=["GET", "POST"])
@access("coordinator")
def cancel(id: str):
    viewer, form = current_viewer(), Form()
    plan = queries.meeting_to_change(viewer, id)
    if form.sent():
        with form.rules():
            written = actions.cancel_meeting(viewer, id, form_key=form.key, version=sent_version())
            return done("meetings.show", id=id, say="Cancelled", undo=written.group_id)
    told = queries.names_to_tell(viewer, plan.meeting)
    return page("planning/cancel.html", page_title="Cancel a meeting", plan=plan, form=form, told=told)


@blueprint.post("/meetings/<id>/restore")
@access("coordinator")
def restore(id: str):
    form = Form()
    written = actions.restore_meeting(current_viewer(), id, form_key=form.key, version=sent_version())
    return done("meetings.show", id=id, say="On again", undo=written.group_id)


@blueprint.post("/meetings/<id>/invited")
@access("coordinator")
def invited(id: str):
    form = Form()
    written = actions.mark_invited(current_viewer(), id, form_key=form.key, version=sent_version())
    return done("meetings.show", id=id, say="Invite marked as sent", undo=written.group_id)


@blueprint.route("/boards/<id>/dates", methods=["GET", "POST"])
@access("coordinator")
def dates(id: str):
    viewer = current_viewer()
    plan = queries.plan_page(viewer, id)
    form = DatesForm()
    form.offer(viewer, views.venue_options(plan))
    rows = year.read_rows(request.form, request.form.getlist("keep"), viewer.today)
    if form.sent() and not any(row.wrong for row in rows):
        with form.rules():
            return _dates_added(viewer, id, form, rows)
    if not form.is_submitted():
        form.venue.data = plan.last.venue_id if plan.last else None
    return _dates_page(viewer, plan, form, rows)


def _dates_added(viewer, id: str, form, rows):
    wanted = [row.value for row in rows if row.value]
    written = actions.add_dates(viewer, id, wanted, form.venue.data, form_key=form.key)
    added = number_of(len(written.ids), "meeting")
    return done("boards.meetings", id=id, say=f"{added} added", undo=written.group_id)


def _dates_page(viewer, plan, form, rows):
    taken = queries.days_taken(viewer, plan.board)
    usual = year.usual_rhythm(viewer, plan.board, max(taken, default=None))
    rhythm = year.read_rhythm_asked(usual, request.args, viewer.today)
    if not form.is_submitted():
        calendar = queries.year_of(viewer).calendar
        rows = year.proposed_rows(rhythm, calendar, taken, viewer.today)
    wrong = [(f"day-{row.number}", row.wrong) for row in rows if row.wrong]
    return page(
        "planning/dates.html",
        status=422 if wrong else 200,
        page_title="Dates for a year",
        plan=plan,
        form=form,
        rhythm=RhythmForm(formdata=None, data=rhythm),
        rows=rows,
        wrong=wrong,
        has_errors=bool(wrong),
    )


@blueprint.route("/meetings/paste", methods=["GET", "POST"])
@access("coordinator")
def paste():
    viewer, form = current_viewer(), EmailForm()
    boards = queries.boards_to_meet(viewer)
    form.offer(viewer, [(board.id, board.name) for board in boards])
    if not form.is_submitted() and (asked := request.args.get("board")):
        if asked not in {board.id for board in boards}:
            raise NotFound
        form.board.data = asked
    if not form.sent():
        return _paste_page(form)
    chosen = form.board.data or guess_board(form.email.data, boards)
    if chosen is None:
        form.refuse("board", "Choose the board. The email does not say plainly which one it is.")
        return _paste_page(form)
    guessed = form.board.data is None
    form.board.data = chosen
    if request.form.get("do") == "add" and (first := actions.pasted_before(viewer, form.key)):
        return _pasted(chosen, first)
    sheet = sheet_of(viewer, chosen, form, request.form)
    if sheet.adds and not form.errors:
        with form.rules():
            meets, place = to_add(sheet.rows), form.new_venue.data or ""
            return _pasted(chosen, actions.add_pasted(viewer, chosen, meets, place, form_key=form.key))
    return _paste_page(form, sheet, guessed)


def _pasted(board_id: str, written):
    say = f"{number_of(len(request.form.getlist('keep')), 'meeting')} added"
    return done("boards.meetings", id=board_id, say=say, undo=written.group_id)


def _paste_page(form, sheet=None, guessed: bool = False):
    return page(
        "planning/paste.html",
        fragment="main",
        page_title="Before they are added" if sheet and sheet.rows else "Paste an email",
        form=form,
        sheet=sheet,
        guessed=guessed,
        wrong=sheet.wrong if sheet and not form.errors else [],
        status=422 if sheet and sheet.wrong else 200,
        has_errors=bool(sheet and sheet.wrong),
    )
