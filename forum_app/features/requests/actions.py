"""What the team does about a request for a rep: note it, answer it, put the answer right."""

from collections.abc import Mapping

from ...models.meetings import RepRequest
from ...models.organisations import Contact, Organisation
from ...permissions.abilities import require
from ...permissions.readable import one
from ...permissions.roles import Viewer
from ...records import write
from ...records.errors import RuleBroken
from ...records.outbox import Mailing
from . import rules


def add_request(viewer: Viewer, values: Mapping, *, form_key: str | None, via: str = "form"):
    """Note what a partner asked for; `values`: text, organisation, contact, asked_on.

    Raises NotFound, NotAllowed, RuleBroken.
    """
    with write.together():
        grant = require(viewer, "add_request")
        if not values.get("text"):
            raise RuleBroken("text", "Write what they ask for, in a line.")
        asked_on = values.get("asked_on") or viewer.today
        if asked_on > viewer.today:
            raise RuleBroken("asked_on", "That day lies ahead. Write the day on which they asked.")
        officer = one(Contact, values["contact"], viewer) if values.get("contact") else None
        partner = values.get("organisation") or (officer.organisation_id if officer else None)
        if partner:
            one(Organisation, partner, viewer)
        row = {
            "text": values["text"],
            "organisation": partner,
            "contact": officer.id if officer else None,
            "asked_on": asked_on,
        }
        return write.one(grant, write.Add(RepRequest, row), via=via, words="Request noted", form_key=form_key)


def answer_request(
    viewer: Viewer,
    request_id: str,
    values: Mapping,
    *,
    form_key: str | None,
    version: int | None = None,
    via: str = "form",
):
    """Answer a partner, or put an answer right; whoever is chosen hears of it by email.

    `values`: reply, answer, contact. Raises NotFound, NotAllowed, RuleBroken, Stale.
    """
    with write.together():
        request = one(RepRequest, request_id, viewer)
        grant = require(viewer, "answer_request", request)
        if first := write.already(grant, form_key):
            return first
        if values.get("reply") not in rules.LABELS:
            raise RuleBroken("reply", "Choose one of the three.")
        officer = one(Contact, values["contact"], viewer) if values.get("contact") else None
        if officer is not None and not officer.email:
            raise RuleBroken("contact", f"We hold no address for {officer.name}.")
        new = {
            "reply": values["reply"],
            "answer": values.get("answer") or "",
            "answered_on": request.answered_on or viewer.today,
            "contact": officer.id if officer else request.contact_id,
        }
        edit = write.Edit(RepRequest, request.id, new, version or request.version)
        mails = [_mail(viewer, request, officer)] if officer else []
        words = "Answer put right" if request.reply else "Request answered"
        return write.many(grant, [edit], via=via, words=words, form_key=form_key, mails=mails)


def _mail(viewer: Viewer, request, officer) -> Mailing:
    """To the officer; its words are found with the eyes of whoever answers, as it leaves."""
    parts = (("rep_requests", request.id), ("people", viewer.person_id or ""))
    dedupe = f"request answered {request.id} {request.version}"
    return Mailing("request_answered", None, parts, dedupe=dedupe, to=officer.email)
