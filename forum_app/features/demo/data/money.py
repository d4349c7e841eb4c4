"""The demo's money: dated rates, sources, offers and what was chosen, claims and their lines. Pounds."""

# ruff: noqa: E501  a row of a table stays on one line

from .text import rows

RATES = rows("""
kind | unit | from | until | pounds | words | source
car mileage | mile | 2011-04-06 | 2026-04-05 | 0.45 | Car or van, first 10,000 miles | HMRC
car mileage | mile | 2026-04-06 | | 0.55 | Car or van, first 10,000 miles | Two independent secondary sources: check GOV.UK before relying on it
car mileage over 10,000 | mile | 2011-04-06 | | 0.25 | Car or van, above 10,000 miles | HMRC
motorcycle mileage | mile | 2011-04-06 | | 0.24 | Motorcycle | HMRC: check for a change in 2026
bicycle mileage | mile | 2011-04-06 | | 0.20 | Bicycle | HMRC: check for a change in 2026
passenger mileage | mile | 2011-04-06 | | 0.05 | Each passenger | HMRC
involvement payment | hour | 2026-09-01 | | 15.00 | Meeting, reading and briefing, rounded up to a quarter hour; travel is not paid | Our own policy, invented for the demo
involvement cap | up to 4 hours | 2026-09-01 | | 75.00 | Most for up to 4 hours | Our own policy, invented for the demo
involvement cap over 4 hours | over 4 hours | 2026-09-01 | | 150.00 | Most for over 4 hours | Our own policy, invented for the demo
replacement care | actual cost | 2026-09-01 | | | Actual cost with a receipt, up to £20.00 an hour, agreed before | Our own policy, invented for the demo
volunteer hour | hour | 2025-10-22 | | 13.45 | Notional value of an hour, for reports only, not pay | Real Living Wage 2025-26; a new rate was due in October 2026
""")

FUNDING = rows("""
code | name | from | until | pounds | may_pay_for | reporting
F1 | DfE participation grant through Contact | 2026-04-01 | 2027-03-31 | 17500.00 | Running the forum and participation work; kept apart from other money. In two equal parts; the figure is last year's, this year's is not confirmed. | Yearly monitoring with receipts; what is not spent is taken off
F2 | ACC partnership contribution | 2026-04-01 | 2027-03-31 | 14000.00 | Involvement payments for ACC boards, and coordinator hours | Twice a year
F3 | ICB contribution | 2026-04-01 | 2027-03-31 | 6000.00 | Involvement payments for health boards | Once a year
F4 | Small grant, Vale Community Fund | 2026-09-01 | 2027-08-31 | 1200.00 | Easy-read materials and outreach only | An end report with photographs and numbers
""")

# Each is for the meeting and the rep of its time row. Made when a month is closed; November is still open.
OFFERS = rows("""
code | time | hours | offered | choice | taken | source
P01 | T01 | 2 | 30.00 | accepted | 30.00 | F2
P02 | T02 | 2.5 | 37.50 | accepted | 37.50 | F2
P03 | T03 | 2.25 | 33.75 | declined | 0.00 | F2
P04 | T04 | 4 | 60.00 | accepted | 60.00 | F2
P05 | T05 | 2.25 | 33.75 | accepted | 33.75 | F2
P06 | T06 | 2 | 30.00 | accepted | 30.00 | F3
P07 | T07 | 2 | 30.00 | declined | 0.00 | F3
P08 | T08 | 2.75 | 41.25 | charity | 41.25 | F3
P09 | T09 | 2.75 | 41.25 | accepted | 41.25 | F2
P10 | T10 | 2.75 | 41.25 | declined | 0.00 | F2
P11 | T11 | 1.5 | 22.50 | accepted | 22.50 | F2
P12 | T12 | 1.5 | 22.50 | undecided | | F2
P13 | T13 | 1.75 | 26.25 | lower | 10.00 | F3
P14 | T14 | 2 | 30.00 | accepted | 30.00 | F2
P15 | T15 | 1.5 | 22.50 | accepted | 22.50 | F2
P16 | T16 | 2 | 30.00 | accepted | 30.00 | F3
P17 | T17 | 2 | 30.00 | accepted | 30.00 | F3
P18 | T18 | 4.5 | 67.50 | declined | 0.00 | F1
P19 | T19 | 4.5 | 67.50 | accepted | 67.50 | F1
P20 | T20 | 2 | 30.00 | accepted | 30.00 | F2
P21 | T21 | 2 | 30.00 | declined | 0.00 | F2
P22 | T22 | 2.5 | 37.50 | accepted | 37.50 | F2
P23 | T24 | 4 | 60.00 | accepted | 60.00 | F2
P24 | T25 | 2 | 30.00 | accepted | 30.00 | F3
P25 | T26 | 2 | 30.00 | declined | 0.00 | F3
P26 | T28 | 2.25 | 33.75 | declined | 0.00 | F2
P27 | T29 | 1.5 | 22.50 | undecided | | F2
P28 | T30 | 2.75 | 41.25 | declined | 0.00 | F2
""")

# Who approved is known for those approved or paid. `source` is where an approved claim is paid from.
CLAIMS = rows("""
code | rep | period | start | end | state | approver | approved_on | paid_on | source | pay_to | note
C01 | R01 | Sep and Oct 2026 | 2026-09-01 | 2026-10-31 | paid | R03 | 2026-11-11 | 2026-11-13 | F2 | |
C02 | R05 | Sep and Oct 2026 | 2026-09-01 | 2026-10-31 | paid | R03 | 2026-11-11 | 2026-11-13 | F2 | |
C03 | R06 | Sep 2026 | 2026-09-01 | 2026-09-30 | paid | R03 | 2026-10-21 | 2026-10-23 | F2 | | Care receipt attached
C04 | R07 | Sep and Oct 2026 | 2026-09-01 | 2026-10-31 | approved | R03 | 2026-11-20 | | F3 | | Waiting for the bank run
C05 | R08 | Sep 2026 | 2026-09-01 | 2026-09-30 | approved | R03 | 2026-11-20 | | F3 | O10 | To charity, as chosen: will be paid to Stepping Stones
C06 | R10 | Sep 2026 | 2026-09-01 | 2026-09-30 | submitted | R03 | | | | | A lower amount was chosen
C07 | R11 | Oct 2026 | 2026-10-01 | 2026-10-31 | returned | R03 | | | | | Parking at a free venue, please check
C08 | R12 | Oct 2026 | 2026-10-01 | 2026-10-31 | submitted | R03 | | | | |
C09 | R14 | Sep and Oct 2026 | 2026-09-01 | 2026-10-31 | approved | R03 | 2026-11-20 | | F2 | |
C10 | R15 | Sep 2026 | 2026-09-01 | 2026-09-30 | draft | R03 | | | | | Not sent yet
C11 | R17 | Sep 2026 | 2026-09-01 | 2026-09-30 | paid | R03 | 2026-11-11 | 2026-11-13 | F2 | |
C12 | R22 | Sep 2026 | 2026-09-01 | 2026-09-30 | paid | R03 | 2026-11-11 | 2026-11-13 | F2 | |
C13 | R03 | Oct 2026 | 2026-10-01 | 2026-10-31 | submitted | R02 | | | | | The treasurer's own claim goes to a second approver
C14 | R21 | Oct 2026 | 2026-10-01 | 2026-10-31 | draft | R03 | | | | |
""")

CLAIM_LINES = rows("""
claim | kind | words | miles | pounds | receipt
C01 | payment | Three meetings | | 101.25 | no
C01 | mileage | Saltmere to County Hall and back | 44 | 24.20 | no
C01 | parking | County Hall | | 4.60 | no
C02 | payment | Two meetings | | 75.00 | no
C03 | payment | One meeting | | 33.75 | no
C03 | mileage | Saltmere to County Hall and back | 44 | 24.20 | no
C03 | care | Replacement care, 3 hours, agreed before | | 54.00 | yes
C04 | payment | Two meetings | | 60.00 | no
C05 | payment | One meeting | | 41.25 | no
C06 | payment | One meeting | | 10.00 | no
C07 | mileage | To Heronwood hub and back | 10 | 5.50 | no
C07 | parking | Heronwood hub | | 3.20 | no
C08 | payment | One meeting | | 22.50 | no
C09 | payment | One meeting | | 60.00 | no
C09 | mileage | Thornwick to County Hall and back | 30 | 16.50 | no
C09 | parking | County Hall | | 4.60 | no
C10 | payment | One meeting | | 22.50 | no
C11 | payment | One meeting | | 60.00 | no
C11 | mileage | Great Ashby to County Hall and back | 24 | 13.20 | no
C11 | parking | County Hall | | 4.60 | no
C12 | payment | One meeting | | 30.00 | no
C13 | other | Printer paper | | 6.49 | no
C14 | payment | One meeting | | 30.00 | no
""")

THANKS = rows("""
person | from | organisation | text | day
R23 | Louise Tanner | O5 | "Your questions changed the letter." | 2026-10-29
R21 | Louise Tanner | O5 | "Your questions changed the letter." | 2026-10-29
R01 | Judith Farrow | O2 | Card and lunch for the induction day | 2026-10-15
R08 | Judith Farrow | O2 | Card and lunch for the induction day | 2026-10-15
R12 | Anil Bhatt | O2 | Certificate and note for the Young Voices session | 2026-09-18
R22 | ACC | O2 | "The panel asked better questions with you there." | 2026-09-24
R14 | Judith Farrow | O2 | Note from the panel chair | 2026-11-10
R13 | The co-chairs | O1 | Flowers for hosting | 2026-10-01
""")
