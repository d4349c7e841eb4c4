"""Requests for a rep, as far as one viewer may read them, and who may be told of an answer."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from ...models.meetings import RepRequest
from ...models.organisations import Contact, Organisation
from ...permissions.abilities import can
from ...permissions.readable import one, readable, with_names
from ...permissions.roles import Viewer
from ..barriers.queries import officers
from . import rules

MOST = 100

__all__ = ["RequestLine", "officers", "officers_with_address", "partners", "request_page", "requests"]


@dataclass(frozen=True)
class RequestLine:
    """One request: who asked for what, how it was answered and how long that took."""

    id: str
    version: int
    text: str
    partner: str
    officer: str
    asked_on: date
    reply: str
    answer: str
    answered_on: date | None
    may_answer: bool

    @property
    def pill(self) -> tuple[str, str]:
        return rules.pill_of(self.reply)

    @property
    def took(self) -> str:
        return rules.took_words(self.asked_on, self.answered_on)


def requests(viewer: Viewer) -> list[RequestLine]:
    """Those that wait, the oldest first, and then those that were answered, the newest first."""
    waiting = readable(RepRequest, viewer).where(RepRequest.reply == "")
    answered = readable(RepRequest, viewer).where(RepRequest.reply != "")
    waiting = waiting.order_by(RepRequest.asked_on, RepRequest.id)
    answered = answered.order_by(RepRequest.asked_on.desc(), RepRequest.id)
    return [*_lines(viewer, waiting), *_lines(viewer, answered)]


def may_add(viewer: Viewer) -> bool:
    """Whether the viewer notes what partners ask for."""
    return can(viewer, "add_request")


def request_page(viewer: Viewer, request_id: str) -> RequestLine:
    """One request. Raises NotFound."""
    one(RepRequest, request_id, viewer)
    return _lines(viewer, readable(RepRequest, viewer).where(RepRequest.id == request_id))[0]


def _lines(viewer: Viewer, query) -> list[RequestLine]:
    rows = with_names(query, Organisation, RepRequest.organisation, partner="short_name", full="name")
    rows = with_names(rows, Contact, RepRequest.contact, officer="name")
    return [_line(viewer, row) for row in rows.limit(MOST).objects()]


def _line(viewer: Viewer, row: Any) -> RequestLine:
    return RequestLine(
        row.id,
        row.version,
        row.text,
        row.partner or row.full or "",
        row.officer or "",
        row.asked_on,
        row.reply,
        row.answer,
        row.answered_on,
        can(viewer, "answer_request", row),
    )


def officer_to_tell(viewer: Viewer, request_id: str) -> str | None:
    """Who would be told of an answer: whoever asked, else the only officer we hold an address of there."""
    request = one(RepRequest, request_id, viewer)
    if request.contact_id or not request.organisation_id:
        return request.contact_id
    there = readable(Contact, viewer).where(
        Contact.organisation == request.organisation_id, Contact.email != "", Contact.left_on.is_null()
    )
    found = [row.id for row in there.limit(2)]
    return found[0] if len(found) == 1 else None


def partners(viewer: Viewer) -> list[tuple[str, str]]:
    """The organisations that may have asked."""
    rows = readable(Organisation, viewer).where(Organisation.ended_on.is_null())
    return [(row.id, row.name) for row in rows.order_by(Organisation.name, Organisation.id)]


def officers_with_address(viewer: Viewer) -> list[tuple[str, str]]:
    """Partner officers whom a mail would reach, with where they work."""
    held = {row.id for row in readable(Contact, viewer).where(Contact.email != "", Contact.left_on.is_null())}
    return [(row, words) for row, words in officers(viewer) if row in held]
