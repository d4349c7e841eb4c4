"""A code after the password; setting it up, changing it, and taking it away for somebody who lost all."""

from flask import Blueprint, Response, request, session, url_for

from ... import clock
from ...web import sign_in as browser
from ...web.access import access
from ...web.pages import current_viewer, done, forum_name, go, page, say
from ...web.security import own_path, second_step_key, visitor
from ..accounts import actions, queries, second_step, totp
from . import qr
from .forms import CHANGES, BeginForm, ChangeForm, ConfirmForm, EnterForm, FromForm

blueprint = Blueprint("second_step", __name__)


@blueprint.route("/sign-in/code", methods=["GET", "POST"])
@access("anyone")
def enter():
    half_open, form = session.get(browser.HALF_OPEN, ""), EnterForm()
    if queries.token_row(half_open, actions.PURPOSE) is None:
        return go(url_for("accounts.sign_in"))
    if form.sent():
        with form.rules():
            entered, left = actions.enter_code(
                half_open,
                form.code.data or "",
                form.recovery.data or "",
                key=second_step_key(),
                now=clock.now(),
            )
            onward = own_path(session.pop(browser.NEXT, "")) or "/"
            browser.begin(entered.token, entered.viewer)
            if left is not None:
                say(_left(left))
            return go(onward)
    return page("second_step/enter.html", page_title="One more step", form=form)


@blueprint.get("/account/second-step")
@access("signed_in", early=True, alone=True)
def show():
    return _show()


@blueprint.post("/account/second-step")
@access("signed_in", early=True, alone=True)
def begin():
    viewer, form = current_viewer(), BeginForm()
    if form.sent():
        with form.rules():
            actions.begin_second_step(
                viewer,
                form.password.data or "",
                fresh=queries.is_fresh(browser.token_of_this_browser()),
                key=second_step_key(),
                visitor=visitor(),
            )
            return go(url_for("second_step.scan"))
    return _show(form)


@blueprint.route("/account/second-step/scan", methods=["GET", "POST"])
@access("signed_in", early=True, alone=True)
def scan():
    viewer, form = current_viewer(), ConfirmForm()
    secret = actions.key_to_scan(viewer, key=second_step_key())
    if secret is None:
        return go(url_for("second_step.show"))
    if form.sent():
        with form.rules():
            token, codes = actions.confirm_second_step(viewer, form.code.data, key=second_step_key())
            browser.begin(token, viewer)
            return _codes(codes)
    address = totp.address(secret, forum_name(), queries.own_address(viewer))
    return page(
        "second_step/scan.html",
        page_title="Scan this with your app",
        form=form,
        code=qr.drawn(address),
        address=address,
        key=totp.key_in_words(secret),
    )


@blueprint.post("/account/second-step/change")
@access("signed_in", alone=True)
def change():
    viewer, form = current_viewer(), ChangeForm()
    if form.sent():
        with form.rules():
            return _changed(viewer, form)
    return _show(change_form=form, status=form.status)


@blueprint.post("/account/second-step/from")
@access("coordinator", alone=True)
def need_from():
    form = FromForm()
    if form.sent():
        actions.require_from(current_viewer(), form.day.data)
        return done("second_step.show", say="Saved")
    return _show(from_form=form, status=form.status)


@blueprint.post("/people/<id>/second-step/reset")
@access("coordinator")
def reset(id: str):
    viewer = current_viewer()
    queries.roles_page(viewer, id)
    actions.reset_second_step(viewer, id)
    return go(url_for("accounts.roles", id=id), "Their second step is taken away, and they are told.")


def _changed(viewer, form: ChangeForm) -> Response:
    proof = (form.code.data or "", form.recovery.data or "")
    if form.what.data == "codes":
        return _codes(actions.new_recovery_codes(viewer, *proof, key=second_step_key()))
    if form.what.data == "another":
        browser.begin(actions.another_phone(viewer, *proof, key=second_step_key()), viewer)
        return go(url_for("second_step.scan"))
    browser.begin(actions.switch_off(viewer, *proof, key=second_step_key()), viewer)
    return go(url_for("second_step.show"), "Your second step is off.")


def _codes(codes: list[str]) -> Response:
    return page("second_step/codes.html", page_title="Keep these ten codes", codes=codes)


def _show(form=None, change_form=None, from_form=None, status: int = 200) -> Response:
    viewer = current_viewer()
    state = second_step.state(viewer)
    asked_from = second_step.required_from()
    broken = next((one for one in (form, change_form, from_form) if one is not None), None)
    onward = own_path(request.args.get("next")) or (own_path(form.next.data) if form else "")
    return page(
        "second_step/show.html",
        page_title="A second step when you sign in",
        form=broken,
        begin_form=form or BeginForm(formdata=None, next=onward),
        change_form=change_form or ChangeForm(formdata=None),
        from_form=from_form or FromForm(formdata=None, day=asked_from),
        changes=[change for change in CHANGES if change[0] != "off" or not state.set_up_by],
        state=state,
        later=onward,
        overdue=state.set_up_by is not None and state.set_up_by <= clock.today(),
        has_password=queries.has_password(viewer),
        keeps_the_rule=second_step.keeps_the_rule(viewer),
        status=status,
    )


def _left(number: int) -> str:
    if not number:
        return "That was your last recovery code. Make new ones under Your account."
    return f"That recovery code is used up. You have {number} left."
