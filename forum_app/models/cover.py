"""Who was asked to go to one meeting in place of somebody else."""

from .base import MomentField, Record, link, must, one_of, prose
from .boards import Seat
from .meetings import Meeting
from .people import Person


class CoverAsk(Record):
    """One person asked to take one seat at one meeting; who says yes first goes.

    `answer`: yes, no, gone (somebody else was first, or it was taken back), or empty while they think.
    """

    meeting = link(Meeting)
    seat = link(Seat)
    person = link(Person)
    asked_by = link(Person, null=True)
    asked_at = MomentField()
    answer = prose()
    answered_at = MomentField(null=True)

    class Meta:
        table_name = "cover_asks"
        audience = "self_team"
        constraints = must(answer_known=one_of("answer", "", "yes", "no", "gone"))


_going = CoverAsk.index(
    CoverAsk.meeting,
    CoverAsk.seat,
    unique=True,
    where=CoverAsk.binned_at.is_null() & (CoverAsk.answer == "yes"),
    name="cover_asks_one_goes",
)
CoverAsk.add_index(_going)
