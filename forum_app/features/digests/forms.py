"""What the digest pages ask: when one wants each, and what the coordinator adds."""

from ...fields import Choice, Text
from ...fields.words import WEEKDAYS
from ...web.forms import Form, KindField
from .rules import MONTHLY, QUIET_FROM, QUIET_UNTIL, WEEKLY
from .tables import LONGEST_LINE

HOURS = range(QUIET_UNTIL.hour, QUIET_FROM.hour)


class WishesForm(Form):
    """When one digest comes."""

    wanted = KindField(
        "How often do you want it by mail?",
        Choice([(WEEKLY, "Every week"), (MONTHLY, "Every month"), ("no", "Not at all, I read it here")]),
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
        wanted = self.wanted.data != "no"
        often = {"every": self.wanted.data} if wanted else {}
        return {"wanted": wanted, "day": int(self.day.data), "hour": int(self.hour.data), **often}


def wishes_form(kind: str, wanted, sent: bool = False) -> WishesForm:
    """The form for one digest, showing what stands; `sent`: or what came with the request."""
    stands = {
        "wanted": wanted.every if wanted.wanted else "no",
        "day": str(wanted.day),
        "hour": str(wanted.hour),
    }
    more = {} if sent else {"formdata": None}
    form = WishesForm(data=stands, **more)
    _tell_apart(kind, form)
    return form


def _tell_apart(kind: str, form: Form) -> None:
    """Several of these stand on one page, and each of their labels is for its own."""
    for field in form:
        field.id = f"{kind}-{field.name}"


class LineForm(Form):
    """A line at the head of a week's digest."""

    line = KindField(
        "A line from you at the top, if you like",
        Text(LONGEST_LINE),
        help="Everybody who gets it reads it, so nothing that is closed.",
    )


def line_form(kind: str, stands: str = "", sent: bool = False) -> LineForm:
    """The form for one digest's line, showing what stands; `sent`: or what came with the request."""
    form = LineForm() if sent else LineForm(formdata=None, line=stands)
    _tell_apart(kind, form)
    return form
