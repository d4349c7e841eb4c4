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

# What "usually free" means on each weekday, Monday 0; where the words above say more, they say it.
AVAILABILITIES = rows("""
person | weekdays | from | until
R01 | 0, 1, 2, 3 | 09:30 | 14:30
R02 | 0, 1, 2, 3, 4 | 09:15 | 14:45
R03 | 1, 3 | 09:00 | 12:30
R04 | 1 | 09:00 | 17:00
R04 | 0, 1, 2, 3, 4 | 18:00 | 21:00
R05 | 2, 3 | 09:30 | 14:30
R06 | 2 | 09:30 | 14:30
R07 | 3 | 09:00 | 12:30
R08 | 1, 2 | 09:00 | 17:00
R09 | 4 | 09:00 | 12:30
R10 | 1 | 09:00 | 12:30
R11 | 0, 1, 2, 3, 4 | 09:00 | 17:00
R12 | 3 | 09:30 | 14:30
R13 | 3 | 09:30 | 14:30
R14 | 0 | 09:30 | 14:30
R15 | 4 | 09:30 | 14:30
R16 | 1 | 09:30 | 14:30
R17 | 0, 2 | 09:30 | 14:30
R18 | 1 | 09:30 | 14:30
R19 | 2 | 09:30 | 14:30
R20 | 3 | 09:30 | 14:30
R21 | 4 | 09:30 | 14:30
R22 | 2 | 09:30 | 14:30
R23 | 4 | 09:30 | 14:30
R25 | 3 | 09:30 | 14:30
""")

ASSETS = rows("""
person | assets
R08 | Reads commissioning papers for a living
R12 | Writes easy read; takes photographs
R13 | Speaks Urdu and Punjabi
R18 | Speaks Polish
""")

# Ruksana's supporter interprets for her, and wants to know when.
SUPPORTERS = rows("""
person | supporter | meetings
R13 | R09 | yes
R25 | R07 | no
""")

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
    "owner": "The co-chairs",
    "review_on": "2027-09-01",
    "needed_to_sit": True,
    "makes_agreement": True,
}
# What else the forum's people agree to; who signed the one above accepted these on the same day.
POLICIES = (
    {
        "name": "Code of conduct",
        "edition": 2,
        "starts_on": "2026-09-01",
        "owner": "The co-chairs",
        "review_on": "2027-09-01",
        "needed_to_sit": True,
        "text": (
            "We hold a public seat for other families, so we keep to the seven principles of public life.\n\n"
            "- **Selflessness.** We speak for families as a whole, not for our own case.\n"
            "- **Integrity.** We owe nothing to anybody who might want to sway us, and we declare interests.\n"
            "- **Objectivity.** We say what families told us and what the figures show, and on what grounds.\n"
            "- **Accountability.** We tell the forum what was said and done, and answer questions about it.\n"
            "- **Openness.** We share what can be shared, and say why when something cannot be.\n"
            "- **Honesty.** We tell the truth, also when it is awkward.\n"
            "- **Leadership.** We treat everybody with respect, and speak up when somebody does not.\n\n"
            "When we fall out: first we talk with one another. Then the coordinator hears each of us. Then a "
            "co-chair who is not part of it. If that does not settle it, we ask somebody from outside the "
            "forum. Bryony Tasker tells you who that is."
        ),
    },
    {
        "name": "Role description: representative",
        "edition": 1,
        "starts_on": "2026-09-01",
        "owner": "The coordinator",
        "review_on": "2027-07-01",
        "applies_to": "rep",
        "text": (
            "You sit on a board for families and bring what they told the forum.\n\n"
            "- Read the papers, come or send your deputy, and log the meeting within a few days.\n"
            "- Say what you heard, not what happened to your own family.\n"
            "- Tell the coordinator early when it is too much. You set your own limit of hours.\n\n"
            "The forum pays your expenses and offers you payment for your time, gives you a briefing before "
            "and news of what came of it, and keeps your seat when you pause."
        ),
    },
)
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

NEEDED_TO_SIT = ("K1",)

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
WANTED = rows("""
course | wanted
K3 | R14, R17
K6 | R22
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
