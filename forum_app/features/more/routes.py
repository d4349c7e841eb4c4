"""The page behind "More": what has no place in the bottom bar, one's account, and the way out."""

from flask import Blueprint, current_app, url_for

from ...permissions.roles import Viewer
from ...web.access import POLICIES, access
from ...web.forms import Form
from ...web.pages import current_viewer, page
from ..people import queries, views

blueprint = Blueprint("more", __name__)

# Under each heading: endpoint, who may open it, icon, name, and what is there.
GROUPS = (
    (
        "The forum",
        (
            ("search.show", "signed_in", "search", "Find", "Anything you may read, by its words"),
            (
                "boards.index",
                "member",
                "network",
                "Boards",
                "Whose they are, who sits there, what comes next",
            ),
            ("people.index", "member", "users", "People", "The forum’s own, and what they do"),
            (
                "decisions.index",
                "member",
                "check",
                "Decisions",
                "What was decided on any board, and what waits",
            ),
            ("ledger.show", "member", "heart-handshake", "Ledger", "What was given, and what is owed back"),
            ("tables.index", "member", "table-2", "Tables", "Everything, as plain tables"),
        ),
    ),
    (
        "Partners",
        (
            (
                "organisations.index",
                "member",
                "globe",
                "Organisations",
                "The council, the NHS, schools and others",
            ),
            (
                "partners.index",
                "member",
                "clock",
                "Notice and papers",
                "What partners kept to, meeting by meeting",
            ),
            ("feedback.index", "member", "flag", "Owed by partners", "News of what came of our meetings"),
            (
                "barriers.index",
                "member",
                "triangle-alert",
                "Barriers",
                "What stands in the way, and what was raised higher",
            ),
            ("requests.index", "steering", "user", "Reps asked for", "What partners asked of us"),
            (
                "pulses.index",
                "steering",
                "calendar-days",
                "How meetings were",
                "What reps tapped afterwards, in sums",
            ),
        ),
    ),
    (
        "Agreed and learned",
        (
            ("policies.index", "member", "file-text", "Policies", "What we agreed to, and what you accepted"),
            ("training.index", "member", "eye", "Training", "Courses, and which you would like"),
            ("glossary.index", "member", "info", "Glossary", "What short words stand for"),
            ("interests.index", "team", "table-2", "Interests", "What each person declared"),
        ),
    ),
    (
        "Keeping it all",
        (
            (
                "agenda.questions",
                "coordinator",
                "flag",
                "Questions about papers",
                "What reps asked, to be answered",
            ),
            ("access_log.index", "coordinator", "eye", "Who looked", "What was opened, taken out or refused"),
            (
                "files.room",
                "coordinator",
                "settings",
                "Room for files",
                "How much all files together may take up",
            ),
            (
                "start.show",
                "coordinator",
                "flag",
                "First steps",
                "Name, area, term dates, boards and reps by paste",
            ),
        ),
    ),
    (
        "Mail and account",
        (
            ("digests.index", "member", "file-text", "Digests", "Your week in one short mail"),
            (
                "digests.preferences",
                "member",
                "clock",
                "When mail comes",
                "Each digest: whether, how often, and at what hour",
            ),
            ("post.index", "signed_in", "mail", "Mail", "What was sent to you"),
            (
                "accounts.show",
                "signed_in",
                "settings",
                "Your account",
                "Password, light or dark, signing out",
            ),
        ),
    ),
)


@blueprint.get("/more")
@access("signed_in")
def show():
    viewer = current_viewer()
    groups = [(title, _open_to(viewer, links)) for title, links in GROUPS]
    own = queries.own(viewer)
    return page(
        "more/show.html",
        page_title="More",
        groups=[group for group in groups if group[1]],
        own=own,
        to_rest=views.seats_to_rest(viewer, own, queries.seats_of(viewer, own.id)) if own else [],
        rest_key=Form(formdata=None).form_key.data,
    )


def _open_to(viewer: Viewer, links) -> list[dict[str, str]]:
    return [
        {"href": url_for(endpoint), "icon": icon, "label": label, "words": words}
        for endpoint, policy, icon, label, words in links
        if endpoint in current_app.view_functions and POLICIES[policy](viewer)
    ]
