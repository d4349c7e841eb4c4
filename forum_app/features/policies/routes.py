"""Policies: the list, each version's text, accepting it, and writing the next."""

from flask import Blueprint, url_for

from ...web.access import access
from ...web.forms import Form
from ...web.pages import current_viewer, done, go, page
from . import actions, queries
from .forms import PolicyForm

blueprint = Blueprint("policies", __name__)


@blueprint.get("/policies")
@access("member")
def index():
    return page("policies/index.html", page_title="Policies", rows=queries.listing(current_viewer()))


@blueprint.get("/policies/<id>")
@access("member")
def show(id: str):
    found = queries.policy_page(current_viewer(), id)
    return page(
        "policies/show.html",
        fragment="main",
        page_title=found.policy.name,
        found=found,
        accept_key=Form(formdata=None).form_key.data,
    )


@blueprint.post("/policies/<id>/accept")
@access("member")
def accept(id: str):
    written = actions.accept_policy(current_viewer(), id, form_key=Form().key)
    return done("policies.show", id=id, fragment="main", say="Accepted. Thank you", undo=written.group_id)


@blueprint.route("/policies/new", methods=["GET", "POST"])
@access("coordinator")
def new():
    form = PolicyForm()
    if form.sent():
        with form.rules():
            written = actions.add_policy(current_viewer(), form.values(), form_key=form.key)
            return _kept(written)
    return page("policies/new.html", page_title="New policy", form=form, before=None)


@blueprint.route("/policies/<id>/new-version", methods=["GET", "POST"])
@access("coordinator")
def new_version(id: str):
    viewer = current_viewer()
    found = queries.policy_page(viewer, id)
    form = PolicyForm().of_a_version(found.policy)
    if form.sent():
        with form.rules():
            return _kept(actions.add_policy(viewer, form.values(), of=id, form_key=form.key))
    title = f"{found.policy.name}: next version"
    return page("policies/new.html", page_title=title, form=form, before=found.policy)


def _kept(written):
    return go(
        url_for("policies.show", id=written.ids[0]),
        "Kept. Those it binds are asked to accept it",
        written.group_id,
    )
