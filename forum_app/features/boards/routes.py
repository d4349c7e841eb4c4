"""Boards: the list, each board's page, and all of its meetings."""

from flask import Blueprint, request

from ...web.access import access
from ...web.pages import current_viewer, page
from . import lines, queries, views

blueprint = Blueprint("boards", __name__)


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
