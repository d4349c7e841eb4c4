"""Boards: the list, each board's page, all of its meetings, and stepping aside."""

from flask import request

from ....web.access import access
from ....web.forms import Form
from ....web.pages import current_viewer, done, page
from .. import actions, lines, queries, views
from .blueprint import blueprint


@blueprint.get("/boards")
@access("member")
def index():
    viewer, show = current_viewer(), request.args.get("show")
    ended, pressing = show == "ended", show == "pressing"
    found = queries.index(viewer, ended=ended)
    return page(
        "boards/index.html",
        page_title="Boards that ended" if ended else "Boards",
        ended=ended,
        pressing=pressing,
        any_ended=not ended and queries.any_ended(viewer),
        **lines.index_context(viewer, found, pressing=pressing),
    )


@blueprint.get("/boards/<id>")
@access("signed_in")
def show(id: str):
    viewer = current_viewer()
    return page("boards/show.html", **views.board_context(viewer, queries.board_page(viewer, id)))


@blueprint.get("/boards/<id>/meetings")
@access("signed_in")
def meetings(id: str):
    viewer = current_viewer()
    board, found, earlier = queries.meetings_of(viewer, id, request.args.get("before"))
    return page(
        "boards/meetings.html",
        page_title=f"Meetings of the {board.name}",
        board=board,
        rows=[views.meeting_line(viewer, meeting) for meeting in found],
        earlier=earlier,
    )


@blueprint.post("/seats/<id>/aside")
@access("member")
def step_aside(id: str):
    viewer, form = current_viewer(), Form()
    seat = queries.held_seat(viewer, id)
    written = actions.step_aside(viewer, id, form_key=form.key)
    return _seats_again(seat, f"Stepped aside: {seat.board_name}", written)


@blueprint.post("/seats/<id>/back")
@access("member")
def come_back(id: str):
    viewer, form = current_viewer(), Form()
    seat = queries.held_seat(viewer, id)
    written = actions.come_back(viewer, id, form_key=form.key)
    return _seats_again(seat, f"Back: {seat.board_name}", written)


def _seats_again(seat, say: str, written):
    """The page of whoever holds the seat, as it stands now."""
    return done("people.show", id=seat.person_id, fragment="main", say=say, undo=written.group_id)
