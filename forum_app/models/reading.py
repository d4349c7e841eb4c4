"""What reps do with papers, and what they write for themselves alone."""

from peewee import DateField, IntegerField

from .base import MomentField, Record, link, must, one_kept, one_of, prose
from .meetings import Meeting, Paper
from .people import Person


class PaperRead(Record):
    """A rep has read a paper; `minutes` as they gave them, which became a time entry to confirm."""

    paper = link(Paper)
    person = link(Person)
    minutes = IntegerField(null=True)
    read_on = DateField()

    class Meta:
        table_name = "paper_reads"
        audience = "self_coordinator"
        constraints = must(minutes_not_negative="minutes >= 0")


class PaperQuestion(Record):
    """A rep asks for an explanation of a paper, or says which words of it nobody understands."""

    paper = link(Paper)
    person = link(Person)
    kind = prose("explain")
    text = prose()
    asked_at = MomentField()
    answer = prose()
    answered_at = MomentField(null=True)
    answered_by = link(Person, null=True)

    class Meta:
        table_name = "paper_questions"
        audience = "self_coordinator"
        constraints = must(kind_known=one_of("kind", "explain", "jargon"))


class PrivateNote(Record):
    """A rep's own experience of a meeting, kept apart from what families say: theirs alone."""

    meeting = link(Meeting)
    person = link(Person)
    text = prose()

    class Meta:
        table_name = "private_notes"
        audience = "self"


one_kept(PaperRead, "paper", "person")
one_kept(PrivateNote, "meeting", "person")
