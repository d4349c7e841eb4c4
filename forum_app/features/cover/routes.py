"""Cover for one meeting: whom the coordinator asks, and what those asked answer."""

from flask import Blueprint, request

from ...web.access import access
from ...web.forms import Form
from ...web.pages import current_viewer, done, page
from . import actions, queries, views

blueprint = Blueprint("cover", __name__)


@blueprint.route("/meetings/<id>/cover", methods=["GET", "POST"])
@access("coordinator")
def ask_for_cover(id: str):
    viewer, form, seat = current_viewer(), Form(), request.values.get("seat")
    found = queries.cover_page(viewer, id, seat)
    chosen = request.form.getlist("person")
    if form.sent():
        with form.rules():
            written = actions.ask_for_cover(viewer, id, found.page.seat.id, chosen, form_key=form.key)
            say = views.asked_words(viewer, len(written.ids))
            return done("cover.ask_for_cover", id=id, seat=seat, say=say, undo=written.group_id)
    told = queries.suggested(viewer, found) if found.more else None
    return page(
        "cover/ask.html", fragment="main", form=form, **views.ask_context(viewer, found, told, form, chosen)
    )


@blueprint.post("/cover/<id>/withdraw")
@access("coordinator")
def withdraw_ask(id: str):
    viewer, form = current_viewer(), Form()
    ask = queries.ask(viewer, id)
    written = actions.withdraw_ask(viewer, id, form_key=form.key)
    return done(
        "cover.ask_for_cover", id=ask.meeting_id, seat=ask.seat_id, say="Taken back", undo=written.group_id
    )


@blueprint.route("/cover/<id>", methods=["GET", "POST"])
@access("member")
def answer_cover(id: str):
    viewer, form = current_viewer(), Form()
    found = queries.asked(viewer, id)
    answer = request.form.get("answer", "")
    if form.sent():
        with form.rules():
            written = actions.answer_cover(viewer, id, answer, form_key=form.key)
            say = "You are going. Thank you" if answer == "yes" else "Thank you for saying"
            return done("cover.answer_cover", id=id, say=say, undo=written.group_id)
    return page("cover/answer.html", fragment="main", form=form, **views.answer_context(viewer, found))
