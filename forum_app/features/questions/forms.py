"""What asking for the forum's view needs: the question and a day."""

from ...fields import Date, Text
from ...web.forms import Form, KindField


class QuestionForm(Form):
    """One line and the day by which an answer is needed."""

    text = KindField(
        "What do you need the forum’s view on?",
        Text(longest=500),
        help="One line they can answer with support, do not support, or ask more. Please don’t name a child.",
    )
    answer_by = KindField("Answer needed by", Date(), help="For example 26 11 2026")
