"""Who may read who was asked to go to a meeting for somebody: those asked together, and the team."""

from peewee import fn

from ...models.cover import CoverAsk
from ...models.meetings import Meeting
from ..roles import TEAM, Viewer
from .rules import all_of, any_of, exists, members, own_or, rule


@rule(CoverAsk)
def cover_asks(viewer: Viewer):
    """Whoever was asked knows who else was, for who says yes first goes."""
    if not members(viewer):
        return False
    own = own_or(viewer, CoverAsk.person, *TEAM)
    if own is True or not viewer.person_id:
        return all_of(own, exists(Meeting, viewer, CoverAsk.meeting))
    mine = CoverAsk.alias("asked_too")
    same = (mine.meeting == CoverAsk.meeting) & (mine.seat == CoverAsk.seat)
    too = mine.select(mine.id).where(same, mine.person == viewer.person_id, mine.binned_at.is_null())
    return all_of(any_of(own, fn.EXISTS(too)), exists(Meeting, viewer, CoverAsk.meeting))
