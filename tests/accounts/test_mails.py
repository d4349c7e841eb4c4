"""The words of the mails about signing in, in plain text and in HTML alike."""

import re

import pytest

from forum_app import clock, wire
from forum_app.features.accounts import actions, mail
from forum_app.mail import kinds
from forum_app.mail.kinds import Finished, Nothing, Occasion
from forum_app.models.people import Role
from forum_app.permissions.roles import viewer_for
from tests.web.browse import a_person, rows

BASE = "https://forum.example.org"


def occasion(person_id: str, **more) -> Occasion:
    viewer = viewer_for(person_id, clock.now())
    return Occasion(viewer, clock.now(), BASE, "Brackwater Parent Carers", person_id=person_id, **more)


def links(text: str) -> set[str]:
    return set(re.findall(r"https://[^\s\"<>]+", text))


@pytest.mark.parametrize(
    ("write", "subject", "path"),
    [
        (mail.sign_in, "Your link to Brackwater Parent Carers", "/sign-in/link/SECRET"),
        (mail.invitation, "Welcome to Brackwater Parent Carers", "/invitation/SECRET"),
        (mail.password_changed, "Your password was changed", "/sign-in"),
    ],
)
def test_both_parts_hold_the_same_link_and_nobody_elses_name(app, write, subject, path):
    a_person("Olu Adeyemi")
    finished = write(occasion(a_person("Becky Fairhurst"), secret="SECRET"))
    assert isinstance(finished, Finished)
    assert finished.subject == subject
    assert links(finished.text) == links(finished.html) == {BASE + path}
    for part in (finished.text, finished.html):
        assert "Hello Becky," in part
        assert "Olu" not in part
        assert "{{" not in part


def test_the_link_mail_word_for_word(app):
    finished = mail.sign_in(occasion(a_person("Becky Fairhurst"), secret="SECRET"))
    assert finished.text == (
        "Your link to Brackwater Parent Carers\n\n"
        "Hello Becky,\n\n"
        "You asked for a link to sign in. It opens a page with one button.\n\n"
        "Sign in:\n"
        "https://forum.example.org/sign-in/link/SECRET\n\n"
        "It works once, for 10 minutes. If it opens in another browser than the one you asked in, "
        "we ask for your email address again.\n\n"
        "-- \n"
        "If you did not ask for it, you need do nothing: nobody has come in.\n"
        "Brackwater Parent Carers\n"
    )


def test_nobody_writes_to_a_closed_account(app):
    nikesh = a_person("Nikesh Rao", account=False)
    assert isinstance(mail.sign_in(occasion(nikesh, secret="SECRET")), Nothing)


def test_a_cochair_reads_who_is_trusted_with_what(app):
    bryony, gwen = a_person("Bryony Tasker", "coordinator"), a_person("Gwen Parry")
    priya = a_person("Priya Raghunathan", "cochair")
    actions.grant_role(viewer_for(bryony, clock.now()), gwen, "treasurer")
    role = rows(Role, Role.person == gwen)[0]
    told = mail.role_changed(occasion(priya, parts=(("roles", role.id),)))
    assert "Gwen Parry is now treasurer." in told.text
    assert links(told.text) == {f"{BASE}/people/{gwen}/roles"}
    actions.remove_role(viewer_for(bryony, clock.now()), gwen, role.id)
    told = mail.role_changed(occasion(priya, parts=(("roles", role.id),)))
    assert "Gwen Parry is no longer treasurer." in told.text
    own = mail.role_changed(occasion(gwen, parts=(("roles", role.id),)))
    assert "You are no longer treasurer." in own.text and links(own.text) == {f"{BASE}/account"}
    becky = a_person("Becky Fairhurst")
    assert isinstance(mail.role_changed(occasion(becky, parts=(("roles", role.id),))), Nothing)


def test_links_are_never_shown_again(app):
    wire.know_features()
    assert kinds.kind("sign_in").secret
    assert kinds.kind("invitation").secret
    assert "sign_in" not in kinds.quiet_at_night()
