"""What is closed in the demo, why, to whom, and when that is looked at again."""

# ruff: noqa: E501  a row of a table stays on one line

from .text import rows

MARKINGS = rows("""
name | board | level | embargoed_until | reason | audience | named | review | review_words
Tender papers | B07 | restricted | | Commercial, procurement open | Becky Fairhurst, Priya Raghunathan, Bryony Tasker | R06, R01, S1 | 2027-04-30 |
Audit sheets | B10 | restricted | | Case detail, even without names | Ellie Northcott, Olu Adebanjo | R14, R17 | 2026-12-09 | Delete 30 days after the meeting
Waiting list table | B05 | board | | Unpublished figures | Neurodevelopmental Pathway Group | | 2027-02-01 |
Inspection letter | | public | 2026-12-08 09:00 | The inspectors' rule | Priya Raghunathan, Hannah Trescothick, Bryony Tasker | R01, R02, S1 | 2026-12-08 |
Staffing paper | B03 | restricted | | Staff have not been told yet | Hannah Trescothick | R02 | 2026-12-18 |
""")

# New content of the board is offered this marking.
STANDING = {"B07": "Tender papers"}
