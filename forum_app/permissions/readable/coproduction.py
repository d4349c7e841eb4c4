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
from ..roles import Viewer
from .rules import members, rule


@rule(Engagement, EngagementTheme, Consultation, ChannelReach, YouSaid, PlanOutcome, Promise)
def shared_work(viewer: Viewer):
    return members(viewer)


@rule(DataComplaint)
def data_complaints(viewer: Viewer):
    return viewer.has("coordinator")
