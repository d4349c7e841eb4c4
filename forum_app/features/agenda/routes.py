"""Agenda items and papers of a meeting: written, ordered, closed, read and asked about."""

from flask import Blueprint, request

from ...web.access import access
from ...web.forms import Form, sent_version
from ...web.pages import current_viewer, done, page
from . import actions, queries, reading, views
from .forms import AnswerForm, AskForm, ItemForm, PaperForm, ReadForm

blueprint = Blueprint("agenda", __name__)


@blueprint.route("/meetings/<id>/items/new", methods=["GET", "POST"])
@access("member")
def new_item(id: str):
    viewer = current_viewer()
    found = queries.writing(viewer, id)
    form = _item_form(viewer, found)
    if form.sent():
        with form.rules():
            written = actions.propose_item(viewer, id, form.values(), form_key=form.key)
            late = actions.is_late(viewer, found.meeting)
            say = "Added, late: it needs the chair’s yes" if late else "Added to the agenda"
            return done("meetings.show", id=id, say=say, undo=written.group_id)
    return _page("agenda/item.html", "Propose an item", found, form)


@blueprint.route("/agenda-items/<id>/edit", methods=["GET", "POST"])
@access("member")
def edit_item(id: str):
    viewer = current_viewer()
    found = queries.item_to_change(viewer, id)
    form = _item_form(viewer, found)
    if form.sent():
        with form.rules():
            written = actions.change_item(
                viewer, id, form.values(), form_key=form.key, version=sent_version()
            )
            return done("meetings.show", id=found.meeting.id, say="Saved", undo=written.group_id)
    return _page("agenda/item.html", "Change an item", found, form)


def _item_form(viewer, found) -> ItemForm:
    return _began(ItemForm(), viewer, found, views.began_item(found))


def _began(form, viewer, found, values):
    form.offer_levels(found.usual, found.people, viewer.today)
    if not form.is_submitted():
        if found.row is not None and not found.row.marking_id:
            values = {**values, "level": found.row.level}
        for name, value in values.items():
            form[name].data = value
    return form


def _page(template: str, title: str, found, form):
    return page(template, page_title=title, found=found, form=form)


@blueprint.post("/agenda-items/<id>/move")
@access("member")
def move_item(id: str):
    viewer, form = current_viewer(), Form()
    found = queries.item_to_change(viewer, id)
    written = actions.move_item(viewer, id, request.form.get("way") == "up", form_key=form.key)
    return done("meetings.show", id=found.meeting.id, say="Moved", undo=written.group_id)


@blueprint.post("/agenda-items/<id>/chair")
@access("member")
def chair(id: str):
    viewer, form = current_viewer(), Form()
    found = queries.item_to_change(viewer, id)
    agreed = request.form.get("agreed") == "yes"
    written = actions.record_chairs_word(viewer, id, agreed, form_key=form.key)
    return done("meetings.show", id=found.meeting.id, say="Noted", undo=written.group_id)


@blueprint.post("/agenda-items/<id>/remove")
@access("member")
def remove_item(id: str):
    viewer, form = current_viewer(), Form()
    found = queries.item_to_change(viewer, id)
    written = actions.take_out(viewer, "item", id, form_key=form.key)
    return done("meetings.show", id=found.meeting.id, say="Taken out", undo=written.group_id)


@blueprint.route("/meetings/<id>/papers/new", methods=["GET", "POST"])
@access("member")
def new_paper(id: str):
    viewer = current_viewer()
    found = queries.writing(viewer, id)
    form = _paper_form(viewer, found)
    if form.sent():
        with form.rules():
            written = actions.add_paper(viewer, id, form.values(), form_key=form.key)
            return done("meetings.show", id=id, say="Paper added", undo=written.group_id)
    return _page("agenda/paper_form.html", "Add a paper", found, form)


@blueprint.route("/papers/<id>/edit", methods=["GET", "POST"])
@access("member")
def edit_paper(id: str):
    viewer = current_viewer()
    found = queries.paper_to_change(viewer, id)
    form = _paper_form(viewer, found)
    if form.sent():
        with form.rules():
            written = actions.change_paper(
                viewer, id, form.values(), form_key=form.key, version=sent_version()
            )
            return done("agenda.paper", id=id, say="Saved", undo=written.group_id)
    return _page("agenda/paper_form.html", "Change a paper", found, form)


def _paper_form(viewer, found) -> PaperForm:
    form = PaperForm()
    form.offer_items(viewer, views.item_options(found))
    return _began(form, viewer, found, views.began_paper(viewer, found))


@blueprint.post("/papers/<id>/remove")
@access("member")
def remove_paper(id: str):
    viewer, form = current_viewer(), Form()
    found = queries.paper_to_change(viewer, id)
    written = actions.take_out(viewer, "paper", id, form_key=form.key)
    return done("meetings.show", id=found.meeting.id, say="Taken out", undo=written.group_id)


@blueprint.get("/papers/<id>")
@access("signed_in")
def paper(id: str):
    return _paper(current_viewer(), id)


def _paper(viewer, id: str, **forms):
    found = queries.paper_page(viewer, id)
    context = {**views.paper_context(viewer, found), "read_form": ReadForm(formdata=None)}
    context |= {"ask_form": AskForm(formdata=None), "answer_form": AnswerForm(formdata=None), **forms}
    wrong = next(iter(forms.values()), None)
    if "read_form" not in forms:
        context["read_form"].minutes.data = context["chosen"]
    return page("agenda/paper.html", form=wrong, **context)


@blueprint.post("/papers/<id>/read")
@access("member")
def read(id: str):
    viewer, form = current_viewer(), ReadForm()
    if form.sent():
        minutes = form.chosen()
        with form.rules():
            if not form.errors:
                written = reading.read_paper(viewer, id, minutes, form_key=form.key)
                return done("agenda.paper", id=id, say="Read. Thank you", undo=written.group_id)
    return _paper(viewer, id, read_form=form)


@blueprint.post("/papers/<id>/question")
@access("member")
def ask(id: str):
    viewer, form = current_viewer(), AskForm()
    if form.sent():
        with form.rules():
            kind = request.form.get("kind", "explain")
            written = reading.ask_about_paper(viewer, id, kind, form.text.data, form_key=form.key)
            return done("agenda.paper", id=id, say="The coordinator will answer", undo=written.group_id)
    return _paper(viewer, id, ask_form=form)


@blueprint.get("/paper-questions")
@access("coordinator")
def questions():
    found = queries.unanswered(current_viewer())
    return page("agenda/questions.html", page_title="Questions about papers", found=found)


@blueprint.post("/paper-questions/<id>/answer")
@access("coordinator")
def answer(id: str):
    viewer, form = current_viewer(), AnswerForm()
    about = queries.paper_asked_about(viewer, id)
    if form.sent():
        with form.rules():
            written = reading.answer_question(viewer, id, form.answer.data, form_key=form.key)
            return done("agenda.paper", id=about, say="Answered", undo=written.group_id)
    return _paper(viewer, about, answer_form=form)
