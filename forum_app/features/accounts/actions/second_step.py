"""The second step of signing in: set up, asked, renewed, switched off, and taken away when all is lost."""

import secrets
from datetime import datetime, timedelta

from .... import clock
from ....db import unguarded
from ....models.people import Person
from ....models.security import RecoveryCode, SecondFactor
from ....permissions.abilities import require
from ....permissions.readable import one
from ....permissions.roles import Viewer, command_line, start_of, viewer_for
from ....records import access_log, settings, write
from ....records.errors import RuleBroken
from ....records.ids import new_id
from ....records.outbox import Mailing
from .. import passwords, totp
from ..queries import (
    account_by_email,
    account_by_id,
    account_of,
    account_of_person,
    hashed,
    holders,
    token_row,
)
from ..second_step import begun, confirmed, must_set_up_by, required_from
from .entered import Entered
from .sessions import begin_session, end_every_session
from .tokens import drop_tokens, make_token, use_up
from .tries import TooManyTries, forget_try, note_try

PURPOSE = "second_step"
HALF_OPEN = timedelta(minutes=10)
CODES = 10
LETTERS = "ABCDEFGHJKMNPQRSTUVWXYZ23456789"
WRONG = "That is not the code just now. Wait for the next one, and look whether the phone’s clock is right."
WRONG_RECOVERY = "That is not one of your recovery codes, or it was used before."
TOO_LATE = "That took more than 10 minutes. Sign in again."
REST = "There were many tries, so we wait a little. Wait 15 minutes, or use one of your recovery codes."
ON_ALREADY = "Your second step is on already."
NEEDED = "Somebody with your role needs a second step, so it stays on. You can set up another phone instead."
NONE_THERE = "They have no second step, so there is nothing to take away."


def let_in(account_id: str, viewer: Viewer) -> Entered:
    """Open a session, or, where a second step is on, only the way to it."""
    if confirmed(account_id):
        drop_tokens(account_id, PURPOSE)
        return Entered(make_token(account_id, PURPOSE, HALF_OPEN), viewer, half_open=True)
    return opened(account_id, viewer)


def opened(account_id: str, viewer: Viewer) -> Entered:
    """A session at last; it knows until when it may do without a second step."""
    day = None if confirmed(account_id) else must_set_up_by(viewer)
    text = begin_session(account_id, set_up_by=start_of(day) if day else None)
    return Entered(text, viewer, set_up_by=day)


def enter_code(
    half_open: str, code: str, recovery: str, *, key: bytes, now: datetime
) -> tuple[Entered, int | None]:
    """Come in by an authenticator's code, or by a recovery code: then also how many are left.

    Raises RuleBroken, TooManyTries.
    """
    row = token_row(half_open, PURPOSE)
    account = account_by_id(row.account_id) if row else None
    viewer = viewer_for(account.person_id, now) if account else None
    if account is None or viewer is None:
        raise RuleBroken("", TOO_LATE)
    left = _prove(account.id, code, recovery, key, viewer)
    with write.together():
        if not use_up(half_open, PURPOSE):
            raise RuleBroken("", TOO_LATE)
        return opened(account.id, viewer), left


def begin_second_step(viewer: Viewer, password: str, *, fresh: bool, key: bytes, visitor: str) -> None:
    """Make a key for an authenticator, once the password was said again.

    `fresh`: signed in just now, which will do where there is no password. Raises RuleBroken, TooManyTries.
    """
    account = account_of(viewer)
    if confirmed(account.id):
        raise RuleBroken("", ON_ALREADY)
    if account.password_hash:
        tries = note_try("change password", account.id, visitor)
        if not passwords.matches(account.password_hash, password):
            raise RuleBroken("password", "That is not your password.")
        forget_try(tries)
    elif not fresh:
        raise RuleBroken("", "Sign out, come in by a new link, and begin here within 10 minutes.")
    with write.together():
        _new_key(account.id, key)


def key_to_scan(viewer: Viewer, *, key: bytes) -> bytes | None:
    """The key of a second step that is being set up; None when none is, and never again once it is on."""
    factor = begun(viewer.account_id or "")
    return totp.unmasked(factor.secret, key, factor.id) if factor and not factor.confirmed_at else None


def confirm_second_step(viewer: Viewer, code: str, *, key: bytes) -> tuple[str, list[str]]:
    """Switch it on with its first code: ends every session, and returns a new one's token and the codes.

    Raises RuleBroken, TooManyTries.
    """
    account_id = viewer.account_id or ""
    factor = begun(account_id)
    if factor is None or factor.confirmed_at:
        raise RuleBroken("", ON_ALREADY if factor else "Begin again: there is nothing to scan yet.")
    _use_code(account_id, code, key, viewer)
    with write.together():
        with unguarded("a second step counts from now on"):
            SecondFactor.update(confirmed_at=clock.real()).where(SecondFactor.id == factor.id).execute()
        codes = _new_codes(account_id)
        return _changed(viewer, "second_step_on"), codes


def new_recovery_codes(viewer: Viewer, code: str, recovery: str, *, key: bytes) -> list[str]:
    """Ten new codes; the older ones are void. Raises RuleBroken, TooManyTries."""
    account_id = viewer.account_id or ""
    _prove(account_id, code, recovery, key, viewer)
    with write.together():
        codes = _new_codes(account_id)
        access_log.keep("second_step_codes", viewer, about=viewer.person_id)
    return codes


def another_phone(viewer: Viewer, code: str, recovery: str, *, key: bytes) -> str:
    """Begin again with another authenticator: the old one is void, and every session ends but a new one.

    Returns its token. Raises RuleBroken, TooManyTries.
    """
    account_id = viewer.account_id or ""
    _prove(account_id, code, recovery, key, viewer)
    with write.together():
        _take_away(account_id)
        _new_key(account_id, key)
        return _changed(viewer, "second_step_off")


def switch_off(viewer: Viewer, code: str, recovery: str, *, key: bytes) -> str:
    """Do without a second step again: ends every session, returns a new one's token.

    Refused for those who must have one. Raises RuleBroken, TooManyTries.
    """
    account_id = viewer.account_id or ""
    if must_set_up_by(viewer):
        raise RuleBroken("", NEEDED)
    _prove(account_id, code, recovery, key, viewer)
    with write.together():
        _take_away(account_id)
        return _changed(viewer, "second_step_off")


def reset_second_step(viewer: Viewer, person_id: str, *, via: str = "form") -> None:
    """Take away a person's second step when phone and codes are lost: signs them out everywhere, tells them
    and both co-chairs. Raises NotFound, NotAllowed, RuleBroken."""
    person = one(Person, person_id, viewer)
    grant = require(viewer, "reset_second_step", person)
    account = account_of_person(person_id)
    if account is None or confirmed(account.id) is None:
        raise RuleBroken("", NONE_THERE)
    with write.together():
        _take_away(account.id)
        end_every_session(account.id)
        keepers = holders(viewer, "cochair") or holders(viewer, "coordinator")
        readers = sorted({person_id, *keepers})
        parts = (("people", person_id),)
        write.many(grant, [], via=via, mails=[Mailing("second_step_reset", one, parts) for one in readers])
        access_log.keep("second_step_reset", viewer, about=person_id)


def reset_by_command(email: str) -> None:
    """The same from the console, for the last coordinator who has lost everything. Raises NotFound."""
    account = account_by_email(email)
    if account is None:
        raise RuleBroken("", f"Nobody signs in with {email}.")
    reset_second_step(command_line(clock.now()), account.person_id, via="command")


def require_from(viewer: Viewer, day) -> None:
    """From which day those with a role need it. Raises NotAllowed."""
    grant = require(viewer, "change_settings")
    if day != required_from():
        settings.put(grant, "second_step_from", day.isoformat() if day else "")


def _prove(account_id: str, code: str, recovery: str, key: bytes, viewer: Viewer) -> int | None:
    """A code of either kind; after a recovery code, how many are left. Raises RuleBroken, TooManyTries."""
    if confirmed(account_id) is None:
        raise RuleBroken("", "Your second step is off.")
    if recovery.strip():
        return _use_recovery(account_id, recovery, viewer)
    _use_code(account_id, code, key, viewer)
    return None


def _use_code(account_id: str, code: str, key: bytes, viewer: Viewer) -> None:
    """Take one code, once, whoever else tries it at this moment. Raises RuleBroken, TooManyTries."""
    # Counted for the account, from wherever it is tried: a code has six figures only.
    tries = _note("second step", account_id)
    factor = begun(account_id)
    digits = "".join(letter for letter in code if letter in "0123456789")
    step = None
    if factor and len(digits) == 6:
        secret = totp.unmasked(factor.secret, key, factor.id)
        step = totp.step_of(digits, secret, clock.real().timestamp(), factor.last_step)
    with unguarded("a code is used once"):
        fresh = (SecondFactor.id == (factor.id if factor else "")) & (SecondFactor.last_step < (step or 0))
        taken = SecondFactor.update(last_step=step or 0).where(fresh).execute() if step else 0
    if taken != 1:
        access_log.keep("second_step_refused", viewer, about=viewer.person_id)
        raise RuleBroken("code", WRONG)
    forget_try(tries)


def _use_recovery(account_id: str, text: str, viewer: Viewer) -> int:
    """Take one recovery code; returns how many are left. Raises RuleBroken, TooManyTries."""
    tries = _note("recovery code", account_id)
    mine = RecoveryCode.account == account_id
    free = RecoveryCode.used_at.is_null()
    with unguarded("a recovery code is used once"):
        this = RecoveryCode.code_hash == _hashed_code(account_id, text)
        taken = RecoveryCode.update(used_at=clock.real()).where(mine, free, this).execute()
        left = RecoveryCode.select().where(mine, free).count()
    if taken != 1:
        access_log.keep("second_step_refused", viewer, about=viewer.person_id)
        raise RuleBroken("recovery", WRONG_RECOVERY)
    forget_try(tries)
    access_log.keep("recovery_code", viewer, about=viewer.person_id)
    return left


def _note(act: str, account_id: str) -> list[str]:
    try:
        return note_try(act, account_id, account_id)
    except TooManyTries:
        raise TooManyTries(REST) from None


def _new_key(account_id: str, key: bytes) -> None:
    row_id, secret = new_id(), secrets.token_bytes(totp.SECRET_BYTES)
    row = {
        "id": row_id,
        "account": account_id,
        "secret": totp.masked(secret, key, row_id),
        "began_at": clock.real(),
    }
    with unguarded("a key for an authenticator is kept masked"):
        SecondFactor.delete().where(SecondFactor.account == account_id).execute()
        SecondFactor.insert_many([row]).as_rowcount().execute()


def _new_codes(account_id: str) -> list[str]:
    codes = ["".join(secrets.choice(LETTERS) for _ in range(16)) for _ in range(CODES)]
    rows = [
        {"id": new_id(), "account": account_id, "code_hash": _hashed_code(account_id, code)} for code in codes
    ]
    with unguarded("recovery codes are kept as hashes"):
        RecoveryCode.delete().where(RecoveryCode.account == account_id).execute()
        RecoveryCode.insert_many(rows).as_rowcount().execute()
    return ["-".join(code[at : at + 4] for at in range(0, 16, 4)) for code in codes]


def _hashed_code(account_id: str, text: str) -> str:
    return hashed(account_id + "".join(letter for letter in text.upper() if letter.isalnum()))


def _take_away(account_id: str) -> None:
    with unguarded("a second step is taken away with its codes"):
        RecoveryCode.delete().where(RecoveryCode.account == account_id).execute()
        SecondFactor.delete().where(SecondFactor.account == account_id).execute()
    drop_tokens(account_id, PURPOSE)


def _changed(viewer: Viewer, what: str) -> str:
    """Sign out everywhere else, tell the person, and go on in this browser."""
    account_id = viewer.account_id or ""
    end_every_session(account_id)
    write.many(require(viewer, "edit_own"), [], via="form", mails=[Mailing(what, viewer.person_id)])
    access_log.keep(what, viewer, about=viewer.person_id)
    return opened(account_id, viewer).token
