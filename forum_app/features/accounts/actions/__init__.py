"""What people do to get in, stay in and get out, and who is trusted with what."""

from .accounts import add_account, change_password, choose_theme
from .entering import (
    Entered,
    accept_invitation,
    ask_for_link,
    enter_by_link,
    found_forum,
    is_same_browser,
    new_first_run_code,
    sign_in,
)
from .joining import add_person, invite
from .roles import grant_role, remove_role
from .sessions import end_every_session, end_session, keep_session, look_as, look_as_oneself
from .tokens import make_token
from .tries import TooManyTries

__all__ = [
    "Entered",
    "TooManyTries",
    "accept_invitation",
    "add_account",
    "add_person",
    "ask_for_link",
    "change_password",
    "choose_theme",
    "end_every_session",
    "end_session",
    "enter_by_link",
    "found_forum",
    "grant_role",
    "invite",
    "is_same_browser",
    "keep_session",
    "look_as",
    "look_as_oneself",
    "make_token",
    "new_first_run_code",
    "remove_role",
    "sign_in",
]
