"""Every page of the forum, each with the template that makes it and somebody who sees it at its richest."""

from dataclasses import dataclass
from urllib.parse import quote

PERSONAS = ("becky", "bryony", "craig", "hannah", "morag", "priya")


@dataclass(frozen=True)
class PageToSee:
    """`path` may hold codes of the demo in braces; `who` is "" for somebody who is not signed in."""

    name: str
    template: str
    who: str
    path: str
    status: int = 200

    @property
    def is_a_members(self) -> bool:
        """A page of signed-in people: not a guest's, no fault, and not the developers' sheet of parts."""
        others = self.template == "kit.html" or "errors/" in self.template
        return self.who not in {"", "morag"} and not others


NARROWED = "where=" + quote('{"all":[["day","within","last-90-days"],["minutes","at_least","1:30"]]}')
NESTED = "where=" + quote(
    '{"all":[["day","within","last-90-days"],{"any":[["person","is_any_of","me"],["state","is_any_of","draft"],'
    '["meeting","is",""]]},["minutes","between","30","1:30"]]}'
)
WRONG = "a=all&c.0=day&o.0=before&v.0=soon&c.1=state&o.1=is_any_of&a.2=any&c.2.0=&v.2.0=x&do=apply"
PAGES = [
    PageToSee(*row)
    for row in (
        ("sign in", "accounts/sign_in.html", "", "/sign-in"),
        ("link sent", "accounts/link_sent.html", "", "/sign-in/link-sent"),
        ("sign-in link", "accounts/open_link.html", "", "{sign-in link}"),
        ("used link", "accounts/open_link.html", "", "/sign-in/link/long-gone", 410),
        ("invitation", "accounts/invitation.html", "", "{invitation}"),
        ("unsubscribe", "digests/unsubscribe.html", "", "{unsubscribe}"),
        ("home of a coordinator", "home/coordinator.html", "bryony", "/"),
        ("home of the steering group", "home/steering.html", "hannah", "/"),
        ("home of a rep", "home/rep.html", "becky", "/"),
        ("home of a guest", "home/guest.html", "morag", "/"),
        ("account", "accounts/show.html", "becky", "/account"),
        ("roles", "accounts/roles.html", "bryony", "/people/{olu}/roles"),
        ("inviting", "accounts/invite_someone.html", "bryony", "/invitations"),
        ("people", "people/index.html", "bryony", "/people"),
        ("a person", "people/show.html", "bryony", "/people/{priya}"),
        ("a person's own page", "people/show.html", "craig", "/people/{craig}"),
        ("a part to change", "people/show.html", "bryony", "/people/{craig}/edit/needs"),
        ("who can see what", "people/who_sees.html", "becky", "/people/{becky}/who-sees"),
        ("somebody to add", "people/new.html", "bryony", "/people/new"),
        ("policies", "policies/index.html", "craig", "/policies"),
        ("a policy to accept", "policies/show.html", "craig", "{policy}"),
        ("a policy's next version", "policies/new.html", "bryony", "{policy}/new-version"),
        ("the register of interests", "interests/index.html", "priya", "/interests"),
        ("interests to declare", "interests/declare.html", "becky", "/people/{becky}/declare"),
        ("training", "training/index.html", "bryony", "/training"),
        ("a course", "training/show.html", "bryony", "{course}"),
        ("a course to add", "training/new.html", "bryony", "/training/new"),
        ("organisations", "organisations/index.html", "becky", "/organisations"),
        ("an organisation", "organisations/show.html", "becky", "/organisations/{ACC}"),
        ("an organisation to add", "organisations/new.html", "bryony", "/organisations/new"),
        ("an organisation to change", "organisations/edit.html", "bryony", "/organisations/{ACC}/edit"),
        ("a merger", "organisations/merge.html", "bryony", "/organisations/{ACC}/merge"),
        ("a department", "organisations/department.html", "bryony", "/organisations/{ACC}/departments/new"),
        ("an officer", "organisations/contact.html", "bryony", "/organisations/{ACC}/contacts/new"),
        ("rows to paste", "cells/paste.html", "bryony", "/tables/time-entries/paste"),
        ("room for files", "files/room.html", "bryony", "/files/room"),
        ("what one did in a table", "undo/earlier.html", "bryony", "/tables/people/undo"),
        ("rows to change", "cells/change.html", "bryony", "/tables/time-entries/change?column=state"),
        ("a cell to change", "cells/cell.html", "bryony", "/tables/boards/{B02}/cell/planned_minutes"),
        ("boards", "boards/index.html", "becky", "/boards"),
        ("a board to add", "boards/new.html", "bryony", "/boards/new"),
        ("a board to change", "boards/edit.html", "bryony", "/boards/{B02}/edit"),
        ("a board's links", "boards/links.html", "bryony", "/boards/{B02}/links"),
        ("a board's members", "boards/members.html", "bryony", "/boards/{B02}/members"),
        ("a quorum", "boards/quorum.html", "bryony", "/boards/{B02}/quorum"),
        ("terms compared", "boards/terms.html", "becky", "/boards/{B01}/terms?old=1&new=2"),
        ("terms to add", "boards/new_terms.html", "bryony", "/boards/{B01}/terms/new"),
        ("first steps", "start/show.html", "bryony", "/start"),
        ("the forum's name", "start/name.html", "bryony", "/start/name"),
        ("the forum's area", "start/area.html", "bryony", "/start/area"),
        ("term dates", "start/terms.html", "bryony", "/start/terms"),
        ("boards to paste", "start/boards.html", "bryony", "/start/boards"),
        ("reps to paste", "start/people.html", "bryony", "/start/people"),
        ("invitations", "start/invitations.html", "bryony", "/start/invitations"),
        ("a mail check", "start/mail.html", "bryony", "/start/mail"),
        ("a board", "boards/show.html", "bryony", "/boards/{B02}"),
        ("a restricted board", "boards/show.html", "becky", "/boards/{B07}"),
        ("a board's meetings", "boards/meetings.html", "becky", "/boards/{B07}/meetings"),
        ("seats that want somebody", "assigning/vacancies.html", "bryony", "/vacancies"),
        ("a seat to hand over", "assigning/assign.html", "bryony", "{seat}/assign"),
        ("a seat to change", "assigning/change.html", "bryony", "{seat}/change"),
        ("a starter pack", "packs/pack.html", "becky", "/boards/{B01}/pack"),
        ("a board's list", "packs/list.html", "bryony", "/boards/{B10}/list"),
        ("somebody to go", "cover/ask.html", "bryony", "/meetings/{M35}/cover"),
        ("asked to go", "cover/answer.html", "becky", "{cover}"),
        ("meetings", "meetings/index.html", "becky", "/meetings"),
        ("all meetings", "meetings/index.html", "bryony", "/meetings?when=all"),
        ("a meeting ahead", "meetings/show.html", "bryony", "/meetings/{M35}"),
        ("a meeting held", "meetings/show.html", "becky", "/meetings/{M05}"),
        ("the log", "meetings/log.html", "becky", "/meetings/{M26}/log"),
        ("a log already made", "meetings/log.html", "becky", "/meetings/{M05}/log"),
        ("which meeting", "meetings/which.html", "becky", "/log"),
        ("a board to meet", "planning/which.html", "bryony", "/meetings/new"),
        ("a new meeting", "planning/edit.html", "bryony", "/meetings/new?board={B01}"),
        ("a meeting changed", "planning/edit.html", "bryony", "/meetings/{M35}/edit"),
        ("a meeting called off", "planning/cancel.html", "bryony", "/meetings/{M35}/cancel"),
        ("an email with dates", "planning/paste.html", "bryony", "/meetings/paste"),
        ("dates for a year", "planning/dates.html", "bryony", "/boards/{B00}/dates"),
        ("an item", "agenda/item.html", "becky", "/meetings/{M05}/items/new"),
        ("a paper to add", "agenda/paper_form.html", "bryony", "/meetings/{M35}/papers/new"),
        ("a paper", "agenda/paper.html", "priya", "{paper}"),
        ("questions about papers", "agenda/questions.html", "bryony", "/paper-questions"),
        ("how meetings were", "pulses/index.html", "hannah", "/pulse"),
        ("a reserved decision", "meetings/decision.html", "priya", "/decisions/{D04}"),
        ("decisions", "decisions/index.html", "hannah", "/decisions?since=1/9/26"),
        ("a partner's meetings", "partners/index.html", "hannah", "/partners?by=Council"),
        ("something closed", "control/show.html", "bryony", "{marking}"),
        ("time", "time/index.html", "becky", "/time"),
        ("a ledger", "ledger/show.html", "becky", "/ledger"),
        ("the forum's ledger", "ledger/show.html", "bryony", "/ledger"),
        ("more", "more/show.html", "bryony", "/more"),
        ("what was found", "search/show.html", "becky", "/search?q=transport"),
        ("the keys", "search/keys.html", "becky", "/keys"),
        ("tables", "tables/index.html", "bryony", "/tables"),
        ("a table", "tables/show.html", "bryony", "/tables/people"),
        ("columns of a table", "tables/arrange.html", "bryony", f"/tables/time-entries/arrange?{NARROWED}"),
        ("a grouped table", "tables/show.html", "bryony", "/tables/time-entries?group=kind&group=person"),
        ("one to be found", "picking/pick.html", "bryony", "/tables/boards/pick?q=short"),
        ("a file to add", "files/add.html", "bryony", "/tables/boards/{B07}/files"),
        ("an import", "importing/new.html", "bryony", "/tables/people/import"),
        ("columns of an import", "importing/columns.html", "bryony", "{import}/columns"),
        ("the plan of an import", "importing/show.html", "bryony", "{planned import}"),
        ("a record", "record/show.html", "bryony", "/tables/boards/{B07}"),
        ("a record that is final", "record/show.html", "bryony", "/tables/boards/{B12}"),
        ("a record's history", "record/history.html", "bryony", "/tables/boards/{B07}/history"),
        ("a comment to change", "record/comment.html", "becky", "{comment}"),
        ("the bin", "record/bin.html", "bryony", "/bin"),
        ("a record to change", "record/edit.html", "bryony", "/tables/meetings/{M26}/edit"),
        ("a wide table", "tables/show.html", "bryony", "/tables/meetings"),
        ("a narrowed table", "tables/show.html", "bryony", f"/tables/time-entries?{NARROWED}"),
        ("a view, changed", "tables/show.html", "bryony", "/tables/time-entries?view={view}&group=state"),
        ("the form of a filter", "views/filter.html", "bryony", f"/tables/time-entries/filter?{NESTED}"),
        (
            "a condition to put right",
            "views/filter.html",
            "bryony",
            f"/tables/time-entries/filter?{WRONG}",
            422,
        ),
        ("a new view", "views/new.html", "bryony", f"/tables/time-entries/views/new?{NARROWED}"),
        ("views of a table", "views/index.html", "bryony", "/tables/time-entries/views"),
        ("a saved view", "views/show.html", "bryony", "/views/{view}"),
        ("digests", "digests/index.html", "bryony", "/digests"),
        ("a digest", "digests/show.html", "priya", "{digest}"),
        ("your mail", "digests/preferences.html", "hannah", "/preferences"),
        ("the glossary", "glossary/index.html", "bryony", "/glossary"),
        ("a word to explain", "glossary/term.html", "bryony", "/glossary/new?short=LAIP"),
        ("a word to ask for", "glossary/ask.html", "becky", "/glossary/new?short=QXR"),
        ("what is owed", "feedback/index.html", "bryony", "/feedback"),
        ("one thing owed", "feedback/show.html", "bryony", "{asked for}"),
        ("chasing it", "feedback/chase.html", "bryony", "{owed}/chase"),
        ("noting what is owed", "feedback/ask.html", "bryony", "/meetings/{M05}/feedback"),
        ("an officer's link", "feedback/officer.html", "", "{officer}"),
        ("barriers", "barriers/index.html", "bryony", "/barriers"),
        ("a barrier", "barriers/show.html", "bryony", "{barrier}"),
        ("naming a barrier", "barriers/name.html", "becky", "/meetings/{M05}/barrier"),
        ("escalations", "barriers/escalations.html", "priya", "/escalations"),
        ("an escalation", "barriers/escalation.html", "priya", "{escalation}"),
        ("raising it higher", "barriers/escalate.html", "craig", "/meetings/{M21}/escalate"),
        ("reps asked for", "requests/index.html", "bryony", "/requests"),
        ("a rep asked for", "requests/show.html", "bryony", "{request}"),
        ("a request to note", "requests/new.html", "bryony", "/requests/new"),
        ("forum view needed", "questions/ask.html", "craig", "/meetings/{M21}/ask"),
        ("a second step", "second_step/show.html", "becky", "/account/second-step"),
        ("who looked", "access_log/index.html", "bryony", "/access-log"),
        ("who looked at what is mine", "access_log/mine.html", "becky", "/account/looks"),
        ("who can see it", "why/show.html", "bryony", "/why/meetings/{M35}"),
        ("mail", "post/index.html", "bryony", "/mail"),
        ("a mail", "post/show.html", "priya", "{mail}"),
        ("the kit", "kit.html", "becky", "/kit"),
        ("nothing there", "errors/404.html", "becky", "/boards/nothing", 404),
        ("not for you", "errors/403.html", "becky", "/people/{olu}/roles", 403),
    )
]

# A test of its own opens this one; the rest of what no address opens is in `rendered`.
OTHERWISE = {"start/plan.html", "accounts/first_run.html"}
# Others extend these.
ALONE = {"base.html", "errors/plain.html", "feedback/line.html"}
