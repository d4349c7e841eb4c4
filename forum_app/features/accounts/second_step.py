"""What is known of a person's second step: whether it is on, since when, and whether they must have one."""

from dataclasses import dataclass
from datetime import date, datetime

from ...db import unguarded
from ...models.security import RecoveryCode, SecondFactor
from ...permissions.abilities import can
from ...permissions.roles import Viewer
from ...records import settings
from . import rules
from .queries import current_roles


@dataclass(frozen=True)
class State:
    """One person's second step. `since` is the real moment at which it was switched on."""

    on: bool = False
    since: datetime | None = None
    codes_left: int = 0
    set_up_by: date | None = None


def state(viewer: Viewer) -> State:
    """The viewer's own."""
    account_id = viewer.account_id or ""
    factor = confirmed(account_id)
    with unguarded("one's own recovery codes, counted"):
        left = RecoveryCode.select().where(RecoveryCode.account == account_id, RecoveryCode.used_at.is_null())
        number = left.count() if factor else 0
    since = factor.confirmed_at if factor else None
    return State(factor is not None, since, number, must_set_up_by(viewer))


def confirmed(account_id: str) -> SecondFactor | None:
    """The second step of an account, once it has been switched on."""
    factor = begun(account_id)
    return factor if factor and factor.confirmed_at else None


def begun(account_id: str) -> SecondFactor | None:
    """The second step of an account, perhaps not switched on yet."""
    with unguarded("an account leads to its second step"):
        return SecondFactor.select().where(SecondFactor.account == account_id).first()


def must_set_up_by(viewer: Viewer) -> date | None:
    """The day from which this person may not come in without a second step; None where they may choose.

    A demo only offers it: whoever looks at one has nothing but the passwords it tells them.
    """
    asked_from = required_from()
    if asked_from is None or not viewer.person_id:
        return None
    held = [(role.role, role.since) for role in current_roles(viewer, viewer.person_id)]
    return rules.set_up_by(held, asked_from)


def required_from() -> date | None:
    """The day from which this forum asks it of those it trusts most."""
    text = "" if settings.is_demo() else settings.get("second_step_from")
    return date.fromisoformat(text) if text else None


def keeps_the_rule(viewer: Viewer) -> bool:
    """Whether the viewer may say from when it is asked; in a demo there is nothing to say."""
    return can(viewer, "change_settings") and not settings.is_demo()
