"""The words of the mail that tells a coordinator that something should be raised higher."""

from ...mail import kinds
from ...mail.kinds import Finished, Nothing, Occasion
from ...mail.render import finished
from ...models.meetings import Escalation
from ...models.people import Person
from ...permissions.readable import readable, with_names
from ..control.out_of_mail import is_out_of_mail


def register_kinds() -> None:
    kinds.register("escalation_asked", "Something to raise higher", escalation_asked)


def escalation_asked(occasion: Occasion) -> Finished | Nothing:
    """Who asked, and what about, where nothing that it is about is closed."""
    viewer = occasion.viewer
    if viewer is None:
        return Nothing("no active account")
    row_id = next((row for _table, row in occasion.parts), "")
    rows = readable(Escalation, viewer).where(Escalation.id == row_id)
    found = with_names(rows, Person, Escalation.raised_by, asker="first_name").objects().first()
    if found is None:
        return Nothing("not there any more", ({"part": ["escalations", row_id], "rule": "not open"},))
    subject = f"{occasion.forum_name}: something to raise higher"
    return finished(
        occasion,
        "escalation_asked",
        subject,
        asker=found.asker or "Somebody",
        title="" if is_out_of_mail(Escalation, viewer, row_id) else found.title,
        due_on=found.due_on,
        url=f"{occasion.base_url}/escalations/{found.id}",
    )
