"""What comes of a way in."""

from dataclasses import dataclass
from datetime import date

from ....permissions.roles import Viewer


@dataclass(frozen=True)
class Entered:
    """A person who is in: what the cookie will hold, and who they are.

    `half_open`: the token leads only to the second step. `set_up_by`: the day from which they need one.
    """

    token: str
    viewer: Viewer
    half_open: bool = False
    set_up_by: date | None = None
