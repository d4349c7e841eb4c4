"""What people do about themselves: pause, come back, say what they bring and wish."""

from .adding import add_someone
from .pausing import end_pause, pause
from .profile import save_section

__all__ = ["add_someone", "end_pause", "pause", "save_section"]
