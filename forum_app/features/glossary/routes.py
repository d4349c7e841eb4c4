"""The glossary: its list, and asking, explaining and putting right a word of it."""

from flask import Blueprint, request

from ...fields.clean import clean
from ...permissions.roles import Viewer
from ...web.access import access
from ...web.forms import Form, sent_version
from ...web.pages import current_viewer, done, page
from . import actions, queries, views
from .forms import AskForm, TermForm
from .tables import LONGEST_SHORT

blueprint = Blueprint("glossary", __name__)


@blueprint.get("/glossary")
@access("member")
def index():
    viewer = current_viewer()
    found = queries.listing(viewer, _asked_for("find"))
    return page("glossary/index.html", page_title="Glossary", **views.index_context(viewer, found))


@blueprint.route("/glossary/new", methods=["GET", "POST"])
@access("member")
def new():
    """The coordinator explains a word; anybody else asks for it. Both come here from the word itself."""
    viewer = current_viewer()
    if not viewer.has("coordinator"):
        return _ask(viewer)
    short = _asked_for("short")
    if request.method == "GET" and short and (there := queries.term_called(viewer, short)):
        return edit(there.id)
    form = TermForm(data={"short": short})
    if form.sent():
        with form.rules():
            written = actions.explain_term(viewer, form.values(), form_key=form.key)
            return _saved(written, form.short.data)
    return page("glossary/term.html", page_title="Explain a short word", form=form, term=None, history=[])


def _ask(viewer: Viewer):
    form = AskForm(data={"short": _asked_for("short")})
    if form.sent():
        with form.rules():
            written = actions.ask_term(viewer, form.short.data or "", form_key=form.key)
            return done("glossary.index", say=f"Asked what {form.short.data} means", undo=written.group_id)
    return page("glossary/ask.html", page_title="Ask what a short word means", form=form)


@blueprint.route("/glossary/<id>/edit", methods=["GET", "POST"])
@access("coordinator")
def edit(id: str):
    viewer = current_viewer()
    term = queries.term(viewer, id)
    stands = {name: getattr(term, name) for name in ("short", "stands_for", "meaning", "source")}
    form = TermForm(data=stands)
    if form.sent():
        with form.rules():
            written = actions.explain_term(
                viewer, form.values(), term_id=id, version=sent_version(), form_key=form.key
            )
            return _saved(written, form.short.data)
    return page(
        "glossary/term.html",
        page_title=f"{term.short}: put it right" if term.stands_for else f"Explain {term.short}",
        form=form,
        term=term,
        history=views.history_lines(queries.history(viewer, id)),
    )


@blueprint.post("/glossary/<id>/bin")
@access("coordinator")
def take_out(id: str):
    written = actions.bin_term(current_viewer(), id, form_key=Form().key)
    return done("glossary.index", say="Taken out of the glossary", undo=written.group_id)


def _saved(written, short):
    return done("glossary.index", say=f"{short} is right everywhere now", undo=written.group_id)


def _asked_for(name: str) -> str:
    """One line of the address, as a form would read it."""
    return clean(request.args.get(name, ""), False)[: LONGEST_SHORT * 3]
