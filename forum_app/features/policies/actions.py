"""Accepting a policy, and keeping a new one or a new version of one."""

from collections.abc import Mapping
from typing import Any

from ...models.people import Agreement, Policy, PolicyAcceptance
from ...permissions.abilities import require
from ...permissions.readable import one, readable
from ...permissions.roles import Viewer
from ...records import write
from ...records.errors import RuleBroken
from ...records.write import Add, Written
from . import queries, rules


def accept_policy(
    viewer: Viewer, policy_id: str, *, form_key: str | None = None, via: str = "form"
) -> Written:
    """Agree to the version that binds; the confidentiality policy signs its agreement for the forum's year.

    Nobody agrees for somebody else. Raises NotFound, NotAllowed, RuleBroken.
    """
    with write.together():
        found = queries.policy_page(viewer, policy_id)
        grant = require(viewer, "accept_policy")
        if first := write.already(grant, form_key):
            return first
        if not found.to_accept:
            raise RuleBroken("", "There is nothing to accept here. You may have done so already.")
        policy = found.policy
        values = {"person": viewer.person_id, "policy": policy.id}
        edits = [Add(PolicyAcceptance, {**values, "accepted_on": viewer.today})]
        if policy.makes_agreement:
            dates = {
                "signed_on": viewer.today,
                "starts_at": viewer.now,
                "ends_at": rules.end_of_agreement(viewer.today),
            }
            edits.append(Add(Agreement, {**values, **dates}))
        return write.many(grant, edits, via=via, words=f"Accepted: {policy.name}", form_key=form_key)


def add_policy(
    viewer: Viewer,
    values: Mapping[str, Any],
    *,
    of: str | None = None,
    form_key: str | None = None,
    via: str = "form",
) -> Written:
    """Keep a new policy, or the next version `of` one; what people agreed to before stays as it was.

    Raises NotFound, NotAllowed, RuleBroken.
    """
    with write.together():
        grant = require(viewer, "add_record")
        if first := write.already(grant, form_key):
            return first
        kept = dict(values)
        if of:
            before = one(Policy, of, viewer)
            alike = readable(Policy, viewer).where(Policy.name == before.name)
            kept |= {"name": before.name, "edition": max(row.edition for row in alike) + 1}
            kept |= {"needed_to_sit": before.needed_to_sit, "makes_agreement": before.makes_agreement}
        else:
            kept["edition"] = 1
            if kept["name"] in queries.names(viewer):
                raise RuleBroken("name", "There is one of that name. Open it and write its next version.")
        kept["starts_on"] = kept.get("starts_on") or viewer.today
        return write.one(grant, Add(Policy, kept), via=via, words="New policy", form_key=form_key)
