"""The first steps of a forum of one's own: each a page, each skippable, all reachable again."""

from flask import Blueprint, current_app, request, url_for

from ...permissions.errors import NotFound
from ...records import settings
from ...web.access import access
from ...web.forms import Form
from ...web.pages import current_viewer, go, page
from . import actions, plans, queries, views, year
from .forms import AreaForm, DoForm, NameForm, PasteForm, YearForm

blueprint = Blueprint("start", __name__)
AT_ANY_TIME = "Saved. You can change it here at any time."


@blueprint.get("/start")
@access("coordinator")
def show():
    viewer = current_viewer()
    return page(
        "start/show.html",
        page_title="First steps",
        progress=queries.progress(viewer),
        to_invite=len(queries.to_invite(viewer)),
        act=Form(formdata=None),
    )


@blueprint.route("/start/name", methods=["GET", "POST"])
@access("coordinator")
def name():
    viewer = current_viewer()
    form = NameForm(data={key: settings.get(key) for key in ("forum_name", "forum_short_name")})
    if form.sent():
        with form.rules():
            written = actions.name_forum(
                viewer, form.forum_name.data, form.forum_short_name.data or "", form_key=form.key
            )
            return _onward(viewer, AT_ANY_TIME, written)
    return _step("name", viewer, form=form)


@blueprint.route("/start/area", methods=["GET", "POST"])
@access("coordinator")
def area():
    viewer = current_viewer()
    form = AreaForm(data={"area": settings.get("area")})
    if form.sent():
        with form.rules():
            written = actions.place_forum(
                viewer,
                form.area.data,
                form.council.data or "",
                form.health.data or "",
                form_key=form.key,
            )
            return _onward(viewer, AT_ANY_TIME, written)
    return _step("area", viewer, form=form)


@blueprint.route("/start/terms", methods=["GET", "POST"])
@access("coordinator")
def terms():
    viewer = current_viewer()
    form = YearForm(data=_year(viewer))
    if form.sent():
        found, unread = year.read(form.terms.data, viewer.today)
        days, not_days = year.read_days(form.inset.data or "", viewer.today)
        form.terms.errors = [*form.terms.errors, *(one.words for one in unread)]
        form.inset.errors = [*form.inset.errors, *(one.words for one in not_days)]
        if not form.errors:
            both = form.starts_at.data and form.ends_at.data
            hours = (form.starts_at.data, form.ends_at.data) if both else None
            with form.rules():
                written = actions.keep_year(viewer, found, days, hours, form_key=form.key)
                return _onward(viewer, "Saved", written)
    return _step("terms", viewer, form=form)


def _year(viewer) -> dict:
    """The year as it is kept from today on, or the usual one to correct."""
    kept, days, hours = queries.school_year(viewer)
    ahead = [row for row in kept if row.last_day >= viewer.today]
    terms = [year.HalfTerm(row.name, row.first_day, row.last_day) for row in ahead]
    to_come = [row.day for row in days if row.day >= viewer.today]
    return {
        "terms": year.written(terms or year.usual(viewer.today)),
        "inset": "\n".join(f"{day.day} {day.month} {day.year}" for day in to_come),
        "starts_at": hours.starts_at if hours else None,
        "ends_at": hours.ends_at if hours else None,
    }


@blueprint.route("/start/boards", methods=["GET", "POST"])
@access("coordinator")
def boards():
    viewer, form = current_viewer(), PasteForm()
    if not form.sent():
        return _step("boards", viewer, form=form)
    columns, also = _chosen()
    plan = plans.plan_boards(form.rows.data, columns, queries.kept_boards(viewer), viewer.today)
    bodies = actions.new_bodies(viewer, plan.to_add(also))
    save = _saves(plan, form)
    if save and plan.to_add(also):
        with form.rules():
            written = actions.add_boards(viewer, plan.to_add(also), form_key=form.key)
            return _onward(viewer, _added(len(plan.to_add(also)), "board"), written)
    return _plan("boards", viewer, form, plan, plans.board_targets(), also, bodies)


@blueprint.route("/start/people", methods=["GET", "POST"])
@access("coordinator")
def people():
    viewer, form = current_viewer(), PasteForm()
    if not form.sent():
        return _step("people", viewer, form=form)
    columns, also = _chosen()
    plan = plans.plan_people(form.rows.data, columns, queries.kept_people(viewer), viewer.today)
    if _saves(plan, form) and plan.to_add(also):
        with form.rules():
            written = actions.add_people(viewer, plan.to_add(also), form_key=form.key)
            said = _added(len(plan.to_add(also)), "rep")
            return go(url_for("start.invitations"), said, written.group_id)
    return _plan("people", viewer, form, plan, plans.people_targets(), also)


def _chosen() -> tuple[list[str], set[int]]:
    """What the columns were said to mean, and the lookalikes that are others."""
    also = {int(text) for text in request.form.getlist("also") if text.isdecimal() and len(text) < 7}
    return request.form.getlist("column"), also


def _saves(plan: plans.Plan, form: PasteForm) -> bool:
    """Whether the plan was seen as it is now; if the forum changed since, it is shown again."""
    if request.form.get("do") != "save":
        return False
    if request.form.get("plan") != plan.mark:
        changed = actions.PlanChanged()
        form.status = changed.status
        form.refuse("", changed.words)
        return False
    return True


def _added(number: int, thing: str) -> str:
    return f"{number} {thing}{'' if number == 1 else 's'} added"


@blueprint.route("/start/invitations", methods=["GET", "POST"])
@access("coordinator")
def invitations():
    viewer, form = current_viewer(), DoForm()
    if form.sent():
        wanted = request.form.getlist("person")
        if not wanted:
            form.refuse("", "Tick at least one person, or leave it for later.")
        else:
            with form.rules():
                number = actions.invite_people(viewer, wanted, form_key=form.key)
                said = f"{number} invitation{' is' if number == 1 else 's are'} on the way"
                return go(url_for("start.show"), said)
    return page(
        "start/invitations.html", page_title="Invite them", form=form, people=queries.to_invite(viewer)
    )


@blueprint.get("/start/mail")
@access("coordinator")
def mail():
    viewer = current_viewer()
    folder = current_app.config["FORUM"].mail
    folder = folder.removeprefix("folder:") if folder.startswith("folder:") else ""
    told = views.check_told(queries.last_check(viewer), viewer.today, folder=folder)
    return _step("mail", viewer, fragment="check", told=told, folder=folder, act=Form(formdata=None))


@blueprint.post("/start/mail")
@access("coordinator")
def send_check():
    actions.check_mail(current_viewer(), form_key=Form().key)
    return go(url_for("start.mail"), "A test mail is on its way to you")


@blueprint.post("/start/mail/arrived")
@access("coordinator")
def mail_arrived():
    viewer = current_viewer()
    actions.mail_arrived(viewer)
    return _onward(viewer, "Good. Mail works.")


@blueprint.post("/start/<step>/skip")
@access("coordinator")
def skip(step: str):
    if step not in queries.STEPS:
        raise NotFound
    viewer = current_viewer()
    actions.skip(viewer, step)
    return _onward(viewer, "Left for later. First steps keeps it for you.")


@blueprint.post("/start/put-away")
@access("coordinator")
def put_away():
    actions.put_away(current_viewer())
    return go("/", "Put away. You find First steps again under More.")


def _onward(viewer, say: str, written=None):
    """To the next step that is open, or back to all of them."""
    following = queries.progress(viewer).next
    address = url_for(f"start.{following.name}") if following else url_for("start.show")
    return go(address, say, written.group_id if written else None)


def _step(step: str, viewer, fragment: str | None = None, **context):
    context.setdefault("act", Form(formdata=None))
    frame = views.frame(queries.progress(viewer), step)
    return page(f"start/{step}.html", fragment=fragment, **frame, **context)


def _plan(step: str, viewer, form, plan, targets, also, bodies=()):
    told = views.plan_context(plan, targets, text=form.rows.data, also=also, new_bodies=bodies)
    return page(
        "start/plan.html",
        form=form,
        thing="board" if step == "boards" else "rep",
        **views.frame(queries.progress(viewer), step) | {"page_title": "Before it is saved"},
        **told,
    )
