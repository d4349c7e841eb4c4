"""What the demo's boards settled, what partners owe reps, and what stood in the way."""

# ruff: noqa: E501  a row of a table stays on one line

from .text import rows

# `meeting` is a code, or the day of the board's meeting ahead. Overdue is worked out, never written.
DECISIONS = rows("""
code | kind | board | meeting | text | owner | contact | partner | due | done | state | level | marking
A01 | action | B02 | M02 | Share the draft rep request form with the NHS. | R05 | Anil Bhatt | | 2026-09-30 | 2026-09-28 | done | members |
A02 | action | B01 | M08 | Publish a summary of the partnership board on the Local Offer. | | Judith Farrow | | 2026-10-08 | 2026-10-20 | done | members |
A03 | action | B05 | M06 | Send waiting times by age phase. | R07 | Peter Okafor | | 2026-10-15 | | open | board | Waiting list table
A04 | action | B08 | M09 | List routes over 75 minutes. | R15 | Sam Ridley | | 2026-10-23 | | open | members |
A05 | action | B09 | M12 | Test easy-read pages with Young Voices. | R12 | Anil Bhatt | | 2026-11-26 | | open | public |
A06 | action | B13 | M13 | Draft words for waiting letters. | R23 | Louise Tanner | | 2026-11-20 | 2026-11-18 | done | members |
A07 | action | B10 | M17 | Add a check of the child's own view to the audit sheet. | R14 | Judith Farrow | | 2026-11-09 | 2026-11-09 | done | restricted | Audit sheets
A08 | action | B12 | M16 | Plain summary of the deficit plan. | R11 | | ACC Finance | 2026-11-27 | | open | public |
A09 | action | B00 | M18 | Find a deputy for Short Breaks and for High Needs. | R04 | | | 2026-12-08 | | open | members |
A10 | action | B00 | M18 | Renew interests forms. | R04 | | | 2026-10-31 | | open | members |
A11 | action | B02 | M23 | Try a 12:30 start to help school-run parents. | R02 | Carys Monk | | 2027-01-06 | | open | members |
A12 | action | B01 | M27 | Agree who sees the inspection letter. | R01 | Wendy Lascelles | | 2026-11-27 | | open | restricted | Inspection letter
A13 | action | B06 | M28 | Share the therapy offer for post-16. | R10 | Moira Quayle | | 2027-01-15 | | open | members |
A14 | action | B11 | M29 | Map travel training. | R22 | | ACC Adults | 2027-01-20 | | open | members |
D01 | decision | B02 | M15 | No decision: the meeting was not quorate. View noted only. | | | | | | noted | members |
D02 | decision | B05 | M19 | One referral form from January 2027. | R07 | Peter Okafor | | | | agreed | members |
D03 | decision | B01 | M27 | The charter is refreshed as version 3; sign by 31 January 2027. | R01 | | All partners | | | agreed | public |
D04 | reserved | B08 | 2026-11-27 | Should the forum support the transport appeals wording? | R15 | Sam Ridley | | 2026-11-26 | | waiting | members |
""")

DISSENT = {"D02": "The forum asked for a phone route too; this was accepted in part."}

RESERVED = {"D04": {"asked_by": "R15", "asked_on": "2026-11-20", "answer_by": "2026-11-26"}}

ANSWERS = rows("""
decision | person | answer | answered
D04 | R01 | |
D04 | R02 | |
D04 | R03 | support | 2026-11-23 10:00
""")

FEEDBACK = rows("""
code | meeting | second | board | about | owed_by | words | due | given
F01 | M07 | | B04 | What the forum said about gaps in therapy | O3 | ICB | 2026-10-20 | 2026-11-02
F02 | M03 | | B03 | | O2 | ACC | 2026-10-12 |
F03 | M04 | M17 | B10 | | O2 | ACC | 2026-11-09 |
F04 | M06 | | B05 | | O3 | ICB | 2026-10-15 |
F05 | M09 | | B08 | | O2 | ACC Transport | 2026-10-23 | 2026-10-22
F06 | M13 | | B13 | | O5 | Kestrel | 2026-10-30 | 2026-10-29
F07 | | | | Interview panel for the post-16 officer, 23 September | O2 | ACC | 2026-10-23 | 2026-10-23
F08 | M11 | | B11 | | O2 | ACC Adults | 2026-10-28 | 2026-10-28
""")

NEWS = rows("""
feedback | outcome | text | reason | next
F01 | part | Some of what we asked for is done. | Money | A bid in March
F05 | not_done | Routes stay as they are; other ways are listed. | The walking distance in law |
F06 | done | The new letter is in use. | |
F07 | done | A candidate was appointed. | |
""")

ESCALATIONS = rows("""
title | text | board | by | with | raised | due | level | contact
Late papers at the transport group | The papers came 3 days, then 1 day ahead. | B08 | R15 | the Co-production Group, then the Partnership Board | 2026-10-23 | 2026-11-20 | above | Wendy Lascelles
No health at Co-production | No health attendance. | B02 | R01 | the ICB's children's commissioner | 2026-11-04 | 2026-12-02 | top | Peter Okafor
""")

CHASES = rows("""
feedback | contact | kind | asked | by | answered
F01 | Peter Okafor | asked | 2026-10-27 | S1 | 2026-11-02 11:20
F04 | Peter Okafor | asked | 2026-11-20 | S1 |
""")

REP_REQUESTS = rows("""
organisation | text | asked | reply | answer | answered
O2 | Early help hub design, weekly at 16:00 | 2026-11-18 | talk | About the hours and the stage it is at. | 2026-11-20
O4 | Interview panel for the therapies lead, 14 January 2027, paid | 2026-11-20 | | |
""")

BARRIERS = rows("""
board | person | text | seen | mitigation | state | contact
B10 | R17 | County Hall has no quiet room. | 2026-10-12 | Room 2 is kept free. | mitigated | Judith Farrow
B05 | R07 | Online papers are locked in the council's system. | 2026-09-17 | | open | Anil Bhatt
""")
