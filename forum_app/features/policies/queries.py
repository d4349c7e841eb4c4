"""What the pages about policies show, read for one viewer."""

from dataclasses import dataclass, field
from typing import Any

from ...models.people import Agreement, Person, Policy, PolicyAcceptance, Role
from ...permissions.readable import one, readable, with_names
from ...permissions.roles import TEAM, Viewer
from . import rules


@dataclass
class Standing:
    """One policy as it binds today: whether it is for this viewer, and which version they accepted."""

    policy: Any
    for_them: bool
    accepted: bool
    earlier: Any = None


def listing(viewer: Viewer) -> list[Standing]:
    """Every policy in the version that binds today, with where the viewer stands."""
    policies = list(readable(Policy, viewer))
    accepted, agreements = _own(viewer)
    person = readable(Person, viewer).where(Person.id == viewer.person_id).first()
    kind = person.kind if person else ""
    by_id = {policy.id: policy for policy in policies}
    found = []
    for policy in rules.newest(policies, viewer.today):
        earlier = [by_id[row.policy_id] for row in accepted if row.policy_id in by_id]
        earlier = [one for one in earlier if one.name == policy.name and one.id != policy.id]
        found.append(
            Standing(
                policy,
                rules.binds(policy, kind, viewer.roles),
                rules.is_accepted(policy, accepted, agreements, viewer.now),
                max(earlier, key=lambda one: one.edition, default=None),
            )
        )
    return found


def _own(viewer: Viewer) -> tuple[list, list]:
    accepted = list(readable(PolicyAcceptance, viewer).where(PolicyAcceptance.person == viewer.person_id))
    return accepted, list(readable(Agreement, viewer).where(Agreement.person == viewer.person_id))


@dataclass
class PolicyPage:
    """One version, the others of its name, where the viewer stands and, for the team, who has accepted."""

    policy: Any
    versions: list
    binding: Any
    to_accept: bool
    accepted_on: Any
    accepted_by: list = field(default_factory=list)
    not_yet: list = field(default_factory=list)


def policy_page(viewer: Viewer, policy_id: str) -> PolicyPage:
    """One version of a policy. Raises NotFound."""
    policy = one(Policy, policy_id, viewer)
    rows = (
        readable(Policy, viewer).where(Policy.name == policy.name).order_by(Policy.edition.desc(), Policy.id)
    )
    versions = list(rows)
    binding = next(iter(rules.newest(versions, viewer.today)), None)
    found = PolicyPage(policy, versions, binding, False, None)
    accepted, agreements = _own(viewer)
    mine = [row.accepted_on for row in accepted if row.policy_id == policy.id]
    mine += [row.signed_on for row in agreements if row.policy_id == policy.id]
    found.accepted_on = max(mine, default=None)
    person = readable(Person, viewer).where(Person.id == viewer.person_id).first()
    found.to_accept = bool(
        person
        and binding
        and binding.id == policy.id
        and rules.binds(policy, person.kind, viewer.roles)
        and not rules.is_accepted(policy, accepted, agreements, viewer.now)
    )
    if viewer.has(*TEAM):
        _who_accepted(viewer, found)
    return found


def _who_accepted(viewer: Viewer, found: PolicyPage) -> None:
    policy = found.policy
    rows = readable(PolicyAcceptance, viewer).where(PolicyAcceptance.policy == policy.id)
    named = with_names(rows, Person, PolicyAcceptance.person, person_name="name", place="sort_name")
    found.accepted_by = sorted(named.objects(), key=lambda row: (row.place or "", row.id))
    done = {row.person_id for row in found.accepted_by}
    if policy.makes_agreement:
        current = readable(Agreement, viewer).where(
            Agreement.policy == policy.id, Agreement.starts_at <= viewer.now, Agreement.ends_at > viewer.now
        )
        done = {row.person_id for row in current}
    roles: dict[str, set[str]] = {}
    for role in readable(Role, viewer).where(Role.ends_at.is_null() | (Role.ends_at > viewer.now)):
        roles.setdefault(role.person_id, set()).add(role.role)
    people = readable(Person, viewer).where(Person.state != "left").order_by(Person.sort_name, Person.id)
    found.not_yet = [
        person
        for person in people
        if person.id not in done and rules.binds(policy, person.kind, roles.get(person.id, ()))
    ]


def names(viewer: Viewer) -> list[str]:
    """What policies are called, for a new one that must not be called alike."""
    return sorted({policy.name for policy in readable(Policy, viewer)})
