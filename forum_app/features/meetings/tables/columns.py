"""Columns that many tables about meetings share."""

from ....fields import Level, Person, RecordLink
from ....records.registry import Column

BOARD = Column("board", "Board", RecordLink())
MEETING = Column("meeting", "Meeting", RecordLink())
PERSON = Column("person", "Person", Person())
LEVEL = Column("level", "Level", Level())
MARKING = Column("marking", "Marking", RecordLink(), help="Why it is closed, and to whom")
