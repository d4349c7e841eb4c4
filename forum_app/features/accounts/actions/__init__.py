"""What people do to get in, stay in and get out, and who is trusted with what."""

from .accounts import add_account, change_password, choose_theme
from .entered import Entered
from .entering import (
    accept_invitation,
    ask_for_link,
    enter_by_link,
    found_forum,
    is_same_browser,
    new_first_run_code,
    sign_in,
)
from .joining import add_person, adds_of, invite
from .roles import grant_role, remove_role
from .second_step import (
    PURPOSE,
    another_phone,
    begin_second_step,
    confirm_second_step,
    enter_code,
    key_to_scan,
    new_recovery_codes,
    require_from,
    reset_by_command,
    reset_second_step,
    switch_off,
)
from .sessions import end_every_session, end_session, keep_session, look_as, look_as_oneself
from .tokens import make_token
from .tries import TooManyTries, note_try

__all__ = [
    "PURPOSE",
    "Entered",
    "TooManyTries",
    "accept_invitation",
    "add_account",
    "add_person",
    "adds_of",
    "another_phone",
    "ask_for_link",
    "begin_second_step",
    "change_password",
    "choose_theme",
    "confirm_second_step",
    "end_every_session",
    "end_session",
    "enter_by_link",
    "enter_code",
    "found_forum",
    "grant_role",
    "invite",
    "is_same_browser",
    "keep_session",
    "key_to_scan",
    "look_as",
    "look_as_oneself",
    "make_token",
    "note_try",
    "new_first_run_code",
    "new_recovery_codes",
    "remove_role",
    "require_from",
    "reset_by_command",
    "reset_second_step",
    "sign_in",
    "switch_off",
]
