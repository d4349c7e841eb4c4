"""Who may read which fixed report."""

from ..errors import NotAllowed
from ..roles import TEAM, Viewer


def reads_sums(viewer: Viewer) -> None:
    """The coordinator, the co-chairs and anyone with a seat on the steering group. Raises NotAllowed."""
    if not viewer.has("steering", *TEAM):
        raise NotAllowed


def reads_names(viewer: Viewer) -> None:
    """The coordinator alone. Raises NotAllowed."""
    if not viewer.has("coordinator"):
        raise NotAllowed


def reads_envelopes(viewer: Viewer) -> None:
    """Any member. Raises NotAllowed."""
    if not viewer.has("member"):
        raise NotAllowed
