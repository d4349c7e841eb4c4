"""What somebody declares, in their own words."""

from ...fields import LongText, RecordLink
from ...web.forms import Form, KindField


class InterestForm(Form):
    """An interest, and the organisation it is in where the forum works with it."""

    text = KindField(
        "Your interests, in your own words",
        LongText(2_000),
        needed="Write what it is, or say that there is nothing to declare.",
        help="A job, a role or a person close to you, in an organisation that we sit with.",
    )
    organisation = KindField("The organisation, if we work with it", RecordLink())

    def offer(self, viewer, organisations) -> None:
        """Let the organisation be chosen from these (id, name) pairs alone."""
        self.organisation.kind = RecordLink(choices=lambda _viewer: organisations)
        self.for_viewer(viewer)
