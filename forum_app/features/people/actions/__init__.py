"""What people do about themselves: pause, come back, say what they bring and wish."""

from .adding import add_someone
from .asking import ask_to_fill_in
from .pausing import end_pause, pause
from .profile import save_section

__all__ = ["add_someone", "ask_to_fill_in", "end_pause", "pause", "save_section"]
