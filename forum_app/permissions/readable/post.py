"""Who may read digests and deliveries: one's own copy; the coordinator sees the state of all."""

from ...models.post import Delivery, DigestRun, Preference
from ..roles import TEAM, Viewer
from .rules import own_or, rule


@rule(DigestRun)
def digest_runs(viewer: Viewer):
    return viewer.has("steering", *TEAM)


@rule(Delivery)
def deliveries(viewer: Viewer):
    return own_or(viewer, Delivery.person, "coordinator")


@rule(Preference)
def preferences(viewer: Viewer):
    return own_or(viewer, Preference.person)
