"""Seats: finding somebody for one, changing it, ending it; and which seats want somebody."""

from datetime import date

from flask import Blueprint, request

from ...web.access import access
from ...web.forms import Form, sent_version
from ...web.pages import current_viewer, done, page
from . import actions, queries, views
from .forms import AssignForm

blueprint = Blueprint("assigning", __name__)


@blueprint.get("/vacancies")
@access("steering")
def vacancies():
    viewer = current_viewer()
    return page("assigning/vacancies.html", **views.vacancies_context(viewer))


@blueprint.route("/seats/<id>/assign", methods=["GET", "POST"])
@access("coordinator")
def assign_seat(id: str):
    viewer = current_viewer()
    found = queries.seat_page(viewer, seat_id=id)
    return _assign(viewer, found, {"seat_id": id})


@blueprint.route("/boards/<id>/seats/new", methods=["GET", "POST"])
@access("coordinator")
def add_seat(id: str):
    viewer = current_viewer()
    found = queries.seat_page(viewer, board_id=id)
    return _assign(viewer, found, {"board_id": id})


def _assign(viewer, found: queries.SeatPage, place: dict):
    form = AssignForm()
    views.fill(viewer, form, found, request.args)
    if form.sent():
        with form.rules():
            given = actions.assign_seat(viewer, form.values(), form_key=form.key, **place)
            say = views.assigned_words(viewer, given, form.starts_on.data)
            return done("boards.show", id=found.board.id, say=say, undo=given.written.group_id)
    role, first = form.role.data or found.role_wanted, form.starts_on.data
    suggested = queries.suggestions(viewer, found, role, from_day=first if isinstance(first, date) else None)
    return page(
        "assigning/assign.html",
        fragment="main",
        form=form,
        **views.assign_context(viewer, found, suggested, form),
    )


@blueprint.post("/boards/<id>/seats/vacancy")
@access("coordinator")
def add_vacancy(id: str):
    viewer, form = current_viewer(), Form()
    role = request.form.get("role", "")
    written = actions.add_vacancy(viewer, id, role, form_key=form.key)
    return done("boards.show", id=id, say="Added as vacant", undo=written.group_id)


@blueprint.route("/seats/<id>/change", methods=["GET", "POST"])
@access("coordinator")
def change_seat(id: str):
    viewer = current_viewer()
    found = queries.seat_page(viewer, seat_id=id)
    form = views.change_form(viewer, found)
    if form.sent():
        with form.rules():
            written = actions.change_seat(
                viewer, id, form.values(), form_key=form.key, version=sent_version()
            )
            return done("boards.show", id=found.board.id, say="Seat changed", undo=written.group_id)
    return page("assigning/change.html", fragment="main", form=form, **views.change_context(viewer, found))


@blueprint.post("/seats/<id>/end")
@access("coordinator")
def end_seat(id: str):
    viewer, form = current_viewer(), Form()
    found = queries.seat_page(viewer, seat_id=id)
    written = actions.end_seat(viewer, id, form_key=form.key, version=sent_version())
    say = f"{found.seat.holder_first}’s seat has ended" if found.seat.holder_first else "Seat ended"
    return done("boards.show", id=found.board.id, say=say, undo=written.group_id)
