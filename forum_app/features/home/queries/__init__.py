"""What Home shows, by what its reader does for the forum: the first that fits."""

from .coordinator import CoordinatorHome, coordinator_home
from .guest import guest_boards
from .rep import RepHome, rep_home
from .steering import SteeringHome, steering_home

__all__ = [
    "CoordinatorHome",
    "RepHome",
    "SteeringHome",
    "coordinator_home",
    "guest_boards",
    "rep_home",
    "steering_home",
]
