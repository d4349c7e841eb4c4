"""What the pages about partners ask."""

from collections.abc import Sequence

from ...fields import Choice, Date
from ...web.asking import ask, offer, offer_words
from ...web.forms import Form, KindField
from . import tables  # noqa: F401  the columns that are asked for
from .rules import SECTORS

Pairs = Sequence[tuple[str, str]]


class NewOrganisationForm(Form):
    """A name is enough; the rest can follow."""

    name = ask("organisations", "name", needed="Write the organisation’s name.")
    sector = KindField("Sector, if you know it", Choice(SECTORS))

    def offer(self, sectors: Sequence[str]) -> None:
        offer_words(self, self.sector, sectors)


class OrganisationForm(NewOrganisationForm):
    """All that is kept of an organisation."""

    short_name = ask("organisations", "short_name", help="As it stands in lists: ACC, ICB")
    plain_name = ask("organisations", "plain_name")
    note = ask("organisations", "note")
    started_on = ask("organisations", "started_on", "Began on, if it matters", help="For example 1 4 2026")
    ended_on = ask("organisations", "ended_on", "Ended on, if it has ended", help="For example 31 3 2026")


class MergeForm(Form):
    """What an organisation became."""

    successor = ask(
        "organisations", "successor", "What is it now?", needed="Choose the organisation it became."
    )
    ended_on = KindField(
        "Last day under the old name", Date(), help="For example 31 3 2026", needed="Write the last day."
    )

    def offer(self, viewer, others: Pairs) -> None:
        offer(self.successor, others)
        self.for_viewer(viewer)


class DepartmentForm(Form):
    """A department's name, and where it belongs."""

    name = ask("departments", "name", needed="Write the department’s name.")
    organisation = ask("departments", "organisation", "Part of", needed="Choose an organisation.")

    def offer(self, viewer, others: Pairs) -> None:
        offer(self.organisation, others)
        self.for_viewer(viewer)


class ContactForm(Form):
    """An officer met there: work details only, and no field for more."""

    name = ask("contacts", "name", needed="Write their name.")
    role_title = ask("contacts", "role_title", "Role, if you know it", help="For example Head of SEND")
    email = ask("contacts", "email", "Work email, if you have it")
    department = ask("contacts", "department")

    def offer(self, viewer, departments: Pairs) -> None:
        offer(self.department, departments)
        self.for_viewer(viewer)
