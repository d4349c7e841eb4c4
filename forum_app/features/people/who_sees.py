"""All that the forum keeps about one person, in one list, and who may see each of it."""

from dataclasses import dataclass

from ...fields.words import capital, join
from ...models.people import Person
from ...permissions.audiences import AUDIENCES, audience_of
from ...records.registry import table_of

READERS = {
    "self": ("you",),
    "team": ("the coordinator", "the co-chairs"),
    "team-with-the-item": ("the coordinator", "the co-chairs"),
    "coordinator": ("the coordinator",),
    "treasurer": ("the treasurer",),
    "approver": ("who approves it",),
    "steering": ("the steering group",),
    "seat": ("the people of that board",),
    "asker": ("who asked",),
    "asked-too": ("who else was asked",),
    "supporter": ("your supporter",),
    "thanked": ("you",),
    "shared-with-them": ("whoever you share one with",),
}
EVERYBODY = "Everyone in the forum"
# What is kept in rows of its own: the table, what people call it, and who reads it.
ROWS = (
    ("access_needs", "What helps you to take part", ("self", "coordinator")),
    ("availabilities", "When you are free, day by day", ("self", "team")),
    ("supporters", "Who supports you", ("self", "supporter", "team")),
    ("agreements", "Confidentiality agreements you signed", ("self", "team")),
    ("policy_acceptances", "Policies you accepted", ("self", "team")),
    ("declarations", "Interests you declared", ("self", "team")),
    ("training_records", "Training you did, booked or would like", ("self", "team")),
    ("roles", "Roles the forum trusts you with", ("members",)),
    ("seats", "Seats on boards", ("members", "guests")),
    ("attendances", "Whether you come to a meeting, and were there", ("self", "team", "seat")),
    ("meeting_reports", "What you wrote of a meeting", ("members",)),
    ("private_notes", "Your own notes on a meeting", ("self",)),
    ("paper_reads", "Papers you said you have read", ("self", "coordinator")),
    ("paper_questions", "Questions you asked about a paper", ("self", "coordinator")),
    ("cover_asks", "Cover you were asked for", ("self", "asked-too", "team")),
    ("reminders", "Reminders sent to you", ("self", "team")),
    ("pulses", "How a meeting was for you", ("self", "coordinator")),
    ("reserved_answers", "Answers to what the steering group decides", ("self", "asker", "steering", "team")),
    ("barriers", "What stood in your way", ("self", "steering", "team", "seat")),
    ("time_entries", "Time you gave", ("self", "coordinator")),
    ("offers", "What you chose about payment", ("self", "treasurer")),
    ("claims", "Expenses you claimed", ("self", "treasurer", "approver")),
    ("thanks", "Thanks to you", ("thanked", "steering", "team")),
    ("deliveries", "Digests that were sent to you", ("self", "coordinator")),
    ("preferences", "When you want your digest", ("self",)),
    ("record_comments", "Comments you wrote, as far as one may read what they are about", ("members",)),
    ("locks", "Records you said are final, as far as one may read them", ("members",)),
    ("saved_views", "Views of tables that you keep", ("self", "shared-with-them")),
    ("asides", "Items you stand aside from", ("self", "team-with-the-item")),
    ("accounts", "The address you sign in with", ("self", "team")),
    ("mails", "Mail that was sent to you", ("self", "coordinator")),
)
NEVER = "Nothing about a child, a diagnosis or benefits is kept, and no reason for a pause."


@dataclass(frozen=True)
class Line:
    """One thing that is kept: what it is, what it says where that is short, and who sees it."""

    what: str
    says: str
    who: str


def lines(viewer, person) -> list[Line]:
    """Everything, the person's own columns first."""
    own = [
        Line(
            column.label,
            column.kind.show(getattr(person, column.name), viewer.today),
            _who(_readers(audience_of(getattr(Person, column.name)))),
        )
        for column in table_of(Person).stored
    ]
    return own + [Line(words, "", _who(readers)) for _table, words, readers in ROWS]


def _readers(audience: str) -> tuple[str, ...]:
    """The readers of a column with this audience."""
    if audience not in AUDIENCES:
        return ("members",)
    roles, own = AUDIENCES[audience]
    others = ("team",) if {"coordinator", "cochair"} <= roles else tuple(sorted(roles))
    return ("self", *others) if own else others


def _who(readers: tuple[str, ...]) -> str:
    if "members" in readers:
        return EVERYBODY
    words = list(dict.fromkeys(word for reader in readers for word in READERS[reader]))
    return "Only you" if words == ["you"] else capital(join(words))
