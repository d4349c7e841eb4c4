"""The fixed reports: exact figures over what their readers may not open row by row, with no free filter.

Sums about people and money are for the coordinator, the co-chairs and the steering group; figures over
meetings' envelopes are for members. The names behind "nothing back" are the coordinator's alone.
"""

from .envelopes import (
    Kept,
    Logged,
    Unlogged,
    held,
    meetings_logged,
    notice_and_papers,
    turnout,
    unlogged,
)
from .own import OwedNews, OwnSums, Sign, news_owed, own_sums, signs_on
from .partners import FeedbackOf, Source, money_by_source, outcome_feedback
from .totals import (
    TRAINING_RECEIVED,
    Figures,
    figures,
    given,
    given_by_day,
    nothing_back_names,
    received_training,
    school_year_start,
)
from .waiting import Line, waiting

__all__ = [
    "FeedbackOf",
    "Figures",
    "Kept",
    "Line",
    "Logged",
    "OwedNews",
    "OwnSums",
    "Sign",
    "Source",
    "TRAINING_RECEIVED",
    "Unlogged",
    "figures",
    "given",
    "given_by_day",
    "held",
    "meetings_logged",
    "money_by_source",
    "nothing_back_names",
    "news_owed",
    "notice_and_papers",
    "outcome_feedback",
    "own_sums",
    "received_training",
    "school_year_start",
    "signs_on",
    "turnout",
    "unlogged",
    "waiting",
]
