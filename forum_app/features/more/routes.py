"""The page behind "More": what has no place in the bottom bar, one's account, and the way out."""

from flask import Blueprint, current_app, url_for

from ...web.access import POLICIES, access
from ...web.forms import Form
from ...web.pages import current_viewer, page
from ..people import queries

blueprint = Blueprint("more", __name__)

LINKS = (
    ("search.show", "signed_in", "search", "Find", "Anything you may read, by its words"),
    ("boards.index", "member", "network", "Boards", "Whose they are, who sits there, what comes next"),
    ("people.index", "member", "users", "People", "The forum’s own, and what they do"),
    ("ledger.show", "member", "heart-handshake", "Ledger", "What was given, and what is owed back"),
    (
        "decisions.index",
        "member",
        "check",
        "Decisions",
        "What was decided on any board, and what waits",
    ),
    ("partners.index", "member", "clock", "Notice and papers", "What partners kept to, meeting by meeting"),
    ("feedback.index", "member", "flag", "Owed by partners", "News of what came of our meetings"),
    (
        "barriers.index",
        "member",
        "triangle-alert",
        "Barriers",
        "What stands in the way, and what was raised higher",
    ),
    ("organisations.index", "member", "globe", "Organisations", "The council, the NHS, schools and others"),
    ("glossary.index", "member", "info", "Glossary", "What short words stand for"),
    ("training.index", "member", "eye", "Training", "Courses, and which you would like"),
    ("policies.index", "member", "file-text", "Policies", "What we agreed to, and what you accepted"),
    ("interests.index", "team", "table-2", "Interests", "What each person declared"),
    ("tables.index", "member", "table-2", "Tables", "Everything, as plain tables"),
    (
        "pulses.index",
        "steering",
        "calendar-days",
        "How meetings were",
        "What reps tapped afterwards, in sums",
    ),
    ("agenda.questions", "coordinator", "flag", "Questions about papers", "What reps asked, to be answered"),
    ("digests.index", "member", "file-text", "Digests", "Your week in one short mail"),
    (
        "digests.preferences",
        "member",
        "clock",
        "When mail comes",
        "Each digest: whether, how often, and at what hour",
    ),
    ("access_log.index", "coordinator", "eye", "Who looked", "What was opened, taken out or refused"),
    ("post.index", "signed_in", "mail", "Mail", "What was sent to you"),
    ("start.show", "coordinator", "flag", "First steps", "Name, area, term dates, boards and reps by paste"),
    (
        "accounts.show",
        "signed_in",
        "settings",
        "Your account",
        "Password, light or dark, signing out",
    ),
)


@blueprint.get("/more")
@access("signed_in")
def show():
    viewer = current_viewer()
    links = [
        {"href": url_for(endpoint), "icon": icon, "label": label, "words": words}
        for endpoint, policy, icon, label, words in LINKS
        if endpoint in current_app.view_functions and POLICIES[policy](viewer)
    ]
    own = queries.own(viewer)
    return page(
        "more/show.html", page_title="More", links=links, own=own, rest_key=Form(formdata=None).form_key.data
    )
