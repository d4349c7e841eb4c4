"""The forum's calendar, in one statement: everybody who is signed in may read it."""

from peewee import Value

from ..models.boards import SchoolHours, SchoolTerm, SpecialDay
from .errors import NotAllowed
from .prepared import PreparedReport
from .roles import Viewer


def calendar_rows(viewer: Viewer) -> list[tuple[str, str, str]]:
    """Rows of (what, first, last) as text: term, inset and holiday with days, hours with times."""
    if not viewer.has("member", "guest", "worker"):
        raise NotAllowed
    return _ROWS.rows(None)


def _rows():
    """School days and hours are common knowledge."""
    terms = SchoolTerm.select(_text(Value("term")), _text(SchoolTerm.first_day), _text(SchoolTerm.last_day))
    days = SpecialDay.select(SpecialDay.kind, _text(SpecialDay.day), _text(SpecialDay.day))
    hours = SchoolHours.select(
        _text(Value("hours")), _text(SchoolHours.starts_at), _text(SchoolHours.ends_at)
    )
    union = (
        terms.where(SchoolTerm.binned_at.is_null())
        .union_all(days.where(SpecialDay.binned_at.is_null()))
        .union_all(hours.where(SchoolHours.binned_at.is_null()))
    )
    return union.tuples()


def _text(node):
    return node.cast("text").converter(None)


_ROWS = PreparedReport(_rows)
