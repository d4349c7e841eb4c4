"""The quorum editor: it says at once what its parts add up to, with and without script."""

from flask import request

from ....web.access import access
from ....web.forms import sent_version
from ....web.pages import current_viewer, done, page
from .. import actions, part_views
from ..queries import keeping as queries
from ..quorum_form import QuorumForm
from .blueprint import blueprint

REMOVE = "remove-"


@blueprint.route("/boards/<id>/quorum", methods=["GET", "POST"])
@access("coordinator")
def quorum(id: str):
    viewer = current_viewer()
    found = queries.quorum_page(viewer, id)
    form = QuorumForm(data=found.board.__data__)
    form.fill(found)
    if form.sent():
        with form.rules():
            written = actions.set_quorum(
                viewer,
                id,
                form.values(),
                form.parts(),
                seen=request.form.get("seen", ""),
                form_key=form.key,
                version=sent_version(),
            )
            return done("boards.show", id=id, say="Saved", undo=written.group_id)
    return _page(found, form, errors=form.problems() if form.is_submitted() else [])


@blueprint.post("/boards/<id>/quorum/draft")
@access("coordinator")
def draft_quorum(id: str):
    """The form again with a row more or less, or only what it comes to; nothing is kept."""
    found = queries.quorum_page(current_viewer(), id)
    form = QuorumForm()
    form.fill(found)
    do = request.form.get("do", "")
    if do == "more":
        form.add_row()
    elif do.startswith(REMOVE) and do.removeprefix(REMOVE).isdecimal():
        form.remove_row(int(do.removeprefix(REMOVE)))
    return _page(found, form, fragment="parts" if do else "said")


def _page(found, form: QuorumForm, *, errors=(), fragment: str | None = None):
    conflict = bool(errors) and form.status == 409
    return page(
        "boards/quorum.html",
        fragment=fragment,
        status=form.status if errors else 200,
        conflict=conflict,
        page_title="What makes it quorate",
        quorum_form=form,
        has_errors=bool(errors),
        problems=errors,
        board=found.board,
        told=part_views.rule_told(form.rule(found.board)),
        stands=part_views.rule_stands(found),
        # After a clash the second has seen what stands, and may save over it.
        seen=actions.mark_of(found.parts) if conflict else _sent_mark(found),
        version=found.board.version if conflict else sent_version() or found.board.version,
    )


def _sent_mark(found) -> str:
    return request.form["seen"] if "seen" in request.form else actions.mark_of(found.parts)
