"""The words of the mail that tells an officer what the forum answers to their request for a rep."""

from ...mail import kinds
from ...mail.kinds import Finished, Nothing, Occasion
from ...mail.render import finished
from ...permissions.errors import NotFound
from ...permissions.roles import viewer_for
from . import queries, rules


def register_kinds() -> None:
    kinds.register("request_answered", "A request for a rep was answered", request_answered)


def request_answered(occasion: Occasion) -> Finished | Nothing:
    """What was asked, in the partner's own words, and the answer; nothing else the forum holds."""
    about = dict(occasion.parts)
    answered_by = viewer_for(about.get("people", ""), occasion.now)
    if answered_by is None:
        return Nothing("whoever answered has no active account")
    try:
        found = queries.request_page(answered_by, about.get("rep_requests", ""))
    except NotFound:
        return Nothing("not there any more")
    if not found.reply:
        return Nothing("the answer was taken back")
    subject = f"{occasion.forum_name}: your request for a representative"
    return finished(
        occasion,
        "request_answered",
        subject,
        officer_name=found.officer,
        asked=found.text,
        asked_on=found.asked_on,
        reply=rules.WORDS_TO_PARTNER[found.reply],
        answer=found.answer,
    )
