"""The kinds: each one way of holding a value, read alike in forms, cells, imports, commands and the API."""

from .choices import Choice, Choices, File, Level, Person, RecordLink, RecordLinks, YesNo
from .dates import Date, Moment, TimeOfDay
from .figures import Minutes, Money, Number
from .kind import FOOTERS, OPERATOR_WORDS, Kind
from .problem import Problem
from .texts import Email, Link, LongText, Phone, Text

KINDS: dict[str, type[Kind]] = {
    kind.name: kind
    for kind in (
        Text,
        LongText,
        Number,
        Money,
        Minutes,
        Date,
        Moment,
        TimeOfDay,
        YesNo,
        Choice,
        Choices,
        Level,
        Email,
        Phone,
        Link,
        Person,
        RecordLink,
        RecordLinks,
        File,
    )
}

__all__ = [
    "FOOTERS",
    "KINDS",
    "OPERATOR_WORDS",
    "Choice",
    "Choices",
    "Date",
    "Email",
    "File",
    "Kind",
    "Level",
    "Link",
    "LongText",
    "Minutes",
    "Moment",
    "Money",
    "Number",
    "Person",
    "Phone",
    "Problem",
    "RecordLink",
    "RecordLinks",
    "Text",
    "TimeOfDay",
    "YesNo",
]
