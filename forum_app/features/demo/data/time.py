"""Time that the demo's reps gave from September on. Minutes; steering group meetings carry none."""

# ruff: noqa: E501  a row of a table stays on one line

from .text import rows

# One row is up to four entries, for one rep at one meeting.
FROM_MEETINGS = rows("""
row | meeting | rep | meeting_minutes | reading | briefing | travel | state | words
T01 | M02 | R01 | 90 | 30 | 0 | 0 | accepted |
T02 | M02 | R05 | 90 | 30 | 20 | 0 | accepted |
T03 | M03 | R02 | 90 | 45 | 0 | 0 | accepted |
T04 | M04 | R17 | 180 | 60 | 0 | 50 | accepted |
T05 | M05 | R06 | 90 | 45 | 0 | 80 | accepted |
T06 | M06 | R07 | 90 | 30 | 0 | 0 | accepted |
T07 | M06 | R13 | 90 | 30 | 0 | 0 | accepted |
T08 | M07 | R08 | 120 | 45 | 0 | 0 | accepted |
T09 | M08 | R01 | 100 | 60 | 0 | 80 | accepted |
T10 | M08 | R02 | 100 | 60 | 0 | 0 | accepted |
T11 | M09 | R15 | 60 | 20 | 0 | 0 | accepted |
T12 | M09 | R09 | 60 | 20 | 0 | 0 | accepted |
T13 | M10 | R10 | 75 | 20 | 0 | 0 | accepted |
T14 | M11 | R22 | 90 | 30 | 0 | 0 | accepted |
T15 | M12 | R12 | 60 | 20 | 0 | 0 | accepted |
T16 | M13 | R23 | 80 | 30 | 0 | 0 | accepted |
T17 | M13 | R21 | 80 | 30 | 0 | 0 | accepted |
T18 | M14 | R02 | 240 | 30 | 0 | 0 | accepted |
T19 | M14 | R04 | 240 | 30 | 0 | 0 | accepted |
T20 | M15 | R01 | 90 | 30 | 0 | 0 | accepted |
T21 | M15 | R02 | 90 | 30 | 0 | 0 | accepted |
T22 | M15 | R05 | 90 | 30 | 20 | 0 | accepted |
T23 | M16 | R11 | 85 | 60 | 0 | 10 | accepted |
T24 | M17 | R14 | 180 | 60 | 0 | 60 | accepted |
T25 | M19 | R07 | 90 | 30 | 0 | 0 | accepted |
T26 | M19 | R13 | 90 | 30 | 0 | 0 | accepted |
T27 | M19 | R25 | 90 | 20 | 30 | 0 | accepted | Shadow
T28 | M20 | R02 | 90 | 45 | 0 | 0 | accepted |
T29 | M21 | R09 | 60 | 20 | 0 | 0 | accepted |
T30 | M22 | R02 | 110 | 45 | 0 | 0 | accepted |
T31 | M23 | R01 | 90 | 30 | 0 | 0 | accepted |
T32 | M23 | R02 | 90 | 30 | 0 | 0 | accepted |
T33 | M24 | R14 | 180 | 60 | 0 | 60 | accepted |
T34 | M24 | R17 | 180 | 60 | 0 | 50 | accepted |
T35 | M27 | R01 | 90 | 60 | 0 | 80 | accepted |
T36 | M27 | R02 | 90 | 60 | 0 | 0 | accepted |
T37 | M28 | R10 | 75 | 20 | 0 | 0 | to_confirm |
T38 | M29 | R22 | 90 | 30 | 0 | 0 | to_confirm |
T39 | M30 | R07 | 90 | 30 | 0 | 0 | to_confirm |
T40 | M30 | R13 | 90 | 30 | 0 | 0 | to_confirm |
T41 | M30 | R25 | 90 | 20 | 30 | 0 | to_confirm | Shadow
T42 | M31 | R23 | 90 | 30 | 0 | 0 | to_confirm |
T43 | M31 | R21 | 90 | 30 | 0 | 0 | to_confirm |
""")

ELSEWHERE = rows("""
row | day | rep | kind | minutes | hat | state | words
X01 | 2026-09-09 | R05 | mentoring | 45 | representative | accepted | Buddy talk with Callum before his first shadowing
X02 | 2026-09-17 | R12 | co-design | 120 | representative | accepted | Easy-read pages with Young Voices, as a group
X03 | 2026-09-23 | R22 | panel | 210 | representative | accepted | Interview panel for the council's post-16 officer
X04 | 2026-09-29 | R13 | coffee morning | 150 | representative | accepted | Saltmere coffee morning, 14 people, 3 themes
X05 | 2026-10-06 | R20 | stand | 240 | representative | accepted | Stand at the Aldermere College open day, 41 conversations
X06 | 2026-10-14 | R01 | training delivered | 330 | representative | accepted | Co-production day for new council staff
X07 | 2026-10-14 | R08 | training delivered | 330 | representative | accepted | Co-production day for new council staff, second presenter
X08 | 2026-10-20 | R25 | training received | 120 | representative | accepted | Rep induction, part 1
X09 | 2026-11-05 | R23 | training received | 90 | representative | accepted | Safeguarding awareness
X10 | 2026-11-11 | R04 | regional | 60 | representative | accepted | Notes for the regional themes return
X11 | 2026-11-16 | R14 | mentoring | 60 | representative | draft | Handover notes for the EHC Plan Quality Panel
X12 | 2026-11-19 | R10 | other | 45 | school governor | excluded | Logged by mistake; it belongs to another hat
""")
