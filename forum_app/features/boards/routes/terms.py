"""A board's terms of reference in their versions: all of them, one of them, two compared, one more."""

from flask import request

from ....web.access import access
from ....web.pages import current_viewer, done, page
from .. import actions, part_views
from ..forms import TermsForm
from ..queries import keeping as queries
from .blueprint import blueprint


@blueprint.get("/boards/<id>/terms")
@access("signed_in")
def terms(id: str):
    viewer = current_viewer()
    board = queries.board(viewer, id)
    context = part_views.terms_context(viewer, queries.terms_of(viewer, id), **_asked())
    return page("boards/terms.html", page_title="Terms of reference", board=board, **context)


def _asked() -> dict[str, int | None]:
    """Which version to open, and which two to compare."""
    said = {name: request.args.get(name, "") for name in ("version", "old", "new")}
    return {name: int(text) if text.isdecimal() and len(text) < 6 else None for name, text in said.items()}


@blueprint.route("/boards/<id>/terms/new", methods=["GET", "POST"])
@access("coordinator")
def new_terms(id: str):
    viewer = current_viewer()
    board, held = queries.board(viewer, id), queries.terms_of(viewer, id)
    form = TermsForm(data={"starts_on": viewer.today, "text": held[0].text if held else ""})
    if form.sent():
        with form.rules():
            written = actions.add_terms(viewer, id, form.values(), form_key=form.key)
            return done("boards.terms", id=id, say="Saved", undo=written.group_id)
    return page(
        "boards/new_terms.html",
        page_title=f"Write version {held[0].edition + 1}" if held else "The first version we hold",
        form=form,
        board=board,
        held=held,
    )
