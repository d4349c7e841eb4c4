"""Which version of a policy binds whom, and what is still to be accepted: pure, over rows that were read."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from typing import Any

from ...fields.words import school_year
from ...permissions.roles import GRANTABLE, ROLE_WORDS, start_of

BINDS = (
    ("everyone", "Everyone"),
    ("rep", "Representatives"),
    ("staff", "Staff"),
    *((role, ROLE_WORDS[role]) for role in GRANTABLE),
)

# Signed so late in the forum's year, an agreement holds for the next one as well.
TOO_SHORT = timedelta(days=60)


def newest(policies: Iterable[Any], today: date) -> list[Any]:
    """The version of each policy that binds today, by name."""
    found: dict[str, Any] = {}
    for policy in sorted(policies, key=lambda policy: (policy.name, policy.edition)):
        if policy.starts_on <= today:
            found[policy.name] = policy
    return list(found.values())


def binds(policy, kind: str, roles: Iterable[str]) -> bool:
    """Whether a policy is for somebody of this kind with these roles."""
    if kind not in {"rep", "staff"}:
        return False
    return policy.applies_to in {"everyone", kind, *roles}


def is_accepted(policy, accepted: Iterable[Any], agreements: Iterable[Any], now: datetime) -> bool:
    """Whether somebody's acceptances and agreements cover this version; an agreement must not be over."""
    if policy.makes_agreement:
        return any(row.policy_id == policy.id and row.starts_at <= now < row.ends_at for row in agreements)
    return any(row.policy_id == policy.id for row in accepted)


def end_of_agreement(today: date) -> datetime:
    """Agreements are signed for the forum's year, from September to September."""
    last = school_year(today)[1]
    if last - today < TOO_SHORT:
        last = school_year(last + timedelta(days=1))[1]
    return start_of(last + timedelta(days=1))
