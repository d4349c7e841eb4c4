"""Columns that many tables about meetings share."""

from ....fields import Level, Person, RecordLink
from ....records.registry import Column

BOARD = Column("board", "Board", RecordLink(), fixed=True)
MEETING = Column("meeting", "Meeting", RecordLink(), fixed=True)
PERSON = Column("person", "Person", Person(), fixed=True)
LEVEL = Column("level", "Level", Level(), fixed=True)
MARKING = Column("marking", "Marking", RecordLink(), help="Why it is closed, and to whom", fixed=True)
