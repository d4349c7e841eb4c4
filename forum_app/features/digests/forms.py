"""What the digest pages ask: when one wants it, and whether at all."""

from ...fields import Choice
from ...fields.words import WEEKDAYS
from ...web.forms import Form, KindField
from .rules import QUIET_FROM, QUIET_UNTIL

HOURS = range(QUIET_UNTIL.hour, QUIET_FROM.hour)


class WishesForm(Form):
    """When the weekly digest comes."""

    wanted = KindField(
        "Do you want it by mail?",
        Choice([("yes", "Yes, every week"), ("no", "No, I read it here")]),
        optional=False,
    )
    day = KindField(
        "On which day?", Choice([(str(n), name) for n, name in enumerate(WEEKDAYS)]), optional=False
    )
    hour = KindField(
        "At what time?", Choice([(str(hour), f"{hour:02}:00") for hour in HOURS]), optional=False
    )

    def chosen(self) -> dict:
        """The wishes as the act takes them."""
        return {
            "wanted": self.wanted.data == "yes",
            "day": int(self.day.data),
            "hour": int(self.hour.data),
        }


def wishes_form(wanted) -> WishesForm:
    """The form, showing what stands."""
    stands = {"wanted": "yes" if wanted.wanted else "no", "day": str(wanted.day), "hour": str(wanted.hour)}
    return WishesForm(data=stands)
