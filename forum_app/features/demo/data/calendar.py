"""The demo's school year, its school hours, and the rooms and roads to its meetings."""

# ruff: noqa: E501  a row of a table stays on one line

from .text import rows

TERMS = rows("""
name | first | last
Autumn 1 | 2026-09-03 | 2026-10-23
Autumn 2 | 2026-11-03 | 2026-12-18
Spring 1 | 2027-01-05 | 2027-02-12
Spring 2 | 2027-02-22 | 2027-03-25
Summer 1 | 2027-04-12 | 2027-05-28
Summer 2 | 2027-06-07 | 2027-07-21
""")

INSET_DAYS = ("2026-09-01", "2026-09-02", "2026-11-02", "2027-01-04", "2027-06-25")

SCHOOL_HOURS = ("09:15", "14:45")

VENUES = rows("""
code | name | town | step_free | loop | quiet | parking | note
V1 | County Hall, Brackenford | Brackenford | yes | yes | no | Pay, £4.60 a half day | The security desk needs names by the day before
V2 | Saltmere Library meeting room | Saltmere | yes | unknown | yes | Free for 2 hours | Seats 14
V3 | Heronwood School hub, Marlbeck | Marlbeck | yes | no | yes | Free | Not in exam weeks
V4 | Online | | | captions on | | | The link is on the meeting's page only, never in a digest
""")

TRAVEL = rows("""
town | venue | minutes | miles
Brackenford | V1 | 10 | 3
Saltmere | V1 | 40 | 22
Thornwick | V1 | 30 | 15
Great Ashby | V1 | 25 | 12
Lindale | V1 | 45 | 26
Marlbeck | V1 | 20 | 9
""")
