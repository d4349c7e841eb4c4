"""Signing in and out, one's own account, and what people are trusted with."""

import secrets

from flask import Blueprint, Response, request, session, url_for

from ... import clock
from ...permissions.errors import NotFound
from ...web import sign_in as browser
from ...web.access import access
from ...web.pages import current_viewer, done, forum_name, go, page, say, viewer_or_none
from ...web.security import own_path, visitor
from . import actions, queries, second_step
from .forms import (
    ChangePasswordForm,
    FirstRunForm,
    GrantForm,
    InviteForm,
    LinkForm,
    NewPasswordForm,
    OpenLinkForm,
    SignInForm,
    ThemeForm,
)

blueprint = Blueprint("accounts", __name__)
LEAVE = '"cache", "storage"'


@blueprint.route("/sign-in", methods=["GET", "POST"])
@access("anyone")
def sign_in():
    if viewer_or_none():
        return go(own_path(request.args.get("next")) or "/")
    form = SignInForm(next=request.args.get("next", ""))
    if form.sent():
        with form.rules():
            entered = actions.sign_in(form.email.data, form.password.data, visitor(), now=clock.now())
            return _come_in(entered, form.next.data)
    return page("accounts/sign_in.html", page_title="Sign in", form=form)


@blueprint.post("/sign-in/link")
@access("anyone")
def ask_for_link():
    form = LinkForm()
    if form.sent():
        with form.rules():
            actions.ask_for_link(form.email.data, _this_browser(), visitor())
            session[browser.NEXT] = own_path(form.next.data)
            session["sent_to"] = form.email.data
            return go(url_for("accounts.link_sent"))
    again = SignInForm(formdata=None, email=form.email.data, next=form.next.data)
    again.email.raw_data, again.email.errors = form.email.raw_data, form.email.errors
    again.form_errors, again.status = form.form_errors, form.status
    return page("accounts/sign_in.html", page_title="Sign in", form=again)


@blueprint.get("/sign-in/link-sent")
@access("anyone")
def link_sent():
    return page(
        "accounts/link_sent.html", page_title="Look at your email", sent_to=session.get("sent_to", "")
    )


@blueprint.route("/sign-in/link/<token>", methods=["GET", "POST"])
@access("anyone", token=True)
def open_link(token: str):
    form, same = OpenLinkForm(), actions.is_same_browser(token, session.get(browser.ASKED, ""))
    usable = queries.token_row(token, "sign_in") is not None
    if usable and form.sent():
        with form.rules():
            entered = actions.enter_by_link(
                token, session.get(browser.ASKED, ""), form.email.data or "", visitor(), now=clock.now()
            )
            return _come_in(entered, session.pop(browser.NEXT, ""))
    status = 200 if usable else 410
    return page(
        "accounts/open_link.html",
        page_title="Sign in" if usable else "That link has done its work",
        form=form,
        same=same,
        usable=usable,
        status=status,
    )


@blueprint.route("/invitation/<token>", methods=["GET", "POST"])
@access("anyone", token=True)
def accept_invitation(token: str):
    form, usable = NewPasswordForm(), queries.token_row(token, "invitation") is not None
    if usable and form.sent():
        with form.rules():
            entered = actions.accept_invitation(
                token, form.password.data, forum_name=forum_name(), now=clock.now()
            )
            say("Welcome. Your password is kept.")
            return _come_in(entered, "/")
    return page(
        "accounts/invitation.html",
        page_title="Choose a password" if usable else "That invitation has done its work",
        form=form,
        usable=usable,
        email=queries.email_of_token(token, "invitation"),
        status=200 if usable else 410,
    )


@blueprint.route("/invitations", methods=["GET", "POST"])
@access("coordinator")
def invite_someone():
    viewer, form = current_viewer(), InviteForm()
    if form.sent():
        with form.rules():
            actions.add_person(viewer, form.email.data, form.name.data, form_key=form.key, via="form")
            return go(url_for("people.index"), f"An invitation to {form.email.data} is on its way")
    return page("accounts/invite_someone.html", page_title="Invite someone", form=form)


@blueprint.route("/first-run", methods=["GET", "POST"])
@access("anyone")
def first_run():
    if not queries.is_empty():
        raise NotFound
    form = FirstRunForm()
    if form.sent():
        values = {**form.values(), "password": form.password.data}
        with form.rules():
            entered = actions.found_forum(form.code.data, values, visitor(), now=clock.now())
            say("Your forum has begun. You are its coordinator.")
            return _come_in(entered, "/start")
    return page("accounts/first_run.html", page_title="Begin your forum", form=form)


@blueprint.get("/account")
@access("signed_in", alone=True, early=True)
def show():
    return _account()


@blueprint.post("/account/password")
@access("signed_in")
def change_password():
    viewer, form = current_viewer(), ChangePasswordForm()
    if form.sent():
        with form.rules():
            token = actions.change_password(
                viewer,
                form.current_password.data or "",
                form.new_password.data,
                forum_name=forum_name(),
                visitor=visitor(),
            )
            browser.begin(token, viewer)
            return done("accounts.show", say="Your password is changed. Every other browser is signed out.")
    return _account(form)


@blueprint.post("/account/theme")
@access("signed_in")
def choose_theme():
    form = ThemeForm()
    if form.sent():
        with form.rules():
            actions.choose_theme(current_viewer(), "" if form.theme.data == "auto" else form.theme.data or "")
            return done("accounts.show", say="Saved")
    return _account(theme_form=form, status=form.status)


@blueprint.post("/sign-out")
@access("signed_in", leaving=True)
def sign_out():
    actions.end_session(browser.token_of_this_browser())
    return _gone("You are signed out.")


@blueprint.post("/account/sign-out-everywhere")
@access("signed_in")
def sign_out_everywhere():
    actions.end_every_session(current_viewer().account_id or "")
    return _gone("You are signed out in every browser.")


@blueprint.route("/people/<id>/roles", methods=["GET", "POST"])
@access("team")
def roles(id: str):
    viewer, form = current_viewer(), GrantForm()
    found = queries.roles_page(viewer, id)
    if form.sent():
        with form.rules():
            actions.grant_role(viewer, id, form.role.data, form_key=form.key)
            return done("accounts.roles", id=id, fragment="roles", say="Saved")
    return _roles(found, form)


@blueprint.post("/people/<id>/roles/<role_id>/end")
@access("team")
def remove_role(id: str, role_id: str):
    viewer, form = current_viewer(), GrantForm(formdata=None)
    found = queries.roles_page(viewer, id)
    with form.rules():
        actions.remove_role(viewer, id, role_id, form_key=request.form.get("form_key"))
        return done("accounts.roles", id=id, fragment="roles", say="Saved")
    return _roles(found, form)


@blueprint.post("/people/<id>/invite")
@access("coordinator")
def invite(id: str):
    viewer, form = current_viewer(), GrantForm(formdata=None)
    found = queries.roles_page(viewer, id)
    with form.rules():
        actions.invite(viewer, id, form_key=request.form.get("form_key"))
        return done("accounts.roles", id=id, fragment="roles", say="The invitation is on its way")
    return _roles(found, form)


def _roles(found, form: GrantForm) -> Response:
    form.role.kind = form.role.kind.__class__(found.grantable)
    return page(
        "accounts/roles.html",
        fragment="roles",
        page_title=f"What {found.person.first_name or found.person.name} is trusted with",
        found=found,
        form=form,
    )


def _account(form: ChangePasswordForm | None = None, theme_form: ThemeForm | None = None, status: int = 200):
    viewer = current_viewer()
    return page(
        "accounts/show.html",
        page_title="Your account",
        form=form or ChangePasswordForm(formdata=None),
        theme_form=theme_form or ThemeForm(formdata=None, theme=viewer.theme or "auto"),
        email=queries.own_address(viewer),
        has_password=queries.has_password(viewer),
        second_step=second_step.state(viewer),
        roles=queries.current_roles(viewer, viewer.person_id or ""),
        status=status,
    )


def _come_in(entered: actions.Entered, onward: str | None) -> Response:
    """Into the forum; first to the second step, where there is one, or to where it is set up."""
    onward = own_path(onward) or "/"
    if entered.half_open:
        session[browser.HALF_OPEN], session[browser.NEXT] = entered.token, onward
        return go(url_for("second_step.enter"))
    browser.begin(entered.token, entered.viewer)
    return go(url_for("second_step.show", next=onward) if entered.set_up_by else onward)


def _gone(words: str) -> Response:
    browser.end()
    answer = go(url_for("accounts.sign_in"), words)
    answer.headers["Clear-Site-Data"] = LEAVE
    return answer


def _this_browser() -> str:
    """A secret that only this browser holds, so that a link opened in it needs nothing more."""
    if browser.ASKED not in session:
        session[browser.ASKED] = secrets.token_urlsafe(16)
    return session[browser.ASKED]
