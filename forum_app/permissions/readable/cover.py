"""Who may read who was asked to go to a meeting for somebody: the one asked, and the team."""

from ...models.cover import CoverAsk
from ...models.meetings import Meeting
from ..roles import TEAM, Viewer
from .rules import all_of, exists, own_or, rule


@rule(CoverAsk)
def cover_asks(viewer: Viewer):
    return all_of(own_or(viewer, CoverAsk.person, *TEAM), exists(Meeting, viewer, CoverAsk.meeting))
