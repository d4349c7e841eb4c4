"""The boards that the demo's reps sit on, their quorum, their links, and who holds which seat."""

# ruff: noqa: E501  a row of a table stays on one line

from .text import rows

BOARDS = rows("""
code | name | short | kind | host | second_host | called_by | pays | chair | level | ends
B00 | Aldermere PCF Steering Group | Steering Group | Own | O1 | | The forum | | The forum's co-chairs | members |
B01 | SEND and AP Partnership Board | Partnership Board | Strategic | O2 | | Council | O2 | An independent chair | members |
B02 | Co-production Group | Co-production | Strategic | O2 | O1 | Jointly | O2 | The forum and the council in turn | members |
B03 | Local Area Inclusion Plan Board | Plan Board | Strategic | O2 | | Council | O2 | The council's director | board |
B04 | Children and Young People Health Board | Health Board | Strategic | O3 | | NHS ICB | O3 | The ICB | board |
B05 | Neurodevelopmental Pathway Group | Neuro Pathway | Operational | O3 | | NHS ICB | O3 | The ICB | members |
B06 | Speech, Language and Communication Group | Speech, Language | Operational | O4 | | Saltmarsh | O3 | Saltmarsh | members |
B07 | Short Breaks Commissioning Group | Short Breaks | Operational | O2 | | Council | O2 | The council | restricted |
B08 | Home to School Transport Working Group | Transport | Task and finish | O2 | | Council | O2 | The council | members | 2027-05-28
B09 | Local Offer Editorial Group | Local Offer | Operational | O2 | | Council | O2 | The chair is shared | public |
B10 | EHC Plan Quality Panel | EHC Plan Quality | Operational | O2 | | Council | O2 | The council | restricted |
B11 | Preparing for Adulthood Board | Adulthood | Strategic | O2 | | Council | O2 | The council's adult services | members |
B12 | Schools Forum High Needs Group | High Needs | Strategic | O2 | | Council | | A headteacher | public |
B13 | Emotional Wellbeing and CAMHS Group | CAMHS | Operational | O5 | | Kestrel | O3 | Kestrel | members |
B14 | Regional Network of Forums | Regional Network | Network | O11 | | Region | O1 | The region | members |
""")

# Minutes: planned, and the most the board should take ("" is no limit).
TIMES = rows("""
code | cadence | usual | starts | planned | limit | mode | venue | long_reason
B00 | monthly | Second Tuesday, 10:00 | 10:00 | 120 | 120 | in_person | V2 |
B01 | half-termly | Thursdays, 09:30 | 09:30 | 90 | 90 | both | V1 |
B02 | monthly | First Wednesday, 10:00 | 10:00 | 90 | 90 | online | |
B03 | six-weekly | Mondays, 13:00 | 13:00 | 90 | 90 | both | V1 |
B04 | quarterly | Tuesdays, 13:30 | 13:30 | 120 | 90 | online | |
B05 | monthly | Third Thursday, 10:00 | 10:00 | 90 | 90 | online | |
B06 | half-termly | Tuesdays, 10:00 | 10:00 | 75 | 90 | online | |
B07 | half-termly | Wednesdays, 10:30 | 10:30 | 90 | 90 | in_person | V1 |
B08 | monthly to May 2027 | Fourth Friday, 10:00 | 10:00 | 60 | 90 | online | |
B09 | half-termly | Thursdays, 12:30 | 12:30 | 60 | 90 | online | |
B10 | monthly | Second Monday, 09:30 | 09:30 | 180 | 90 | in_person | V1 | Whole files are read
B11 | twice a term | Wednesdays, 13:00 | 13:00 | 90 | 90 | both | V1 |
B12 | termly | Thursdays, 16:00 | 16:00 | 90 | 90 | in_person | V3 |
B13 | half-termly | Fridays, 10:00 | 10:00 | 90 | 90 | online | |
B14 | termly | Tuesdays, 10:00 | 10:00 | 240 | | both | |
""")

# A part names an organisation, or a sector where any body of it will do.
QUORUM = rows("""
code | total | percent | parts | words
B00 | 5 | | | 5 of 8, one co-chair among them
B01 | 6 | | O2 2, Health 1, O1 1 |
B02 | 4 | | O1 2, O2 2, Health 1 |
B03 | 5 | | O2 2, Health 2, O1 1 |
B04 | 6 | | Health 3 |
B05 | 4 | | Health 2, O1 1 |
B06 | 3 | | |
B07 | 4 | | O2 2 |
B08 | | | | None stated
B09 | 3 | | O1 1 |
B10 | 5 | | O2 2, Health 1, O1 1 |
B11 | 5 | | |
B12 | | 40 | | 40 percent of members
B13 | 4 | | Health 2 |
B14 | | | | None
""")

LINKS = rows("""
from | kind | to
B02 | feeds | B01
B03 | reports_to | B01
B05 | reports_to | B04
B06 | reports_to | B04
B13 | reports_to | B04
B07 | reports_to | B03
B08 | reports_to | B03
B09 | reports_to | B03
B10 | reports_to | B03
B11 | reports_to | B03
B12 | consulted_by | B03
B14 | shares_learning_with | B00
""")

# Position orders the seats of a board; nobody in a seat is a vacancy.
SEATS = rows("""
board | role | position | person | starts | ends | words | aside | successor
B00 | lead | 1 | R01 | 2025-09-01 | 2027-09-30 | AGM, September 2027 | |
B00 | lead | 2 | R02 | 2025-09-01 | 2027-09-30 | AGM, September 2027 | |
B00 | second | 3 | R03 | 2025-09-01 | 2027-09-30 | AGM, September 2027 | |
B00 | second | 4 | R04 | 2025-09-01 | 2027-09-30 | AGM, September 2027 | |
B00 | second | 5 | R05 | 2025-09-01 | 2027-09-30 | AGM, September 2027 | |
B00 | second | 6 | R08 | 2025-09-01 | 2027-09-30 | AGM, September 2027 | |
B00 | second | 7 | R11 | 2025-09-01 | 2027-09-30 | AGM, September 2027 | |
B00 | second | 8 | R22 | 2025-09-01 | 2027-09-30 | AGM, September 2027 | |
B01 | lead | 1 | R01 | 2025-09-01 | 2028-08-31 | | |
B01 | second | 2 | R02 | 2025-09-01 | 2028-08-31 | | |
B01 | deputy | 3 | R08 | 2025-09-01 | 2028-08-31 | | |
B02 | lead | 1 | R01 | 2025-09-01 | 2028-08-31 | | |
B02 | second | 2 | R02 | 2025-09-01 | 2028-08-31 | | |
B02 | second | 3 | R05 | 2025-09-01 | 2028-08-31 | | |
B03 | lead | 1 | R02 | 2026-01-01 | 2028-12-31 | | |
B03 | deputy | 2 | R11 | 2026-01-01 | 2028-12-31 | | |
B04 | lead | 1 | R08 | 2024-09-01 | 2027-08-31 | | |
B04 | deputy | 2 | R16 | 2024-09-01 | 2027-08-31 | | |
B05 | lead | 1 | R07 | 2025-09-01 | 2028-08-31 | | |
B05 | second | 2 | R13 | 2025-09-01 | 2028-08-31 | | |
B05 | shadow | 3 | R25 | 2026-09-01 | | | |
B06 | lead | 1 | R10 | 2024-09-01 | 2027-03-25 | | | R18
B06 | deputy | 2 | R18 | 2024-09-01 | | | |
B07 | lead | 1 | R06 | 2025-09-01 | 2027-08-31 | | |
B07 | deputy | 2 | | | | | |
B08 | lead | 1 | R15 | 2026-06-01 | 2027-05-28 | | |
B08 | second | 2 | R09 | 2026-06-01 | 2027-05-28 | | 2026-11-02 |
B09 | lead | 1 | R12 | 2025-09-01 | 2028-08-31 | | |
B09 | deputy | 2 | R20 | 2025-09-01 | 2028-08-31 | | |
B10 | lead | 1 | R14 | 2024-09-01 | 2026-12-18 | | |
B10 | second | 2 | R17 | 2024-09-01 | | | |
B11 | lead | 1 | R22 | 2025-09-01 | 2028-08-31 | | |
B11 | deputy | 2 | R19 | 2025-09-01 | 2028-08-31 | | |
B12 | lead | 1 | R11 | 2025-09-01 | 2027-08-31 | | |
B12 | deputy | 2 | | | | | |
B13 | lead | 1 | R24 | 2025-09-01 | 2026-09-30 | | | R23
B13 | lead | 1 | R23 | 2026-10-01 | 2028-08-31 | | |
B13 | second | 2 | R21 | 2025-09-01 | 2028-08-31 | | |
B14 | lead | 1 | R02 | 2025-09-01 | 2028-08-31 | | |
B14 | second | 2 | R04 | 2025-09-01 | 2028-08-31 | | |
""")

# Fields of service in the words in which reps choose theirs: whom a seat is offered to first.
AREAS = rows("""
board | areas
B00 | strategy; finance; membership
B01 | strategy; co-production; inspection
B02 | co-production
B03 | inspection; strategy; plan board
B04 | health commissioning; CAMHS
B05 | neurodevelopmental pathway
B06 | speech and language
B07 | short breaks; early years; commissioning
B08 | transport; rural
B09 | Local Offer; easy read; social media
B10 | EHC plan quality
B11 | preparing for adulthood; post-16
B12 | high needs funding; finance
B13 | CAMHS; teenage years; school attendance
B14 | regional; membership
""")
