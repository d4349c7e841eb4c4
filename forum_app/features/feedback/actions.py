"""What people do about news that is owed: ask for it, chase it, tell it, put it right, say thank you."""

from collections.abc import Mapping
from datetime import timedelta

from ...models.control import Marking, NamedPerson
from ...models.meetings import FeedbackChase, Meeting, OutcomeFeedback, OutcomeNews
from ...models.organisations import Contact, Organisation
from ...permissions import recipients
from ...permissions.abilities import Grant, require
from ...permissions.errors import NotFound
from ...permissions.readable import one, readable
from ...permissions.roles import Viewer, viewer_by_guest_link, worker
from ...permissions.usual import usual_of_feedback
from ...records import write
from ...records.errors import RuleBroken
from ...records.outbox import Mailing
from ..accounts.actions import make_token
from ..accounts.queries import about_of_token, hashed, plain_email
from ..meetings.rules import check_still_on
from . import rules

PURPOSE = "officer"
REVIEW_AFTER = timedelta(days=182)


def add_feedback(
    viewer: Viewer, meeting_id: str, values: Mapping, *, form_key: str | None, via: str = "form"
):
    """Note that a partner owes news of what came of a meeting, by a day.

    Raises NotFound, NotAllowed, RuleBroken.
    """
    with write.together():
        meeting = one(Meeting, meeting_id, viewer)
        grant = require(viewer, "add_feedback", meeting)
        check_still_on(meeting)
        if not values.get("owed_by"):
            raise RuleBroken("owed_by", "Choose who owes it.")
        if not values.get("due_on"):
            raise RuleBroken("due_on", "Write the day by which they should tell us, as 13 1 2027.")
        one(Organisation, values["owed_by"], viewer)
        new = {
            "meeting": meeting.id,
            "board": meeting.board_id,
            "owed_by": values["owed_by"],
            "about": values.get("about") or "",
            "due_on": values["due_on"],
        }
        return write.one(
            grant, write.Add(OutcomeFeedback, new), via=via, words="Feedback asked for", form_key=form_key
        )


def chase(viewer: Viewer, feedback_id: str, values: Mapping, *, form_key: str | None, via: str = "form"):
    """Send an officer a link on which they answer without a password.

    `values`: contact, or name and email of somebody new; an email where we hold none. Raises NotFound,
    NotAllowed, RuleBroken.
    """
    with write.together():
        feedback = one(OutcomeFeedback, feedback_id, viewer)
        grant = require(viewer, "chase_feedback", feedback)
        if first := write.already(grant, form_key):
            return first
        if feedback.given_on:
            raise RuleBroken("", "They have told us already.")
        contact, address, edits = _officer(viewer, values, feedback.owed_by_id)
        sent = readable(FeedbackChase, viewer).where(
            FeedbackChase.feedback == feedback.id, FeedbackChase.contact == contact
        )
        kind = rules.kind_of_next([row.kind for row in sent])
        return _send(grant, edits, kind, contact, address, {"feedback": feedback.id}, form_key, via)


def ask_for_thanks(
    viewer: Viewer, meeting_id: str, values: Mapping, *, form_key: str | None, via: str = "form"
):
    """Send an officer a link to say thank you for a meeting. Raises NotFound, NotAllowed, RuleBroken."""
    with write.together():
        meeting = one(Meeting, meeting_id, viewer)
        grant = require(viewer, "ask_for_thanks", meeting)
        check_still_on(meeting)
        if first := write.already(grant, form_key):
            return first
        contact, address, edits = _officer(viewer, values, None)
        return _send(grant, edits, "thanks", contact, address, {"meeting": meeting.id}, form_key, via)


def _officer(viewer: Viewer, values: Mapping, organisation_id: str | None) -> tuple[str, str, list]:
    """The officer's id and address, and edits that keep what we did not hold yet. Raises RuleBroken."""
    email = plain_email(values.get("email") or "")
    if values.get("contact") and values["contact"] != "new":
        contact = one(Contact, values["contact"], viewer)
        if not email and not contact.email:
            raise RuleBroken("email", f"We hold no address for {contact.name}. Write their work email.")
        new = bool(email) and email != contact.email
        edits: list = [write.Edit(Contact, contact.id, {"email": email})] if new else []
        return contact.id, email or contact.email, edits
    name = (values.get("name") or "").strip()
    if not name:
        raise RuleBroken("name", "Choose an officer, or write a name.")
    if not email:
        raise RuleBroken("email", "Write their work email, so that the link finds them.")
    known = readable(Contact, viewer).where(Contact.email == email).first()
    if known:
        return known.id, email, []
    contact_id = write.new_id()
    row = {"name": name, "email": email, "organisation": organisation_id}
    return contact_id, email, [write.Add(Contact, row, id=contact_id)]


def _send(grant: Grant, edits: list, kind: str, contact: str, address: str, about: dict, form_key, via: str):
    """Keep the chase and queue its mail, whose link opens this one thing and nothing else."""
    chase_id = write.new_id()
    row = {
        **about,
        "contact": contact,
        "kind": kind,
        "asked_on": grant.viewer.today,
        "asked_by": grant.viewer.person_id,
    }
    edits = [*edits, write.Add(FeedbackChase, row, id=chase_id)]
    mail = _mail(chase_id, kind, address)
    return write.many(grant, edits, via=via, words="Asked by email", form_key=form_key, mails=[mail])


def _mail(chase_id: str, kind: str, address: str) -> Mailing:
    text = make_token(None, PURPOSE, rules.LINK_LIVES, about=chase_id)
    event = "thanks_asked" if kind == "thanks" else "feedback_asked"
    return Mailing(
        event, None, (("feedback_chases", chase_id),), dedupe=hashed(text), to=address, secret=text
    )


def stop_links(viewer: Viewer, feedback_id: str, *, form_key: str | None, via: str = "form"):
    """Make every link that was sent for this of no use. Raises NotFound, NotAllowed, RuleBroken."""
    with write.together():
        feedback = one(OutcomeFeedback, feedback_id, viewer)
        grant = require(viewer, "stop_links", feedback)
        live = readable(FeedbackChase, viewer).where(
            FeedbackChase.feedback == feedback.id, FeedbackChase.stopped_on.is_null()
        )
        edits = [write.Edit(FeedbackChase, row.id, {"stopped_on": viewer.today}, row.version) for row in live]
        if not edits:
            raise RuleBroken("", "No link is open.")
        return write.many(grant, edits, via=via, words="Links stopped", form_key=form_key)


def officer_of(token: str, now) -> Viewer:
    """Whoever opened a link, as an officer who sees one thing. Raises NotFound."""
    chase_id = about_of_token(token, PURPOSE)
    officer = viewer_by_guest_link(chase_id, now) if chase_id else None
    if officer is None:
        raise NotFound
    return officer


def give_feedback(
    viewer: Viewer,
    feedback_id: str,
    values: Mapping,
    *,
    form_key: str | None,
    version: int | None = None,
    via: str = "form",
):
    """Tell what came of something: by the officer's link, or by the team for an officer who rang.

    The reps who were there and the coordinators are told. `version`: that of what was said before. Raises
    NotFound, NotAllowed, RuleBroken, Stale.
    """
    said = {name: values.get(name) or "" for name in ("outcome", "text", "reason", "next_step")}
    if said["outcome"] == "done":
        said["reason"] = ""
    with write.together():
        feedback = one(OutcomeFeedback, feedback_id, viewer)
        grant = require(viewer, "give_feedback", feedback)
        if first := write.already(grant, form_key):
            return first
        rules.check_outcome(said)
        news = readable(OutcomeNews, viewer).where(OutcomeNews.feedback == feedback.id).first()
        if news is not None:
            _check_still_open(viewer, feedback)
            edits: list = [write.Edit(OutcomeNews, news.id, said, version or news.version)]
            edits += _not_theirs_any_more(viewer, feedback)
            return write.many(grant, edits, via=via, words="Put right", form_key=form_key)
        if feedback.given_on:
            raise RuleBroken("", "Somebody has told the forum already. Thank you.")
        edits = [*_news(viewer, feedback, said), *_answered(viewer)]
        edits.append(write.Edit(OutcomeFeedback, feedback.id, {"given_on": viewer.today}, feedback.version))
        mails = _tell(viewer, feedback.id)
        return write.many(grant, edits, via=via, words="Told what came of it", form_key=form_key, mails=mails)


def _check_still_open(viewer: Viewer, feedback) -> None:
    if viewer.guest_link is None:
        return
    told = readable(FeedbackChase, viewer).where(
        FeedbackChase.feedback == feedback.id, FeedbackChase.answered_at.is_null(False)
    )
    first = told.order_by(FeedbackChase.answered_at).first()
    if not rules.may_correct(first.answered_at if first else None, viewer.now):
        raise RuleBroken("", "A day has passed, so it stays as it is. Tell the forum if it is wrong.")


def _not_theirs_any_more(viewer: Viewer, feedback) -> list:
    """What the forum writes is no officer's own words, so the links on which they read theirs are stopped."""
    if viewer.guest_link is not None:
        return []
    live = readable(FeedbackChase, viewer).where(
        FeedbackChase.feedback == feedback.id, FeedbackChase.stopped_on.is_null()
    )
    return [write.Edit(FeedbackChase, row.id, {"stopped_on": viewer.today}, row.version) for row in live]


def _answered(viewer: Viewer) -> list:
    if viewer.guest_link is None:
        return []
    return [write.Edit(FeedbackChase, viewer.guest_link.chase, {"answered_at": viewer.now})]


def _news(viewer: Viewer, feedback, said: dict) -> list:
    """The news, as closed as what its board's reps write: a meeting that is marked closes it by itself."""
    row = {**said, "feedback": feedback.id, "level": feedback.level, "marking": feedback.marking_id}
    usual = usual_of_feedback(feedback.id)
    if feedback.marking_id or usual is None or usual.level in {"public", "members"}:
        return [write.Add(OutcomeNews, row)]
    row |= {"level": usual.level}
    if usual.level == "board" and usual.marking:
        return [write.Add(OutcomeNews, row | {"marking": usual.marking})]
    marking = write.new_id()
    closed = {
        "board": usual.board,
        "name": f"{usual.short_name}: what partners tell",
        "level": usual.level,
        "reason": "the usual level of this board",
        "audience_words": "those who were at the meeting, the coordinator",
        "review_on": viewer.today + REVIEW_AFTER,
    }
    people = set(_readers(viewer, feedback.id)) if usual.level == "restricted" else set()
    edits: list = [write.Add(Marking, closed, id=marking)]
    edits += [write.Add(NamedPerson, {"marking": marking, "person": person}) for person in sorted(people)]
    return [*edits, write.Add(OutcomeNews, row | {"marking": marking})]


def _readers(viewer: Viewer, feedback_id: str) -> list[str]:
    return [*recipients.of_feedback(feedback_id), *recipients.coordinators(viewer.today, viewer.now)]


def _tell(viewer: Viewer, feedback_id: str) -> list[Mailing]:
    """The reps who were there, and the coordinators, but not whoever wrote it down."""
    parts = (("outcome_feedback", feedback_id),)
    people = sorted(set(_readers(viewer, feedback_id)) - {viewer.person_id})
    act = write.new_id()
    return [Mailing("feedback_came", person, parts, dedupe=f"came {act} {person}") for person in people]


def remind(now) -> int:
    """Remind each officer whose answer is due tomorrow or late, twice at most. Safe to run twice."""
    forum, count = worker(now), 0
    for chased in recipients.feedback_not_given():
        if not rules.is_due_a_reminder(chased.due_on, chased.last_on, chased.reminders, forum.today):
            continue
        address = recipients.address_of(chased.contact)
        if not address:
            continue
        grant = require(forum, "do_job")
        row = {
            "feedback": chased.feedback,
            "contact": chased.contact,
            "kind": "reminder",
            "asked_on": forum.today,
        }
        chase_id = write.new_id()
        edit = write.Add(FeedbackChase, row, id=chase_id)
        with write.together():
            mails = [_mail(chase_id, "reminder", address)]
            write.one(grant, edit, via="job", words="Reminded by email", mails=mails)
        count += 1
    return count
