"""Meetings of boards that somebody else runs, and what came of them."""

from peewee import SQL, BooleanField, DateField, IntegerField

from .base import CLOSED_IS_MARKED, LEVELS, MomentField, Record, link, must, one_kept, one_of, prose
from .boards import Board
from .control import Marking
from .organisations import Contact, Department, Organisation
from .people import Person


class Venue(Record):
    name = prose()
    town = prose()
    step_free = prose()
    hearing_loop = prose()
    quiet_room = prose()
    parking = prose()
    note = prose()

    class Meta:
        table_name = "venues"


class Travel(Record):
    """One way from a town to a venue: whole minutes and whole miles."""

    town = prose()
    venue = link(Venue)
    minutes = IntegerField()
    miles = IntegerField()

    class Meta:
        table_name = "travel"
        constraints = must(way_not_negative="minutes >= 0 AND miles >= 0")


class Meeting(Record):
    """One meeting. Its envelope is for members, unless the meeting itself is marked.

    `day` is the London date of `starts_at`, kept beside it so that both engines compare dates alike.
    """

    code = prose()
    board = link(Board)
    starts_at = MomentField(index=True)
    day = DateField(index=True)
    planned_minutes = IntegerField()
    actual_minutes = IntegerField(null=True)
    mode = prose("online")
    venue = link(Venue, null=True)
    join_link = prose()
    aim = prose()
    chair = prose()
    notes_by = prose()
    invited_on = DateField(null=True)
    papers_on = DateField(null=True)
    urgent_reason = prose()
    long_reason = prose()
    state = prose("planned")
    marking = link(Marking, null=True)

    class Meta:
        table_name = "meetings"
        indexes = ((("board", "starts_at"), False),)
        constraints = must(minutes_not_negative="planned_minutes >= 0 AND actual_minutes >= 0")


class AgendaItem(Record):
    """One item of an agenda. Without a marking its level is public or members.

    `late`: it came after the board's deadline, and needs the chair's yes: `chair_agreed`, null until said.
    """

    meeting = link(Meeting)
    position = IntegerField()
    title = prose()
    proposed_by = prose()
    source = prose()
    openness = prose()
    minutes = IntegerField(null=True)
    late = BooleanField(default=False, constraints=[SQL("DEFAULT false")])
    chair_agreed = BooleanField(null=True)
    level = prose("members")
    marking = link(Marking, null=True)

    class Meta:
        table_name = "agenda_items"
        constraints = must(
            minutes_not_negative="minutes >= 0",
            level_known=one_of("level", *LEVELS),
            closed_is_marked=CLOSED_IS_MARKED,
        )


class Paper(Record):
    """Something to read before a meeting, on its own or under an agenda item."""

    meeting = link(Meeting)
    agenda_item = link(AgendaItem, null=True)
    title = prose()
    summary = prose()
    issued_on = DateField(null=True)
    level = prose("members")
    marking = link(Marking, null=True)

    class Meta:
        table_name = "papers"
        constraints = must(level_known=one_of("level", *LEVELS), closed_is_marked=CLOSED_IS_MARKED)


class Attendance(Record):
    """One forum person and one meeting: what they answered, and whether they were there.

    `reply`: coming, not_coming, maybe, deputy or empty. `state`: present, apologies, deputy_present, absent
    or empty until logged. `hat`: representative, parent_carer, or another declared one.
    """

    meeting = link(Meeting)
    person = link(Person)
    seat_role = prose()
    reply = prose()
    replied_at = MomentField(null=True)
    state = prose()
    hat = prose("representative")

    class Meta:
        table_name = "attendances"
        audience = "board"
        constraints = must(
            reply_known=one_of("reply", "", "coming", "not_coming", "maybe", "deputy"),
            state_known=one_of("state", "", "present", "apologies", "deputy_present", "absent"),
        )


class PartnerCount(Record):
    """How many people of one partner came, or said they will; counts only, never names."""

    meeting = link(Meeting)
    organisation = link(Organisation, null=True)
    department = link(Department, null=True)
    label = prose()
    sector = prose()
    guests = BooleanField(default=False)
    present = IntegerField(null=True)
    yes = IntegerField(null=True)
    maybe = IntegerField(null=True)

    class Meta:
        table_name = "partner_counts"
        constraints = must(counts_not_negative="present >= 0 AND yes >= 0 AND maybe >= 0")


class MeetingReport(Record):
    """What a rep logged: one line at the meeting's level or closer."""

    meeting = link(Meeting)
    person = link(Person)
    text = prose()
    logged_at = MomentField(index=True)
    logged_by = link(Person, null=True)
    level = prose("members")
    marking = link(Marking, null=True)

    class Meta:
        table_name = "meeting_reports"
        constraints = must(level_known=one_of("level", *LEVELS), closed_is_marked=CLOSED_IS_MARKED)


class Pulse(Record):
    """How a meeting was for one rep, in three taps; each may be left out.

    `settled_before`: the matter was settled before the forum was asked.
    """

    meeting = link(Meeting)
    person = link(Person)
    answer = prose()
    heard = prose(constraints=[SQL("DEFAULT ''")])
    welcomed = prose(constraints=[SQL("DEFAULT ''")])
    settled_before = BooleanField(default=False, constraints=[SQL("DEFAULT false")])

    class Meta:
        table_name = "pulses"
        audience = "self_coordinator"
        constraints = must(
            answer_known=one_of("answer", "", "good", "mixed", "hard"),
            heard_known=one_of("heard", "", "yes", "partly", "no"),
            welcomed_known=one_of("welcomed", "", "yes", "partly", "no"),
        )


class Decision(Record):
    """What was settled, or who will do what by when. `kind`: decision, action or reserved.

    `state`: open, done, agreed, noted, waiting. A reserved decision is asked of named people by a day.
    """

    code = prose()
    kind = prose("action")
    board = link(Board)
    meeting = link(Meeting, null=True)
    text = prose()
    owner = link(Person, null=True)
    partner_contact = link(Contact, null=True)
    partner_words = prose()
    due_on = DateField(null=True)
    done_on = DateField(null=True)
    decided_on = DateField(null=True)
    state = prose("open")
    dissent = prose()
    asked_by = link(Person, null=True)
    asked_on = DateField(null=True)
    answer_by = DateField(null=True)
    level = prose("members")
    marking = link(Marking, null=True)

    class Meta:
        table_name = "decisions"
        constraints = must(
            kind_known=one_of("kind", "decision", "action", "reserved"),
            state_known=one_of("state", "open", "done", "agreed", "noted", "waiting"),
            level_known=one_of("level", *LEVELS),
            closed_is_marked=CLOSED_IS_MARKED,
        )


class ReservedAnswer(Record):
    """One person asked about a reserved decision; `answer` is empty until they say."""

    decision = link(Decision)
    person = link(Person)
    answer = prose()
    words = prose()
    answered_at = MomentField(null=True)

    class Meta:
        table_name = "reserved_answers"


class OutcomeFeedback(Record):
    """News that a partner owes reps: its meeting, partner and days are envelope; its text is not."""

    code = prose()
    meeting = link(Meeting, null=True)
    second_meeting = link(Meeting, null=True)
    board = link(Board, null=True)
    about = prose()
    owed_by = link(Organisation)
    owed_by_words = prose()
    due_on = DateField()
    given_on = DateField(null=True)
    level = prose("members")
    marking = link(Marking, null=True)

    class Meta:
        table_name = "outcome_feedback"
        constraints = must(level_known=one_of("level", *LEVELS), closed_is_marked=CLOSED_IS_MARKED)


class OutcomeNews(Record):
    """The text of outcome feedback, at its meeting's level: done, part or not, why, what next."""

    feedback = link(OutcomeFeedback)
    outcome = prose()
    text = prose()
    reason = prose()
    next_step = prose()
    level = prose("members")
    marking = link(Marking, null=True)

    class Meta:
        table_name = "outcome_news"
        constraints = must(
            outcome_known=one_of("outcome", "done", "part", "not_done"),
            level_known=one_of("level", *LEVELS),
            closed_is_marked=CLOSED_IS_MARKED,
        )


class RepRequest(Record):
    """A partner asked for a representative. `reply`: yes, no, talk, or empty while it waits."""

    organisation = link(Organisation, null=True)
    contact = link(Contact, null=True)
    text = prose()
    asked_on = DateField()
    reply = prose()
    answer = prose()
    answered_on = DateField(null=True)

    class Meta:
        table_name = "rep_requests"
        constraints = must(reply_known=one_of("reply", "", "yes", "no", "talk"))


class Barrier(Record):
    """What stands in the way of taking part. Two own it: a forum person and a partner officer.

    `state`: open, mitigated or closed. As closed as the agenda item it is about, and as what its board's
    reps usually write.
    """

    board = link(Board, null=True)
    meeting = link(Meeting, null=True)
    agenda_item = link(AgendaItem, null=True)
    person = link(Person, null=True)
    text = prose()
    seen_on = DateField()
    owner = link(Person, null=True)
    partner_contact = link(Contact, null=True)
    mitigation = prose()
    learned = prose()
    state = prose("open")
    closed_on = DateField(null=True)
    marking = link(Marking, null=True)

    class Meta:
        table_name = "barriers"


class Escalation(Record):
    """A barrier raised to someone who can unblock it, with the day an answer was due.

    `height`: board (the board itself), above (the board above it) or top (a director). `owner` presses for it
    in the forum; `partner_contact`, or `raised_with` in words, holds it. As closed as what it is about.
    """

    title = prose()
    text = prose()
    board = link(Board, null=True)
    meeting = link(Meeting, null=True)
    agenda_item = link(AgendaItem, null=True)
    barrier = link(Barrier, null=True)
    height = prose("board")
    raised_by = link(Person, null=True)
    raised_with = prose()
    owner = link(Person, null=True)
    partner_contact = link(Contact, null=True)
    raised_on = DateField()
    due_on = DateField(null=True)
    answered_on = DateField(null=True)
    answer = prose()
    marking = link(Marking, null=True)

    class Meta:
        table_name = "escalations"
        constraints = must(height_known=one_of("height", "board", "above", "top"))


class FeedbackChase(Record):
    """A partner officer was sent a link: to tell what came of something, once more, or to say thank you.

    `kind`: asked, reminder or thanks. `asked_by` is empty when the forum itself reminded. Of no use any more
    once `stopped_on` is set.
    """

    feedback = link(OutcomeFeedback, null=True)
    meeting = link(Meeting, null=True)
    contact = link(Contact)
    kind = prose("asked")
    asked_on = DateField()
    asked_by = link(Person, null=True)
    answered_at = MomentField(null=True)
    thanked_at = MomentField(null=True)
    stopped_on = DateField(null=True)

    class Meta:
        table_name = "feedback_chases"
        audience = "steering"
        constraints = must(
            kind_of_chase=one_of("kind", "asked", "reminder", "thanks"),
            about_something="feedback_id IS NOT NULL OR meeting_id IS NOT NULL",
        )


one_kept(Attendance, "meeting", "person")
one_kept(MeetingReport, "meeting", "person")
one_kept(Pulse, "meeting", "person")
one_kept(ReservedAnswer, "decision", "person")
one_kept(OutcomeNews, "feedback")
