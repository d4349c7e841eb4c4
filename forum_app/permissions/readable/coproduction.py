"""Who may read the forum's shared work: members; data complaints are the coordinator's."""

from ...models.coproduction import (
    ChannelReach,
    Consultation,
    DataComplaint,
    Engagement,
    EngagementTheme,
    PlanOutcome,
    Promise,
    YouSaid,
)
from ...models.meetings import Meeting
from ..roles import Viewer
from .rules import all_of, exists, members, rule


@rule(Engagement, EngagementTheme, Consultation, ChannelReach, PlanOutcome, Promise)
def shared_work(viewer: Viewer):
    return members(viewer)


@rule(YouSaid)
def you_said(viewer: Viewer):
    """What was said in a meeting is as closed as the meeting."""
    return all_of(members(viewer), YouSaid.meeting.is_null() | exists(Meeting, viewer, YouSaid.meeting))


@rule(DataComplaint)
def data_complaints(viewer: Viewer):
    return viewer.has("coordinator")
