"""Addresses are written once and kept: what is kept is what Flask would write, whoever asks, and how."""

import pytest
from flask import Flask, request, url_for

ONE, OTHER = "rec4mdhyk5QTk8C6Y", "rec4mdhyjqmE2aFql"
ASKED = (
    ("tables.show", {"name": "people"}),
    ("tables.show", {"name": "people", "sort": "-name", "page": 1}),
    ("tables.show", {"name": "people", "sort": "-name", "page": True}),
    ("tables.show", {"name": "people", "sort": "-name", "page": "1"}),
    ("tables.show", {"sort": "-name", "name": "people"}),
    ("tables.show", {"name": "people", "sort": None}),
    ("tables.show", {"name": "people", "sort": ""}),
    ("tables.show", {"name": "people", "sort": "a&b=c#d"}),
    ("tables.show", {"name": "people", "sort": ["a", "b&c"], "show": []}),
    ("tables.show", {"name": "people", "sort": ["b&c", "a"], "show": [1, True]}),
    ("tables.show", {"name": "people", "_anchor": "grid"}),
    ("tables.show", {"name": "people", "_external": True}),
    ("cells.change_cell", {"name": "people", "id": "rec1", "column": "town"}),
    ("cells.change_cell", {"name": "people", "id": ONE, "column": "town"}),
    ("cells.change_cell", {"name": "people", "id": OTHER, "column": ONE, "name_of": OTHER, "more": ONE}),
    ("tables.show", {"name": "people", "after": f"n{ONE}", "view": ONE, "show": [ONE, OTHER]}),
    ("undo.undo", {"group_id": ONE, "_anchor": OTHER}),
    ("static", {"filename": "app.css"}),
)


@pytest.mark.parametrize("place", [{}, {"SCRIPT_NAME": "/forum"}, {"HTTP_HOST": "another.example.org"}])
@pytest.mark.parametrize("method", ["GET", "POST"])
def test_a_kept_address_is_the_one_that_flask_writes(app, method, place):
    for endpoint, values in ASKED * 2:
        with app.test_request_context(method=method, environ_overrides=place):
            assert url_for(endpoint, **values) == Flask.url_for(app, endpoint, **values)


def test_one_is_not_taken_for_another_that_is_equal(app):
    with app.test_request_context():
        one, yes = (url_for("tables.show", name="people", page=page) for page in (1, True))
        assert one.endswith("page=1") and yes.endswith("page=True")


def test_an_address_is_written_once(app, monkeypatch):
    with app.test_request_context():
        first, undo = url_for("tables.show", name="boards"), url_for("undo.undo", group_id=ONE)
        monkeypatch.setattr(Flask, "url_for", None)
        assert url_for("tables.show", name="boards") == first
        assert url_for("undo.undo", group_id=OTHER) == undo.replace(ONE, OTHER), "of any record"
        assert request.path == "/"


def test_in_a_mail_an_address_is_whole(app):
    with app.test_request_context("/tables/people"):
        short, whole = (url_for("tables.show", name="people", **more) for more in ({}, {"_external": True}))
    assert short == "/tables/people" and whole.endswith("://localhost/tables/people")
