"""What can be found, by which words, and on which page it stands.

A feature with a table of its own says `findable(Findable(...))` in its own tables.py.
"""

from ...models.boards import Board, TermsOfReference
from ...models.glossary import GlossaryTerm
from ...models.meetings import AgendaItem, Decision, Meeting, MeetingReport, Paper
from ...models.organisations import Contact, Organisation
from ...models.people import Person, Policy
from ...records.search import findable
from ...records.search_entries import Findable

ON_MEETING = (("meetings.show", "meeting"),)

findable(
    Findable(
        Person,
        title=("name",),
        text=("forum_role", "town", "areas", "about"),
        pages=(("people.show", "id"),),
        place=10,
        for_guests=False,
    )
)
findable(
    Findable(
        Board,
        title=("name",),
        text=("short_name", "kind", "chair", "usual_time", "quorum_words", "long_reason", "code"),
        pages=(("boards.show", "id"),),
        place=11,
    )
)
findable(
    Findable(
        Meeting,
        title=("board.name",),
        text=("aim", "board.short_name", "chair", "notes_by", "urgent_reason", "long_reason", "code"),
        near=("board",),
        day=("day",),
        pages=(("meetings.show", "id"),),
        place=20,
    )
)
findable(
    Findable(
        AgendaItem,
        title=("title",),
        text=("proposed_by", "source", "openness"),
        under=("meeting",),
        near=("meeting",),
        day=("meeting.day",),
        pages=ON_MEETING,
        place=21,
    )
)
findable(
    Findable(
        Paper,
        title=("title",),
        text=("summary",),
        under=("meeting", "agenda_item"),
        near=("meeting",),
        day=("meeting.day",),
        pages=ON_MEETING,
        place=22,
    )
)
findable(
    Findable(
        MeetingReport,
        title=("text",),
        under=("meeting",),
        near=("meeting",),
        day=("meeting.day",),
        pages=ON_MEETING,
        place=23,
    )
)
findable(
    Findable(
        Decision,
        title=("text",),
        text=("partner_words", "dissent", "code"),
        under=("meeting",),
        near=("board", "meeting"),
        day=("decided_on", "due_on", "asked_on"),
        pages=(("meetings.decision", "id"), *ON_MEETING, ("boards.show", "board")),
        place=24,
    )
)
findable(
    Findable(
        Organisation,
        title=("name",),
        text=("short_name", "sector", "note"),
        pages=(("organisations.show", "id"),),
        place=30,
        for_guests=False,
    )
)
findable(
    Findable(
        Contact,
        title=("name",),
        text=("role_title", "email"),
        near=("organisation",),
        pages=(("organisations.show", "organisation"),),
        place=31,
    )
)
findable(
    Findable(
        GlossaryTerm,
        title=("short",),
        text=("stands_for", "meaning"),
        pages=(("glossary.index", "?find"),),
        place=15,
    )
)
findable(Findable(Policy, title=("name",), text=("text",), day=("starts_on",), place=40))
findable(
    Findable(
        TermsOfReference,
        title=("board.name",),
        text=("text", "note"),
        near=("board",),
        day=("starts_on",),
        pages=(("boards.show", "board"),),
        place=41,
    )
)
