"""What the parts of a person's page ask. Nothing here is needed but a name."""

from typing import Any

from wtforms import BooleanField, HiddenField

from ...fields import Email, LongText, Number, Person, Phone, Text
from ...web.forms import Form, KindField
from .hours import WEEKDAY_NAMES, Spans

AS_TOLD = "They told me so, and I write it down for them"
SPANS = "Such as 09:30 to 14:30, morning, or all day"


class SectionForm(Form):
    """One part of a page. `long` names the fields of several lines, `ticks` what is said by a tick."""

    long: tuple[str, ...] = ()
    ticks: tuple[str, ...] = ()
    short: tuple[str, ...] = ()

    def __init__(self, *args: Any, **more: Any):
        super().__init__(*args, **more)
        # A part and its one field may be called the same; their places on the page may not.
        for field in self:
            if isinstance(field, KindField):
                field.id = f"{field.name}-said"

    def values(self) -> dict:
        return {**super().values(), **{name: bool(self[name].data) for name in self.ticks if name in self}}

    def without_dictation(self) -> "SectionForm":
        """For oneself: nobody else writes it down."""
        del self.dictated
        return self


class AddForm(Form):
    """Somebody new. Only a name is needed; `sure` says that a namesake is somebody else."""

    name = KindField("Their name", Text(200), needed="Write their name.")
    email = KindField("Their email address, if you have it", Email())
    sure = HiddenField()


class AboutForm(SectionForm):
    long = ("about",)
    name = KindField("Name", Text(200), needed="Write a name.")
    town = KindField("Town", Text(100))
    about = KindField("In your own words, if you like", LongText(2_000), help="Please don’t name a child.")


class AreasForm(SectionForm):
    areas = KindField(
        "Areas of interest",
        Text(500),
        help="Services to speak on, with commas between, such as transport, speech and language. "
        "Never a diagnosis, and nothing about a child.",
    )


class BringForm(SectionForm):
    long = ("assets",)
    assets = KindField(
        "What you can bring, if you like",
        LongText(1_000),
        help="A language, a skill, a van, people you know. Nobody has to offer anything.",
    )


class FreeForm(SectionForm):
    short = ("hours_a_month",)
    monday, tuesday, wednesday, thursday, friday, saturday, sunday = (
        KindField(name.capitalize(), Spans(200), help="" if number else SPANS)
        for number, name in enumerate(WEEKDAY_NAMES)
    )
    availability = KindField("In words, if you like", Text(300), help="Such as: not in the week of half-term")
    hours_a_month = KindField(
        "Most hours a month",
        Number(whole=True, least=0, most=200),
        help="You set this limit. Nobody is asked to go over it.",
    )


class ReachForm(SectionForm):
    email = KindField(
        "Email", Email(), help="Where the forum writes to. The address for signing in stays as it is."
    )
    phone = KindField("Phone", Phone())


class WishesForm(SectionForm):
    ticks = ("dictated",)
    contact_wishes = KindField(
        "How to get in touch", Text(300), help="Such as: text first, not before 10, never by phone"
    )
    format_wishes = KindField(
        "How to send things", Text(300), help="Such as: large print, plain emails, on paper"
    )
    dictated = BooleanField(AS_TOLD)


class NeedsForm(SectionForm):
    long = ("needs",)
    ticks = ("dictated",)
    needs = KindField(
        "What helps, one on each line",
        LongText(2_000),
        help="Only what helps. It is nobody’s business what for.",
    )
    dictated = BooleanField(AS_TOLD)


class HelpedForm(SectionForm):
    ticks = ("sees_meetings",)
    supporter = KindField("Supporter", Person(), help="Somebody of the forum who helps to take part")
    sees_meetings = BooleanField("They may see the next meetings too")

    def offer(self, viewer, people) -> None:
        """Let the supporter be chosen from these (id, name) pairs alone."""
        self.supporter.kind = Person(choices=lambda _viewer: people)
        self.for_viewer(viewer)


FORMS = {
    "about": AboutForm,
    "areas": AreasForm,
    "bring": BringForm,
    "free": FreeForm,
    "reach": ReachForm,
    "wishes": WishesForm,
    "needs": NeedsForm,
    "helped": HelpedForm,
}
