"""Who may read time and money: the person, and the one role that needs it."""

from ...models.meetings import Meeting
from ...models.money import (
    Claim,
    ClaimLine,
    FundingSource,
    Offer,
    Posting,
    Rate,
    Thanks,
    TimeEntry,
)
from ..roles import TEAM, Viewer
from .rules import all_of, any_of, exists, members, own_or, rule


@rule(TimeEntry)
def time_entries(viewer: Viewer):
    return own_or(viewer, TimeEntry.person, "coordinator")


@rule(Rate)
def rates(viewer: Viewer):
    return members(viewer)


@rule(FundingSource)
def funding_sources(viewer: Viewer):
    return viewer.has("treasurer", "steering", *TEAM)


@rule(Offer)
def offers(viewer: Viewer):
    """The choice is private: the person and the treasurer, nobody else, the coordinator included."""
    return own_or(viewer, Offer.person, "treasurer")


@rule(Claim)
def claims(viewer: Viewer):
    """The person and the treasurer; a second approver sees the claim that came to them."""
    return any_of(own_or(viewer, Claim.person, "treasurer"), own_or(viewer, Claim.approver))


@rule(ClaimLine)
def claim_lines(viewer: Viewer):
    return exists(Claim, viewer, ClaimLine.claim) if members(viewer) else False


@rule(Posting)
def postings(viewer: Viewer):
    return viewer.has("treasurer")


@rule(Thanks)
def thanks(viewer: Viewer):
    """Whoever is thanked reads it once it is sent; thanks for a meeting are as closed as the meeting."""
    mine = all_of(own_or(viewer, Thanks.person), Thanks.state == "sent")
    who = any_of(viewer.has("steering", *TEAM), mine)
    return all_of(who, Thanks.meeting.is_null() | exists(Meeting, viewer, Thanks.meeting))
