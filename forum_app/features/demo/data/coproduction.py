"""Where the demo's forum gathered views, what was promised, and what changed."""

# ruff: noqa: E501  a row of a table stays on one line

from .text import rows

ENGAGEMENTS = rows("""
code | kind | day | place | reach | present | worked | taken
E01 | coffee morning | 2026-09-29 | Saltmere | Known to a group of about 40 | 14 | Yes: joined an existing group |
E02 | stand | 2026-10-06 | Aldermere College open day | Passing | 41 | Yes |
E03 | evening meeting | 2026-10-15 | Online | 1,150 emailed | 6 | No: people were tired, and it clashed with a parents' evening | Not taken yet
E04 | panel | 2026-11-05 | Heronwood | 60 invited by the school | 11 | Yes |
E05 | visit | 2026-11-17 | Stepping Stones | 25 families | 9 | Yes | Not taken yet
""")

THEMES = rows("""
engagement | text | taken_to
E01 | Waiting times | M19
E01 | Transport | M21
E01 | Holiday care |
E02 | Travel training | M29
E02 | Finances at 18 | M29
E03 | Appeals |
E04 | Annual reviews are late | M24
E05 | Early years funding |
""")

CONSULTATIONS = rows("""
code | name | asked_by | board | opens | closes | worked | comments | comments_open | shared | note
Q01 | Transport policy | O2 | B08 | 2026-10-05 | 2026-11-13 | Partly | 21 | 3 | yes |
Q02 | Yearly parent survey | O1 | B00 | 2027-01-11 | | | | | no | Warn before it goes out: the third ask of the same 1,150 people in 90 days, after the evening meeting of 15 October and the short breaks survey.
Q03 | Transport policy, easy read | O2 | B08 | 2026-10-05 | 2026-11-13 | Yes: a small group, not rushed | | | yes | Themes: choice of seat, escorts.
Q04 | Short breaks survey | O2 | B07 | 2026-11-02 | 2026-11-20 | Unclear | | | no | Results are not shared yet; not taken to a board yet.
""")

CHANNELS = rows("""
consultation | channel | reach | answered
Q01 | Email | 1150 | 96
Q01 | Local Offer page | | 31
Q01 | Post | 40 | 7
Q02 | Email, planned | 1150 |
Q02 | Schools, planned | |
Q03 | Young Voices | 12 | 9
Q04 | Email | 1150 | 58
""")

YOU_SAID = rows("""
said | did | reason | instead | outcome | headline | organisation | meeting | published
Letters frightened us. | New wording, with a named person to ring. | | | done | Kestrel changed its waiting letter after Amara and Nikesh spoke. | O5 | M13 | 2026-10-29
Let us book by phone. | | There is no phone team. | A call-back tick from March. | not_done | | O3 | | 2026-11-20
Buses take over 75 minutes. | | The distance in law is met. | A review of three routes. | not_done | | O2 | | 2026-10-22
""")

OUTCOMES = rows("""
code | name | baseline | position | owner
O-A | Families shape services from the start | Joined at draft stage in 7 of 10 | Joined at idea stage in 4 of 10 | ACC
O-B | Families know what changed | No you-said page | Page live, 9 entries | APCF and ACC
O-C | Waiting times understood | Not published | Published once | ICB
O-D | Transport fair and known | Appeals wording unclear | Draft | ACC
""")
BASELINE_ON = "2025-09-01"
POSITION_ON = "2026-07-01"

PROMISES = rows("""
outcome | text | short | progress | target | state | words
O-A | Planning form used for all new work | Planning forms used | 3 | 5 | open | 3 of 5 have one
O-B | 15 entries, easy read for all | 15 you-said entries | 12 | 15 | open | 12 entries, 6 easy read
O-C | Waiting times by age phase each month | Waits by age, monthly | | | not_kept | Reason: a new system; carried to spring
O-D | Agreed wording for appeals | Appeals wording agreed | | | at_risk | Waits for the reserved decision on the appeals wording
""")
PROMISED_FOR = {"term": "autumn term 2026", "due_on": "2026-12-18"}

DATA_COMPLAINT = {
    "text": "Sent to the wrong list",
    "from_words": "a member",
    "received_on": "2026-11-02",
    "acknowledged_on": "2026-11-03",
    "closed_on": "2026-11-12",
    "outcome": "No harm found",
}
