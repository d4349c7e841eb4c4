"""The jargon buster: short words, what they stand for and what they mean in plain English."""

from peewee import DateField

from .base import Record, must, one_kept, one_of, prose


class GlossaryTerm(Record):
    """One short word, `asked` until somebody who is sure said what it means. Who asked is not kept here."""

    short = prose()
    stands_for = prose()
    meaning = prose()
    checked_on = DateField(null=True)
    source = prose()
    state = prose("asked")

    class Meta:
        table_name = "glossary_terms"
        constraints = must(state_known=one_of("state", "asked", "checked"))


one_kept(GlossaryTerm, "short")
