"""Partners: the list, each organisation's page, and keeping them right."""

from flask import Blueprint, request

from ...web.access import access
from ...web.forms import Form, sent_version
from ...web.pages import current_viewer, done, page
from . import actions, queries, rules, views
from .forms import ContactForm, DepartmentForm, MergeForm, NewOrganisationForm, OrganisationForm

blueprint = Blueprint("organisations", __name__)


@blueprint.get("/organisations")
@access("member")
def index():
    viewer = current_viewer()
    context = views.index_context(viewer, queries.index(viewer), request.args.get("sector"))
    return page("organisations/index.html", page_title="Organisations", **context)


@blueprint.route("/organisations/new", methods=["GET", "POST"])
@access("coordinator")
def new():
    viewer, form = current_viewer(), NewOrganisationForm()
    form.offer(rules.sectors(queries.sectors_in_use(viewer)))
    if form.sent():
        with form.rules():
            written = actions.add_organisation(viewer, form.values(), form_key=form.key)
            return done("organisations.show", id=written.ids[0], say="Added", undo=written.group_id)
    return page("organisations/new.html", page_title="Add an organisation", form=form)


@blueprint.get("/organisations/<id>")
@access("member")
def show(id: str):
    viewer = current_viewer()
    return page("organisations/show.html", **views.partner_context(viewer, queries.partner(viewer, id)))


@blueprint.route("/organisations/<id>/edit", methods=["GET", "POST"])
@access("coordinator")
def edit(id: str):
    viewer = current_viewer()
    body = queries.partner(viewer, id).organisation
    form = OrganisationForm(data=body.__data__)
    form.offer(rules.sectors([*queries.sectors_in_use(viewer), body.sector]))
    if form.sent():
        with form.rules():
            written = actions.edit_organisation(
                viewer, id, form.values(), form_key=form.key, version=sent_version()
            )
            return done("organisations.show", id=id, say="Saved", undo=written.group_id)
    return page(
        "organisations/edit.html",
        page_title=f"Change {body.short_name or body.name}",
        form=form,
        body=body,
        version=sent_version() or body.version,
    )


@blueprint.route("/organisations/<id>/merge", methods=["GET", "POST"])
@access("coordinator")
def merge(id: str):
    viewer = current_viewer()
    body, others, moving = queries.to_merge(viewer, id)
    form = MergeForm(data=body.__data__)
    form.offer(viewer, others)
    if form.sent():
        with form.rules():
            written = actions.merge_organisation(
                viewer,
                id,
                form.successor.data,
                form.ended_on.data,
                form_key=form.key,
                version=sent_version(),
            )
            return done("organisations.show", id=id, say="Merged", undo=written.group_id)
    return page(
        "organisations/merge.html",
        page_title=f"What {body.short_name or body.name} became",
        form=form,
        body=body,
        others=others,
        moving=moving,
        version=sent_version() or body.version,
    )


@blueprint.route("/organisations/<id>/departments/new", methods=["GET", "POST"])
@access("coordinator")
def new_department(id: str):
    viewer = current_viewer()
    body = queries.partner(viewer, id).organisation
    form = DepartmentForm(data={"organisation": id})
    form.offer(viewer, [(body.id, body.name)])
    if form.sent():
        with form.rules():
            written = actions.add_department(viewer, id, form.name.data, form_key=form.key)
            return done("organisations.show", id=id, say="Added", undo=written.group_id)
    return page("organisations/department.html", page_title="Add a department", form=form, body=body)


@blueprint.route("/departments/<id>", methods=["GET", "POST"])
@access("coordinator")
def department(id: str):
    viewer = current_viewer()
    found, body = queries.department(viewer, id)
    form = DepartmentForm(data=found.__data__)
    form.offer(viewer, _with(queries.choices(viewer), body))
    if form.sent():
        with form.rules():
            written = actions.edit_department(
                viewer, id, form.values(), form_key=form.key, version=sent_version()
            )
            return done("organisations.show", id=form.organisation.data, say="Saved", undo=written.group_id)
    return page(
        "organisations/department.html",
        page_title=f"Change {found.name}",
        form=form,
        body=body,
        department=found,
        act=Form(formdata=None),
        version=sent_version() or found.version,
    )


def _with(options: list[tuple[str, str]], body) -> list[tuple[str, str]]:
    """The one it belongs to now can always be kept."""
    return options if body.id in dict(options) else [(body.id, body.name), *options]


@blueprint.post("/departments/<id>/remove")
@access("coordinator")
def remove_department(id: str):
    viewer, form = current_viewer(), Form()
    _found, body = queries.department(viewer, id)
    written = actions.remove_department(viewer, id, form_key=form.key, version=sent_version())
    return done("organisations.show", id=body.id, say="Removed", undo=written.group_id)


@blueprint.route("/organisations/<id>/contacts/new", methods=["GET", "POST"])
@access("coordinator")
def new_contact(id: str):
    viewer = current_viewer()
    body = queries.partner(viewer, id).organisation
    form = ContactForm()
    form.offer(viewer, queries.departments_of(viewer, id))
    if form.sent():
        with form.rules():
            written = actions.add_contact(viewer, id, form.values(), form_key=form.key)
            return done("organisations.show", id=id, say="Added", undo=written.group_id)
    return page("organisations/contact.html", page_title="Add someone we meet there", form=form, body=body)


@blueprint.route("/contacts/<id>", methods=["GET", "POST"])
@access("coordinator")
def contact(id: str):
    viewer = current_viewer()
    found, body = queries.contact(viewer, id)
    form = ContactForm(data=found.__data__)
    form.offer(viewer, queries.departments_of(viewer, found.organisation_id))
    if form.sent():
        with form.rules():
            written = actions.edit_contact(
                viewer, id, form.values(), form_key=form.key, version=sent_version()
            )
            return _after_contact(body, id, "Saved", written)
    return page(
        "organisations/contact.html",
        page_title=f"Change {found.name}",
        form=form,
        body=body,
        contact=found,
        act=Form(formdata=None),
        version=sent_version() or found.version,
    )


@blueprint.post("/contacts/<id>/leave")
@access("coordinator")
def leave_contact(id: str):
    viewer, form = current_viewer(), Form()
    _found, body = queries.contact(viewer, id)
    written = actions.leave_contact(viewer, id, form_key=form.key, version=sent_version())
    return _after_contact(body, id, "They left. Their name stays in what was settled.", written)


def _after_contact(body, id: str, say: str, written):
    if body is None:
        return done("organisations.contact", id=id, say=say, undo=written.group_id)
    return done("organisations.show", id=body.id, say=say, undo=written.group_id)
