"""The digests there are: whom each is for, when one gets it, and where its content comes from."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime

from ...permissions.errors import NotAllowed
from ...permissions.roles import Viewer, viewer_for
from . import copies
from .facts import Facts
from .for_coordinator import coordinator_facts
from .for_reps import rep_facts
from .lines import Lines
from .notes import line_for
from .queries import steering_facts


@dataclass(frozen=True)
class Edition:
    """One digest. `role` is who gets it, `whom` says so in words."""

    kind: str
    mail: str
    label: str
    whom: str
    title: str
    role: str
    readers: Callable[[datetime], list[str]]
    find: Callable[[Viewer, datetime, datetime], Facts | Lines]

    def facts(self, viewer: Viewer, week: copies.Window) -> Facts | Lines:
        """What one copy says, with the coordinator's line at its head."""
        found = self.find(viewer, week.since, week.until)
        return replace(found, line=line_for(viewer, self.kind, week.until))

    def reader(self, person_id: str, now: datetime) -> Viewer | None:
        """The person as they are now, if they may still get this digest."""
        viewer = viewer_for(person_id, now)
        return viewer if viewer and viewer.has(self.role) and not self.rests(viewer) else None

    def rests(self, viewer: Viewer) -> bool:
        """Whether this reader paused, or stepped aside from what the digest is about."""
        aside = self.kind == "steering" and copies.is_aside_from_steering(viewer)
        return aside or copies.paused_now(viewer)


EDITIONS = {
    one.kind: one
    for one in (
        Edition(
            "steering",
            "steering_digest",
            "Steering group",
            "the steering group",
            "this week",
            "steering",
            copies.steering_readers,
            steering_facts,
        ),
        Edition(
            "rep",
            "rep_digest",
            "Representatives",
            "reps",
            "your week",
            "rep",
            copies.seated_readers,
            rep_facts,
        ),
        Edition(
            "coordinator",
            "coordinator_digest",
            "Coordinator",
            "the coordinator",
            "your week ahead",
            "coordinator",
            copies.coordinators,
            coordinator_facts,
        ),
    )
}


def gets(viewer: Viewer) -> list[Edition]:
    """The digests that come to this person by mail."""
    return [one for one in EDITIONS.values() if viewer.has(one.role) and viewer.person_id]


def may_look(viewer: Viewer, edition: Edition) -> bool:
    """One's own, and the steering group's for the team too, who read it as they may."""
    return viewer.has(edition.role) or (edition.kind == "steering" and viewer.has("coordinator", "cochair"))


def edition_for(viewer: Viewer, kind: str) -> Edition:
    """A digest that the viewer reads. Raises NotAllowed."""
    edition = EDITIONS.get(kind)
    if edition is None or not may_look(viewer, edition):
        raise NotAllowed
    return edition
