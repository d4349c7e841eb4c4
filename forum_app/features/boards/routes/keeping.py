"""Adding a board, putting it right, its links and who else belongs to it."""

from flask import request

from ....web.access import access
from ....web.forms import Form, sent_version
from ....web.pages import current_viewer, done, page
from ...organisations.queries import choices as organisations
from .. import actions, gaps, part_views
from ..forms import BoardForm, LinkForm, MemberForm, NewBoardForm
from ..queries import keeping as queries
from .blueprint import blueprint


@blueprint.route("/boards/new", methods=["GET", "POST"])
@access("coordinator")
def new():
    viewer = current_viewer()
    form = NewBoardForm(data={"host": request.args.get("host")})
    form.offer(viewer, organisations(viewer))
    if form.sent():
        with form.rules():
            written = actions.add_board(viewer, form.values(), form_key=form.key)
            return done("boards.show", id=written.ids[0], say="Added", undo=written.group_id)
    return page("boards/new.html", page_title="Add a board", form=form)


@blueprint.route("/boards/<id>/edit", methods=["GET", "POST"])
@access("coordinator")
def edit(id: str):
    viewer = current_viewer()
    board = queries.board(viewer, id)
    form = BoardForm(data=board.__data__)
    form.offer(viewer, organisations(viewer), gaps.kinds([*queries.kinds_in_use(viewer), board.kind]))
    if form.sent():
        with form.rules():
            written = actions.edit_board(viewer, id, form.values(), form_key=form.key, version=sent_version())
            return done("boards.show", id=id, say="Saved", undo=written.group_id)
    return page(
        "boards/edit.html",
        page_title=f"Change {board.short_name or board.name}",
        form=form,
        board=board,
        version=sent_version() or board.version,
    )


@blueprint.route("/boards/<id>/links", methods=["GET", "POST"])
@access("coordinator")
def links(id: str):
    viewer, form = current_viewer(), LinkForm()
    board, others = queries.board(viewer, id), queries.other_boards(viewer, id)
    form.offer(viewer, others)
    if form.sent():
        with form.rules():
            written = actions.add_link(viewer, id, form.how.data, form.other.data, form_key=form.key)
            return done("boards.links", id=id, fragment="links", say="Linked", undo=written.group_id)
    return page(
        "boards/links.html",
        fragment="links",
        page_title="Links to other boards",
        form=form,
        board=board,
        others=others,
        rows=part_views.link_rows(board, queries.links_of(viewer, id)),
        act=Form(formdata=None),
    )


@blueprint.post("/boards/<id>/links/<link_id>/remove")
@access("coordinator")
def remove_link(id: str, link_id: str):
    viewer, form = current_viewer(), Form()
    written = actions.remove_link(viewer, id, link_id, form_key=form.key)
    return done("boards.links", id=id, fragment="links", say="Removed", undo=written.group_id)


@blueprint.route("/boards/<id>/members", methods=["GET", "POST"])
@access("coordinator")
def members(id: str):
    viewer, form = current_viewer(), MemberForm()
    board = queries.board(viewer, id)
    form.offer(viewer, organisations(viewer), *queries.to_choose_members(viewer))
    if form.sent():
        with form.rules():
            written = actions.add_member(viewer, id, form.values(), form_key=form.key)
            return done("boards.members", id=id, fragment="members", say="Added", undo=written.group_id)
    return page(
        "boards/members.html",
        fragment="members",
        page_title="Who else sits on it",
        form=form,
        board=board,
        groups=part_views.member_groups(queries.members_of(viewer, id)),
        act=Form(formdata=None),
    )


@blueprint.post("/boards/<id>/members/<member_id>/remove")
@access("coordinator")
def remove_member(id: str, member_id: str):
    viewer, form = current_viewer(), Form()
    written = actions.remove_member(viewer, id, member_id, form_key=form.key)
    return done("boards.members", id=id, fragment="members", say="Removed", undo=written.group_id)
