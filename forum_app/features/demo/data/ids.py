"""Finds a record of the demo by the code that its data gives it: R06, B07, M26, D04."""

from ....models.boards import Board
from ....models.coproduction import Consultation, Engagement
from ....models.meetings import Decision, Meeting, OutcomeFeedback, Venue
from ....models.money import Claim, FundingSource, Offer
from ....models.organisations import Organisation
from ....models.people import Person
from ....permissions.errors import NotFound
from ....permissions.readable import readable
from ....permissions.roles import Viewer
from .calendar import VENUES
from .organisations import ORGANISATIONS
from .people import PEOPLE, email_of

NAMES = {row["code"]: row["name"] for row in (*PEOPLE, *ORGANISATIONS, *VENUES)}
_BY_CODE = {
    "B": Board,
    "M": Meeting,
    "A": Decision,
    "D": Decision,
    "C": Claim,
    "P": Offer,
    "E": Engagement,
    "Q": Consultation,
}


def id_of(code: str, viewer: Viewer) -> str:
    """The id of the record with this code. Raises NotFound when it is not there or not for this viewer."""
    model, condition = _place(code)
    row = readable(model, viewer).select(model.id).where(condition).tuples().first()
    if row is None:
        raise NotFound
    return row[0]


def _place(code: str):
    kind = code[0]
    if kind in "RS":
        return Person, Person.name == NAMES[code]
    if kind in "OV":
        model = Organisation if kind == "O" else Venue
        return model, model.name == NAMES[code]
    if kind == "F":
        model = OutcomeFeedback if len(code) > 2 else FundingSource
        return model, model.code == code
    model = _BY_CODE[kind]
    return model, model.code == code


def email_for(code: str) -> str:
    """The address that a person of the demo signs in with."""
    return email_of(NAMES[code])
