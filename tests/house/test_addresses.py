"""Every address says who may open it, and those that never move are where they were."""

import pytest
from flask import Flask

from forum_app import create_app
from forum_app.config import Settings
from forum_app.web.access import POLICIES, Undeclared, access_of, require_declared

NEVER_MOVE = """
/ /sign-in /healthz /people /people/<id> /boards /boards/<id> /meetings /meetings/<id> /meetings/<id>/log /log
/time /ledger /more /tables/<name> /tables/<name>/export.csv /digests /digests/<id> /mail
"""
# Whoever is not signed in reaches the ways in, and what a mail's own link or a machine needs.
OPEN_TO_ANYONE = {
    "accounts.accept_invitation",
    "accounts.ask_for_link",
    "accounts.first_run",
    "accounts.link_sent",
    "accounts.open_link",
    "accounts.sign_in",
    "digests.unsubscribe",
    "feedback.officer",
    "feedback.officer_thanks",
    "health.show",
    "second_step.enter",
}
# What a partner guest reaches: everything else is the forum's own.
OPEN_TO_GUESTS = {
    "accounts.change_password",
    "accounts.choose_theme",
    "access_log.mine",
    "accounts.show",
    "accounts.sign_out",
    "accounts.sign_out_everywhere",
    "agenda.paper",
    "boards.meetings",
    "boards.show",
    "boards.terms",
    "demo.kit",
    "home.show",
    "meetings.show",
    "more.show",
    "post.index",
    "post.show",
    "search.keys",
    "search.show",
    "second_step.begin",
    "second_step.change",
    "second_step.scan",
    "second_step.show",
    "see_as.stop",
    "undo.undo",
}
# Answered by something that proves itself otherwise than by a form of ours.
WITHOUT_CSRF = {"digests.unsubscribe"}


@pytest.fixture
def app(tmp_path) -> Flask:
    return create_app(
        Settings(
            database=f"sqlite:///{tmp_path / 'none.db'}",
            secret_key="a key for tests alone, of decent length",
            mail=f"folder:{tmp_path}",
            base_url="http://127.0.0.1:8000",
        )
    )


def test_the_addresses_that_never_move_are_there(app):
    there = {rule.rule for rule in app.url_map.iter_rules() if "GET" in (rule.methods or ())}
    assert set(NEVER_MOVE.split()) <= there


def test_every_rule_says_who_may_open_it(app):
    for rule in app.url_map.iter_rules():
        if not rule.build_only:
            declared = access_of(app, rule.endpoint)
            assert declared is not None, rule.rule
            assert declared.policy == "anyone" or declared.policy in POLICIES, rule.rule


def test_a_rule_that_does_not_say_keeps_the_app_from_starting(app):
    app.add_url_rule("/nobody-thought-of-this", "nobody", lambda: "")
    with pytest.raises(Undeclared, match="/nobody-thought-of-this"):
        require_declared(app)


def test_create_app_itself_asks(monkeypatch, tmp_path):
    from forum_app import wire

    monkeypatch.setattr(wire, "register_pages", lambda app: app.add_url_rule("/open", "open", lambda: ""))
    with pytest.raises(Undeclared):
        create_app(Settings(f"sqlite:///{tmp_path}/x.db", "k" * 32, f"folder:{tmp_path}", "http://127.0.0.1"))


def test_what_is_open_without_being_a_member_is_known(app):
    found = {
        policy: {rule.endpoint for rule in app.url_map.iter_rules() if _policy(app, rule) == policy}
        for policy in ("anyone", "signed_in")
    }
    assert found["anyone"] <= OPEN_TO_ANYONE
    assert found["signed_in"] <= OPEN_TO_GUESTS


def test_only_one_click_unsubscribe_takes_a_post_without_our_own_form(app):
    loose = {
        rule.endpoint
        for rule in app.url_map.iter_rules()
        if not rule.build_only and not access_of(app, rule.endpoint).csrf
    }
    assert loose <= WITHOUT_CSRF


def _policy(app: Flask, rule) -> str:
    declared = None if rule.build_only else access_of(app, rule.endpoint)
    return declared.policy if declared else ""
