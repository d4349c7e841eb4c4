"""The ways in: a password, an emailed link, an invitation, and the first run of an empty forum."""

import hashlib
import hmac
import secrets
from datetime import datetime, timedelta

from ....permissions.abilities import require
from ....permissions.roles import command_line, viewer_for
from ....records import access_log, outbox, settings, write
from ....records.errors import RuleBroken
from ....records.outbox import Mailing
from .. import passwords
from ..queries import account_by_email, account_by_id, hashed, is_empty, plain_email, token_row
from .accounts import add_account, keep_password
from .entered import Entered
from .joining import adds_of
from .second_step import let_in
from .sessions import begin_session
from .tokens import drop_tokens, make_token, use_up
from .tries import TooManyTries, forget_try, note_try

LINK_LASTS = timedelta(minutes=10)
CODE_LASTS = timedelta(hours=24)
CODE_LETTERS = "ABCDEFGHJKMNPQRSTUVWXYZ23456789"
PROOF = 16
WRONG = (
    "We do not know that address with that password. Look at both again, or have a link sent to you by email."
)
USED = "That link was used already, or is more than 10 minutes old. Ask for a new one."
OLD_INVITATION = "This invitation was used already, or is too old. Ask your coordinator for a new one."
NOT_THE_ADDRESS = "That is not the address the link was sent to. Write that one."


def sign_in(email: str, password: str, visitor: str, *, now: datetime) -> Entered:
    """Sign in with a password. Known and unknown addresses get the same words, after the same work.

    Raises RuleBroken, TooManyTries.
    """
    tries = note_try("sign in", plain_email(email), visitor)
    account = account_by_email(email)
    right = passwords.matches(account.password_hash if account else "", password)
    viewer = viewer_for(account.person_id, now) if account and right else None
    if account is None or viewer is None:
        access_log.keep_try(account.person_id if account else None, "password")
        raise RuleBroken("", WRONG)
    forget_try(tries)
    return let_in(account.id, viewer)


def ask_for_link(email: str, browser: str, visitor: str) -> None:
    """Send a link to an address, if somebody signs in with it; nothing shows whether. Raises TooManyTries.

    `browser`: a secret of the browser that asks, which lets the link work there by itself.
    """
    with write.together():
        note_try("ask for a link", plain_email(email), visitor)
        account = account_by_email(email)
        if account is None:
            return
        drop_tokens(account.id, "sign_in")
        start = secrets.token_urlsafe(32)
        text = make_token(account.id, "sign_in", LINK_LASTS, start + _proof(start, browser))
        mailing = Mailing("sign_in", account.person_id, to=account.email, dedupe=hashed(text), secret=text)
        outbox.queue([mailing])


def is_same_browser(text: str, browser: str) -> bool:
    """Whether a link is opened in the browser that asked for it."""
    return bool(browser) and hmac.compare_digest(text[-PROOF:], _proof(text[:-PROOF], browser))


def enter_by_link(text: str, browser: str, email: str, visitor: str, *, now: datetime) -> Entered:
    """Sign in by an emailed link, once. Another browser also has to say the address. Raises RuleBroken."""
    row = token_row(text, "sign_in")
    if row is None:
        raise RuleBroken("", USED)
    account = account_by_id(row.account_id)
    if not is_same_browser(text, browser):
        tries = note_try("open a link", account.id, visitor)
        if plain_email(email) != account.email:
            raise RuleBroken("email", NOT_THE_ADDRESS)
        forget_try(tries)
    viewer = viewer_for(account.person_id, now)
    # A link that could not let anybody in has not been used.
    with write.together():
        if viewer is None or not use_up(text, "sign_in"):
            raise RuleBroken("", USED)
        return let_in(account.id, viewer)


def accept_invitation(text: str, password: str, *, forum_name: str, now: datetime) -> Entered:
    """Set the first password and come in. Raises RuleBroken."""
    row = token_row(text, "invitation")
    viewer = viewer_for(account_by_id(row.account_id).person_id, now) if row else None
    if row is None or viewer is None:
        raise RuleBroken("", OLD_INVITATION)
    with write.together():
        keep_password(row.account_id, "password", password, (forum_name, viewer.name))
        return let_in(row.account_id, viewer)


def new_first_run_code() -> str:
    """The code that lets somebody at the console make the first coordinator; every older one is void."""
    drop_tokens(None, "first_run")
    letters = "".join(secrets.choice(CODE_LETTERS) for _ in range(12))
    make_token(None, "first_run", CODE_LASTS, letters)
    return "-".join((letters[:4], letters[4:8], letters[8:]))


def found_forum(code: str, values: dict, visitor: str, *, now: datetime) -> Entered:
    """Make the first coordinator of an empty forum: forum_name, name, email, password. Raises RuleBroken."""
    tries = note_try("first run", "", visitor)
    letters = "".join(letter for letter in code.upper() if letter.isalnum())
    if not is_empty() or token_row(letters, "first_run") is None:
        raise RuleBroken("code", "That is not the code on the console. Start the forum again for a new one.")
    # Whoever has the code is not guessing, however often a password is refused.
    forget_try(tries)
    if words := passwords.problem_with(values["password"], (values["forum_name"], values["name"])):
        raise RuleBroken("password", words)
    viewer = command_line(now)
    grant = require(viewer, "found_forum")
    with write.together():
        if not use_up(letters, "first_run"):
            raise TooManyTries
        adds, person_id = adds_of(values["name"], values["email"], coordinator=True, today=viewer.today)
        write.many(grant, adds, via="form", words="The forum began")
        for name, value in (
            ("forum_name", values["forum_name"]),
            ("second_step_from", f"{viewer.today}"),
            ("start", "open"),
        ):
            settings.put(require(viewer, "change_settings"), name, value)
        account_id = add_account(person_id, values["email"], values["password"])
    entered = viewer_for(person_id, now)
    assert entered is not None
    return Entered(begin_session(account_id), entered)


def _proof(start: str, browser: str) -> str:
    return hashlib.sha256(f"{start}\n{browser}".encode()).hexdigest()[:PROOF]
