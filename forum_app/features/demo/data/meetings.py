"""The demo's meetings of one school year: those held, those ahead, their agendas, papers and replies."""

# ruff: noqa: E501  a row of a table stays on one line

from .text import rows

# People of the forum who were there; a shadow is known by their seat. Minutes only where they differ.
HELD = rows("""
code | board | start | invited | papers | chair | notes | minutes | present
M01 | B00 | 2026-09-08 10:00 | 2026-08-07 | 2026-08-28 | | | unknown | R01, R02, R03, R04, R05, R08, R11, R22
M02 | B02 | 2026-09-09 10:00 | 2026-08-20 | 2026-09-03 | The forum | The forum | | R01, R05
M03 | B03 | 2026-09-14 13:00 | 2026-08-25 | 2026-09-10 | | | | R02
M04 | B10 | 2026-09-14 09:30 | 2026-08-19 | 2026-09-11 | | | | R17
M05 | B07 | 2026-09-16 10:30 | 2026-08-26 | 2026-09-11 | | | | R06
M06 | B05 | 2026-09-17 10:00 | 2026-08-28 | 2026-09-11 | | | | R07, R13
M07 | B04 | 2026-09-22 13:30 | 2026-08-21 | 2026-09-17 | | | | R08
M08 | B01 | 2026-09-24 09:30 | 2026-08-27 | 2026-09-18 | | | 100 | R01, R02
M09 | B08 | 2026-09-25 10:00 | 2026-09-14 | 2026-09-22 | | | | R15, R09
M10 | B06 | 2026-09-29 10:00 | 2026-09-11 | 2026-09-18 | | | | R10
M11 | B11 | 2026-09-30 13:00 | 2026-09-07 | 2026-09-24 | | | | R22
M12 | B09 | 2026-10-01 12:30 | 2026-09-04 | 2026-09-23 | | | | R12
M13 | B13 | 2026-10-02 10:00 | 2026-09-14 | 2026-09-25 | | | 80 | R23, R21
M14 | B14 | 2026-10-06 10:00 | 2026-08-21 | 2026-09-25 | | | | R02, R04
M15 | B02 | 2026-10-07 10:00 | 2026-09-11 | 2026-09-30 | The council | The council | | R01, R02, R05
M16 | B12 | 2026-10-08 16:00 | 2026-08-31 | 2026-09-30 | | | 85 | R11
M17 | B10 | 2026-10-12 09:30 | 2026-09-16 | 2026-10-09 | | | | R14
M18 | B00 | 2026-10-13 10:00 | 2026-09-14 | 2026-10-06 | | | unknown | R01, R02, R03, R04, R05, R08, R11, R22
M19 | B05 | 2026-10-15 10:00 | 2026-09-21 | 2026-10-09 | | | | R07, R13, R25
M20 | B03 | 2026-10-19 13:00 | 2026-10-06 | 2026-10-15 | | | | R02
M21 | B08 | 2026-10-23 10:00 | 2026-10-14 | 2026-10-22 | | | | R09
M22 | B03 | 2026-10-28 13:00 | 2026-10-22 | 2026-10-27 | | | 110 | R02
M23 | B02 | 2026-11-04 10:00 | 2026-10-16 | 2026-10-27 | The forum | The forum | | R01, R02
M24 | B10 | 2026-11-09 09:30 | 2026-10-16 | 2026-11-06 | | | | R14, R17
M25 | B00 | 2026-11-10 10:00 | 2026-10-13 | 2026-11-02 | | | unknown | R01, R02, R03, R04, R05, R22
M26 | B07 | 2026-11-11 10:30 | 2026-10-20 | 2026-11-06 | | | unknown |
M27 | B01 | 2026-11-12 09:30 | 2026-10-19 | 2026-11-05 | | | | R01, R02
M28 | B06 | 2026-11-17 10:00 | 2026-10-27 | 2026-11-10 | | | | R10
M29 | B11 | 2026-11-18 13:00 | 2026-10-27 | 2026-11-11 | | | | R22
M30 | B05 | 2026-11-19 10:00 | 2026-10-30 | 2026-11-13 | | | | R07, R13, R25
M31 | B13 | 2026-11-20 10:00 | 2026-10-30 | 2026-11-13 | | | | R23, R21
""")

URGENT = {"M22": "inspection letter"}

# Days still ahead at the demo's moment, in each board's usual hours.
AHEAD = rows("""
board | days
B00 | 2026-12-08, 2027-01-12, 2027-02-09, 2027-03-09, 2027-04-13, 2027-05-11, 2027-06-08, 2027-07-13
B01 | 2027-01-21, 2027-03-11, 2027-05-06, 2027-06-24
B02 | 2026-12-02, 2027-01-06, 2027-02-03, 2027-03-03, 2027-04-14, 2027-05-05, 2027-06-09, 2027-07-07
B03 | 2026-11-30, 2027-01-18, 2027-03-01, 2027-04-19, 2027-05-24, 2027-07-05
B04 | 2026-12-08, 2027-03-09, 2027-06-15
B05 | 2026-12-17, 2027-01-21, 2027-02-25, 2027-03-18, 2027-04-15, 2027-05-20, 2027-06-17, 2027-07-15
B06 | 2027-01-26, 2027-03-16, 2027-05-11, 2027-06-29
B07 | 2027-01-13, 2027-03-03, 2027-04-28, 2027-06-23
B08 | 2026-11-27, 2026-12-18, 2027-01-22, 2027-02-26, 2027-03-19, 2027-04-23, 2027-05-28
B09 | 2026-11-26, 2027-01-28, 2027-03-04, 2027-05-13, 2027-07-01
B10 | 2026-12-14, 2027-01-11, 2027-02-08, 2027-03-08, 2027-04-12, 2027-05-10, 2027-06-14, 2027-07-12
B11 | 2027-01-20, 2027-03-10, 2027-05-19, 2027-07-07
B12 | 2027-02-04, 2027-06-10
B13 | 2027-02-05, 2027-03-19, 2027-05-14, 2027-07-09
B14 | 2027-02-09, 2027-06-22
""")

# Invites go out this many days ahead, unless a row below says when.
INVITED_AHEAD = 28
KNOWN_AHEAD = rows("""
board | day | invited | papers | aim
B09 | 2026-11-26 | | 2026-11-18 |
B08 | 2026-11-27 | | 2026-11-20 |
B02 | 2026-12-02 | 2026-11-09 | | agree the spring workplan and what the transport group may decide.
B07 | 2027-01-13 | | | agree which short breaks families need most, ahead of the new contract.
""")

# The two who take turns to chair and take the notes of B02, from its meeting of 2 December on.
ROTATION = ("The council", "The forum")

AGENDA = rows("""
board | day | position | title | by | source | openness | minutes | level | marking
B02 | 2026-12-02 | 1 | Welcome, who is who, interests, and the notes of 4 November | ACC | standing | for agreement | 10 | members |
B02 | 2026-12-02 | 2 | Actions | ACC | standing | for information | 10 | members |
B02 | 2026-12-02 | 3 | Transport: what is open to influence | APCF (Craig) | workstream | open | 20 | members |
B02 | 2026-12-02 | 4 | Inspection letter: first response | ACC | inspection | partly open | 15 | restricted | Inspection letter
B02 | 2026-12-02 | 5 | Spring workplan | APCF and ACC | organisation priorities | open | 20 | members |
B02 | 2026-12-02 | 6 | Matters arising from the Neurodevelopmental Pathway Group: waiting list data | APCF (Siobhan) | other board | for information | 10 | board | Waiting list table
B02 | 2026-12-02 | 7 | Any barriers, top tips, three-tap pulse | ACC | standing | open | 5 | members |
B07 | 2027-01-13 | 1 | Welcome, and the notes of 11 November | ACC | standing | for agreement | 10 | members |
B07 | 2027-01-13 | 2 | Which short breaks families ask for | APCF (Becky) | workstream | open | 35 | members |
B07 | 2027-01-13 | 3 | Tender scoring | ACC | organisation priorities | for agreement | 40 | restricted | Tender papers
B12 | 2027-02-04 | 1 | Welcome, and the notes of 8 October | A headteacher | standing | for agreement | 10 | public |
B12 | 2027-02-04 | 2 | The high needs budget in plain words | ACC | organisation priorities | for information | 40 | public |
""")

# An item's number hangs a paper from it; without one it belongs to the meeting as a whole.
PAPERS = rows("""
board | day | item | title | summary | issued | level | marking
B02 | 2026-12-02 | 1 | Draft notes of 4 November | | | members |
B02 | 2026-12-02 | 2 | Action list | | | members |
B02 | 2026-12-02 | 3 | Transport, on one page | What the group may change, what is fixed by law, and why. | | members |
B02 | 2026-12-02 | 4 | Extract of the letter | | | restricted | Inspection letter
B02 | 2026-12-02 | 5 | Spring workplan | | | members |
B02 | 2026-12-02 | 6 | Waiting list table | | | board | Waiting list table
B03 | 2026-11-30 | | Staffing paper | | | restricted | Staffing paper
B07 | 2027-01-13 | 3 | Tender papers | | | restricted | Tender papers
B10 | 2026-11-09 | | Audit sheets | | 2026-11-06 | restricted | Audit sheets
B13 | 2026-11-20 | | Draft waiting letter | | 2026-11-13 | members |
""")

REPLIES = rows("""
board | day | person | reply
B02 | 2026-12-02 | R01 | coming
B02 | 2026-12-02 | R02 | coming
B02 | 2026-12-02 | R05 | coming
""")

# People of partners, as counts: those who came, or who say that they will.
PARTNER_COUNTS = rows("""
board | day | organisation | department | label | sector | guests | present | yes | maybe
B02 | 2026-09-09 | O2 | Education and Inclusion | Council, education | Local authority | no | 2 | |
B02 | 2026-09-09 | O2 | Children's Social Care | Council, social care | Local authority | no | 1 | |
B02 | 2026-09-09 | | | Health | Health | no | 1 | |
B02 | 2026-09-09 | O6 | | Compass | Voluntary | no | 1 | |
B02 | 2026-10-07 | O2 | | Council | Local authority | no | 1 | |
B02 | 2026-10-07 | | | Health | Health | no | 1 | |
B02 | 2026-10-07 | | | Others | | no | 1 | |
B02 | 2026-10-07 | | | Guests | | yes | 1 | |
B02 | 2026-11-04 | O2 | | Council | Local authority | no | 2 | |
B02 | 2026-11-04 | | | Health | Health | no | 0 | |
B02 | 2026-11-04 | | | Guests | | yes | 2 | |
B02 | 2026-12-02 | O2 | | Council | Local authority | no | | 2 | 0
B02 | 2026-12-02 | | | Health | Health | no | | 0 | 1
B02 | 2026-12-02 | | | Others | | no | | 1 | 0
""")

# Reports are logged at this London hour on the day after, by each who was there. The first one named
# wrote the line; boards whose usual level is closed carry none, but for what has a marking.
LOGGED_AT_HOUR = 9
REPORTS = rows("""
meeting | text | level | marking
M01 | Agreed who watches which board this year. | members |
M02 | Agreed to draft a form for asking us for a representative. | members |
M06 | Asked for waiting times by age. | members |
M08 | A summary of each meeting will go on the Local Offer. | members |
M09 | Asked which routes take more than 75 minutes. | members |
M10 | Talked through how the therapy offer is explained. | members |
M11 | Asked for one picture of the move to adult services. | members |
M12 | Young Voices will try the easy-read pages. | public |
M13 | Families find the waiting letters frightening; new words are promised. | members |
M14 | Shared what we learned about papers that come late. | members |
M15 | Too few people to decide; our view was noted. | members |
M16 | Asked for the deficit plan in plain words. | public |
M18 | Two boards need a deputy; Tomasz is looking. | members |
M19 | One referral form from January; we asked for a phone route too. | members |
M21 | The papers came the day before; we said so. | members |
M23 | A 12:30 start will be tried for parents on the school run. | members |
M24 | The child's own view is now on the audit sheet. | restricted | Audit sheets
M25 | Agreed what to raise about late papers. | members |
M27 | The charter is refreshed and ready to sign. | members |
M28 | The therapy offer for over-16s will be shared in January. | members |
M29 | Travel training will be mapped. | members |
M30 | Waiting times by age are still not shared. | members |
M31 | The new waiting letter is in use. | members |
""")

# Three taps after a meeting: was our voice heard, were we made welcome, how was it; settled before we were asked.
PULSES = rows("""
meeting | person | heard | welcomed | answer | settled
M02 | R01 | yes | yes | good |
M02 | R05 | partly | yes | mixed |
M15 | R01 | partly | yes | mixed |
M15 | R05 | no | partly | hard | yes
M21 | R09 | no | partly | hard | yes
M23 | R01 | yes | yes | good |
M23 | R02 | yes | yes | good |
M19 | R07 | yes | yes | good |
M30 | R13 | partly | yes | mixed | yes
M31 | R23 | yes | yes | good |
""")
