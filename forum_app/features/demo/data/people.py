"""The demo's representatives and staff: what they chose, signed, learned and declared. All invented."""

# ruff: noqa: E501  a row of a table stays on one line

from typing import Any

from .text import rows

PEOPLE = rows("""
code | name | town | areas | hours | availability | wishes | state | since | role
R01 | Priya Raghunathan | Saltmere | EHC plans; co-production | 16 | Mon to Thu 09:30 to 14:30 | email | active | | co-chair
R02 | Hannah Trescothick | Brackenford | strategy; inspection | 18 | Mon to Fri 09:15 to 14:45 | email | active | | co-chair
R03 | Gwen Lloyd-Amos | Brackenford | finance | 8 | Tue and Thu mornings | phone first | active | | treasurer and approver
R04 | Tomasz Wierzbicki | Marlbeck | membership; regional | 8 | evenings and Tue | email | active | | secretary
R05 | Adaeze Okonjo | Great Ashby | early years; co-production | 10 | Wed and Thu | messages by text | active | |
R06 | Becky Fairhurst | Saltmere | short breaks | 6 | Wed only | email | active | |
R07 | Siobhan Mulcahy | Thornwick | neurodevelopmental pathway | 8 | Thu mornings | email | active | |
R08 | Daniel Osei-Bonsu | Brackenford | health commissioning | 10 | Tue and Wed | email | active | |
R09 | Farzana Miah | Lindale | transport | 6 | Fri mornings | text | active | |
R10 | Lucy Penhallow | Great Ashby | speech and language | 5 | Tue mornings | email | active | |
R11 | Marcus Delacourt | Marlbeck | high needs funding; plan board | 10 | any, some evenings | email | active | |
R12 | Jo Whitcombe | Thornwick | Local Offer; easy read | 6 | Thu | email | active | |
R13 | Ruksana Sheikh | Saltmere | neurodevelopmental pathway; translation | 6 | Thu | phone | active | |
R14 | Ellie Northcott | Thornwick | EHC plan quality | 8 | Mon | email | active | |
R15 | Craig Hebblethwaite | Lindale | transport; rural | 5 | Fri | email | active | |
R16 | Mei-Ling Carver | Brackenford | health | 5 | Tue | email | active | |
R17 | Olu Adebanjo | Great Ashby | EHC plan quality; post-16 | 8 | Mon and Wed | email | active | |
R18 | Katarzyna Nowicka | Saltmere | speech and language | 4 | Tue | text | active | |
R19 | Steph Garland | Marlbeck | preparing for adulthood | 4 | Wed | email | active | |
R20 | Imogen Vale | Brackenford | Local Offer; social media | 4 | Thu | email | active | |
R21 | Nikesh Solanki | Great Ashby | CAMHS; teenage years | 6 | Fri | email | active | |
R22 | Donna Prewett | Lindale | preparing for adulthood | 8 | Wed | email | active | |
R23 | Amara Kallon | Thornwick | CAMHS; school attendance | 6 | Fri | email | active | |
R24 | Ruth Ellingham | Saltmere | CAMHS | 0 | none | email | paused | 2026-10-05 |
R25 | Callum Dree | Brackenford | neurodevelopmental pathway | 4 | Thu | text | induction | |
S1 | Bryony Tasker | | | | 18 hours a week | | active | | coordinator
S2 | Leon Maddox | | | | 8 hours a week | | active | | administrator
""")

REPS = [person["code"] for person in PEOPLE if person["code"].startswith("R")]

ACCESS_NEEDS = rows("""
person | need
R04 | Large text
R07 | No PDFs
R13 | A summary in Urdu is helpful
""")

ROLES = rows("""
person | role
R01 | cochair
R02 | cochair
R03 | treasurer
S1 | coordinator
S2 | administrator
""")
ROLES_START = "2025-09-01"

POLICY: dict[str, Any] = {
    "name": "Confidentiality policy",
    "edition": 4,
    "starts_on": "2026-09-01",
    "text": (
        "What is marked Board only or Restricted stays with the people it was shared with. "
        "Ask before you pass anything on, and never speak or write of anyone's child by name. "
        "If something went to the wrong place, tell the coordinator the same day."
    ),
}
NOT_YET_ACCEPTED = ("R15", "R19", "R24")
AGREEMENT = {"signed_on": "2026-09-01", "from": "2026-09-01 00:00", "until": "2027-09-01 00:00"}

DECLARATIONS = rows("""
person | text | nothing | renewed | due
R08 | Works two days a week for a charity paid by the ICB. | no | 2026-10-06 | 2027-10-06
R10 | School governor, Bridgefield Academy. | no | 2026-10-01 | 2027-10-01
R11 | | yes | 2026-10-12 | 2027-10-12
R17 | Parish councillor. | no | 2025-09-20 | 2026-09-20
R06 | | no | 2025-10-02 | 2026-10-02
R21 | | no | 2025-10-02 | 2026-10-02
""")
EVERYONE_ELSE_DECLARED = {"renewed": "2026-09-15", "due": "2027-09-15"}

COURSES = rows("""
code | name | provider | minutes | partner_staff
K1 | Rep induction, parts 1 and 2 | APCF | 240 |
K2 | Confidentiality and data | APCF | 90 |
K3 | Facilitation | Southern Region | 360 |
K4 | SEND law basics | Contact | 180 |
K5 | Safeguarding awareness | ACC | 90 |
K6 | Easy-read writing | Compass Advice | 180 |
K7 | Unconscious bias | ICB | 90 | 9
""")

# Without a day, a course was done before this school year, or is booked with no day yet.
TRAINED = rows("""
course | done | booked
K1 | all but R25 |
K2 | all but R16, R19, R20, R25 | R16, R19, R20, R25
K3 | R01, R08 |
K4 | R01, R02, R14, R17 | R11
K5 | all but R23, R25 | R25
K6 | R12 | R20
K7 | R02, R08 |
""")
TRAINED_ON_A_DAY = rows("""
course | person | state | day | words
K1 | R25 | done | 2026-10-20 | Part 1
K1 | R25 | booked | 2026-12-03 | Part 2
K3 | R05 | booked | 2027-01-20 |
K5 | R23 | done | 2026-11-05 |
""")


def email_of(name: str) -> str:
    """Everybody's address in the demo is their first name."""
    return f"{name.split()[0].lower()}@aldermere.example"
