"""Who may read digests and deliveries: one's own copy; the coordinator sees the state of all."""

from ...models.meetings import Meeting
from ...models.people import Person
from ...models.post import Delivery, DigestNote, DigestRun, Preference, Reminder
from ..roles import TEAM, Viewer
from .rules import Answer, all_of, any_of, exists, own_or, rule


@rule(DigestRun)
def digest_runs(viewer: Viewer):
    return _of_ones_kinds(viewer, DigestRun)


@rule(DigestNote)
def digest_notes(viewer: Viewer):
    return _of_ones_kinds(viewer, DigestNote)


def _of_ones_kinds(viewer: Viewer, model) -> Answer:
    """That there was a digest, for those who get its kind; the team knows of all."""
    if viewer.has(*TEAM):
        return True
    kinds = [kind for role, kind in (("rep", "rep"), ("steering", "steering")) if viewer.has(role)]
    return model.kind.in_(kinds) if kinds else False


@rule(Delivery)
def deliveries(viewer: Viewer):
    return own_or(viewer, Delivery.person, "coordinator")


@rule(Preference)
def preferences(viewer: Viewer):
    return own_or(viewer, Preference.person)


@rule(Reminder)
def reminders(viewer: Viewer):
    """Whoever was asked, and the team, as far as they may read what it is about."""
    about = any_of(
        *(
            (Reminder.table == model._meta.table_name) & exists(model, viewer, Reminder.row)
            for model in (Meeting, Person)
        )
    )
    return all_of(own_or(viewer, Reminder.person, *TEAM), about)
