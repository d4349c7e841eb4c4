"""One template, two answers; and what is said after a change."""

import re
from collections.abc import Iterator

import pytest
from flask import Blueprint
from jinja2 import ChoiceLoader, DictLoader

from forum_app import create_app, wire
from forum_app.db import db
from forum_app.fields import Minutes, Text
from forum_app.permissions.errors import NotAllowed, NotFound
from forum_app.records.errors import CouldNotSave, RuleBroken, Stale
from forum_app.web.access import access
from forum_app.web.forms import Form, KindField
from forum_app.web.pages import done, page
from tests.web.browse import Browser, a_person
from tests.web.conftest import usual_settings

TEMPLATE = """{% extends "base.html" %}
{% block main %}<main class="main" id="main" tabindex="-1"><h1>Tea</h1>
{% block list %}<section id="list">{{ ui.error_summary(form) }}<p>{{ cups }} cups</p>
<form method="post" action="/tea">{{ ui.csrf() }}{{ ui.idempotency(form.form_key) }}
{{ ui.text(form.minutes) }}{{ ui.text(form.who) }}<button>Pour</button></form></section>{% endblock %}
</main>{% endblock %}"""
ENDS = {
    "not-found": NotFound,
    "not-allowed": NotAllowed,
    "broken": lambda: RuleBroken("minutes", "Nobody drinks tea for that long."),
    "stale": lambda: Stale(
        "rec1",
        {"who": "mine"},
        {"who": "theirs"},
        "Olu Adeyemi",
        None,
        told=[("For whom", "Mine", "Theirs"), ("Sugar", "2 lumps", "")],
        version=7,
    ),
    "stale-unseen": lambda: Stale("rec1", {"secret": "a"}, {"secret": None}, "Olu Adeyemi", None),
    "not-saved": CouldNotSave,
    "crash": lambda: ValueError("Becky's secret words"),
}
cups = []


class TeaForm(Form):
    minutes = KindField("Minutes", Minutes(most=720), optional=False, needed="Write how long it drew.")
    who = KindField("For whom", Text(20))


blueprint = Blueprint("tea", __name__)


@blueprint.route("/tea", methods=["GET", "POST"])
@access("member")
def tea():
    form = TeaForm()
    if form.sent():
        with form.rules():
            if form.minutes.data > 60:
                raise RuleBroken("minutes", "That is too strong.")
            if form.minutes.data == 59:
                raise RuleBroken("", "The kettle is off.")
            cups.append(form.values())
            return done("tea.tea", fragment="list", say="Poured", undo="recGROUP")
    return page("tea.html", fragment="list", page_title="Tea", form=form, cups=len(cups))


@blueprint.route("/end/<name>", methods=["GET", "POST"])
@access("member")
def end(name: str):
    raise ENDS[name]()


@pytest.fixture(scope="module")
def tea_app(tmp_path_factory):
    folder = tmp_path_factory.mktemp("tea")
    app = create_app(usual_settings(f"sqlite:///{folder / 'none.db'}", folder))
    app.register_blueprint(blueprint)
    app.jinja_env.loader = ChoiceLoader([app.jinja_env.loader, DictLoader({"tea.html": TEMPLATE})])
    return app


@pytest.fixture
def becky(tea_app, database_url, monkeypatch) -> Iterator[Browser]:
    monkeypatch.setenv("FORUM_SECOND_LOCK", "1")
    wire.use_database(database_url)
    tea_app.testing = True
    cups.clear()
    db.connect()
    a_person("Becky Fairhurst")
    visitor = Browser(tea_app)
    visitor.sign_in("becky@example.org")
    visitor.get("/tea")
    yield visitor
    wire.leave_database()


def test_a_browser_gets_the_page_and_htmx_the_block(becky):
    whole, block = becky.get("/tea"), becky.get("/tea", htmx=True)
    assert whole.text.startswith("<!doctype html>")
    assert "<title>Tea · Your forum</title>" in whole.text
    assert block.text.startswith('<section id="list">')
    assert "HX-Request" in block.headers["Vary"]


def test_going_back_in_history_gets_the_whole_page(becky):
    answer = becky.get("/tea", htmx=True, **{"HX-History-Restore-Request": "true"})
    assert answer.text.startswith("<!doctype html>")


def test_done_answers_a_plain_form_with_303_and_says_so_on_the_next_page(becky):
    answer = becky.post("/tea", {"minutes": "0:30", "who": "Olu"})
    assert (answer.status_code, answer.location) == (303, "/tea")
    following = becky.follow(answer).text
    assert "Poured" in following
    assert 'action="/undo/recGROUP"' in following
    assert "Poured" not in becky.get("/tea").text
    assert cups == [{"minutes": 30, "who": "Olu"}]


def test_whoever_saves_on_and_on_without_looking_is_told_the_last_and_keeps_a_small_cookie(becky):
    form = becky.get("/tea").text
    for _ in range(300):
        becky.page = form  # she goes back to it, and opens no other page
        answer = becky.post("/tea", {"minutes": "30", "who": "Olu"})
        assert answer.status_code == 303
    kept = next(one for one in answer.headers.getlist("Set-Cookie") if one.startswith("forum="))
    assert len(kept) < 1500
    assert becky.get("/tea").text.count("Poured") == 5


def test_done_answers_htmx_with_the_fresh_block_and_the_toast_beside_it(becky):
    answer = becky.post("/tea", {"minutes": "30", "who": "Olu"}, htmx=True)
    assert answer.status_code == 200
    assert answer.text.startswith('<section id="list"><p>1 cups</p>')
    assert 'data-hx-swap-oob="innerHTML"' in answer.text
    assert "Poured" in answer.text
    # The fresh form starts empty, with a key of its own.
    assert 'name="who" value=""' in answer.text
    assert len(cups) == 1


@pytest.mark.parametrize("htmx", [False, True])
def test_what_cannot_be_read_is_said_at_its_field_and_kept(becky, htmx):
    answer = becky.post("/tea", {"minutes": "about <b>2</b> hrs", "who": "Olu"}, htmx=htmx)
    assert answer.status_code == 422
    assert "about &lt;b&gt;2&lt;/b&gt; hrs" in answer.text
    assert 'aria-invalid="true"' in answer.text
    assert 'href="#minutes"' in answer.text
    assert ("Error: Tea" in answer.text) is not htmx
    assert not cups


def test_what_is_missing_is_asked_for(becky):
    assert "Write how long it drew." in becky.post("/tea", {"minutes": " "}).text


def test_a_rule_of_the_action_lands_at_its_field_or_at_the_whole_form(becky):
    at_field = becky.post("/tea", {"minutes": "90"})
    assert at_field.status_code == 422
    assert re.search(r'id="minutes-error">.*That is too strong\.', at_field.text)
    whole = becky.post("/tea", {"minutes": "59"})
    assert "The kettle is off." in whole.text


def test_the_key_of_a_form_stays_while_it_is_put_right(becky):
    first = becky.form_key()
    becky.post("/tea", {"minutes": "?", "form_key": first})
    assert becky.form_key() == first
    becky.post("/tea", {"minutes": "?", "form_key": "x" * 500})
    assert len(becky.form_key()) < 65


def test_hidden_and_missing_look_exactly_alike(becky):
    def masked(path):
        answer = becky.get(path)
        assert answer.status_code == 404
        return re.sub(r'("X-CSRFToken": |name="csrf_token" value=)"[^"]+"', "", answer.text)

    assert masked("/end/not-found") == masked("/people/recAAAAAAAAAAAAAA") == masked("/no/such/page")
    assert becky.get("/end/not-found", htmx=True).text == becky.get("/no/such", htmx=True).text


def test_not_allowed_is_said_kindly(becky):
    answer = becky.get("/end/not-allowed")
    assert answer.status_code == 403
    assert "That is not yours to do here" in answer.text


def test_a_broken_rule_outside_a_form(becky):
    plain, htmx = becky.get("/end/broken"), becky.get("/end/broken", htmx=True)
    assert plain.status_code == htmx.status_code == 422
    assert "Nobody drinks tea for that long." in plain.text
    assert "Nobody drinks tea for that long." in htmx.text
    assert htmx.headers["HX-Reswap"] == "none"


def test_two_people_one_value(becky):
    answer = becky.post("/end/stale", {"who": "Mine", "version": "3"}, Referer="http://localhost/tea")
    assert answer.status_code == 409
    for words in ("For whom", "Mine", "Theirs", "Olu Adeyemi wrote", "Keep mine", "Keep Olu Adeyemi’s"):
        assert words in answer.text
    assert "2 lumps" in answer.text and "Nothing</dd>" in answer.text
    assert 'name="version" value="7"' in answer.text, "it is decided on what is shown, and on nothing later"
    assert 'name="who" value="Mine"' in answer.text
    assert 'name="back" value="/tea"' in answer.text
    theirs = becky.post("/end/stale", {"who": "Mine", "keep": "theirs", "back": "/tea"})
    assert (theirs.status_code, theirs.location) == (303, "/tea")
    mine = becky.post("/tea", {"minutes": "30", "keep": "mine", "version": ""})
    assert mine.status_code == 303


@pytest.mark.parametrize("htmx", [False, True])
def test_two_people_one_value_that_one_of_them_may_not_see(becky, htmx):
    answer = becky.post("/end/stale-unseen", {"secret": "a"}, htmx=htmx)
    assert answer.status_code == 409
    assert "while you had it open" in answer.text
    assert "Keep mine" not in answer.text and "Secret" not in answer.text


def test_two_people_one_value_under_htmx_keeps_its_place(becky):
    answer = becky.post("/end/stale", {"who": "Mine"}, htmx=True, **{"HX-Target": "list"})
    assert answer.status_code == 409
    assert answer.text.startswith('<div id="list"><form class="conflict"')
    odd = becky.post("/end/stale", {"who": "Mine"}, htmx=True, **{"HX-Target": '"><script>'})
    assert "<script>" not in odd.text.replace("<script src", "")


def test_what_could_not_be_saved_is_still_there(becky):
    answer = becky.post("/end/not-saved", {"who": "Olu and everyone", "password": "hush"})
    assert answer.status_code == 503
    assert "What you typed is still here." in answer.text
    assert "Olu and everyone" in answer.text
    assert "hush" not in answer.text


def test_a_crash_shows_a_number_and_logs_no_words(becky, caplog):
    becky.client.application.testing = False
    answer = becky.get("/end/crash")
    assert answer.status_code == 500
    assert answer.headers["X-Request-Id"] in answer.text
    assert answer.headers["X-Request-Id"] in caplog.text
    assert "secret words" not in answer.text + caplog.text
    assert "ValueError" in caplog.text


def test_a_crash_under_htmx_is_a_sentence_beside_the_form(becky):
    becky.client.application.testing = False
    answer = becky.post("/end/crash", {"who": "Olu"}, htmx=True)
    assert answer.status_code == 500
    assert answer.text.startswith("<p>Something went wrong on our side.")
    assert answer.headers["X-Request-Id"] in answer.text


def test_too_much_at_once(becky):
    plain, htmx = (becky.post("/tea", {"who": "x" * 3_000_000}, htmx=htmx) for htmx in (False, True))
    assert plain.status_code == htmx.status_code == 413
    assert "Send it in smaller parts." in plain.text and "Send it in smaller parts." in htmx.text
    back = becky.post("/tea", {"who": "x" * 3_000_000}, Referer="http://localhost/tea").text
    assert 'href="/tea">Back to where you were' in back and "At most" not in back


def test_strange_texts_come_through(becky):
    for text in ("Siân Ŵyn 🫖", "عائشہ بی بی", "<script>alert(1)</script>", "{{ 7 * 7 }}"):
        answer = becky.post("/tea", {"minutes": "?", "who": text})
        assert answer.status_code == 422
        assert "<script>alert" not in answer.text
        assert "49" not in re.search(r'name="who" value="([^"]*)"', answer.text)[1]
