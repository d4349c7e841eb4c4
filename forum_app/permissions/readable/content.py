"""Who may read meetings and what hangs from them: never more openly than what it hangs from."""

from peewee import fn

from ...models.meetings import (
    AgendaItem,
    Attendance,
    Barrier,
    Decision,
    Escalation,
    FeedbackChase,
    Meeting,
    MeetingReport,
    OutcomeFeedback,
    OutcomeNews,
    Paper,
    PartnerCount,
    Pulse,
    RepRequest,
    ReservedAnswer,
    Travel,
    Venue,
)
from ..roles import TEAM, Viewer
from .boards import of_board
from .rules import all_of, any_of, exists, marked, members, own_or, rule


@rule(Venue)
def venues(viewer: Viewer):
    return members(viewer) or viewer.is_guest


@rule(Travel)
def travel(viewer: Viewer):
    return members(viewer)


@rule(Meeting)
def meetings(viewer: Viewer):
    """The envelope is for members; a guest sees the meetings they were sent, or their board's.

    Who opened a link sees the meetings it is about.
    """
    if viewer.guest_link:
        return all_of(Meeting.id.in_(sorted(viewer.guest_link.meetings)), Meeting.marking.is_null())
    if members(viewer):
        return marked(Meeting, viewer)
    if not viewer.is_guest:
        return False
    whole, alone = sorted(viewer.guest_whole), sorted(viewer.guest_meetings)
    sent = any_of(Meeting.board.in_(whole) if whole else False, Meeting.id.in_(alone) if alone else False)
    return all_of(sent, marked(Meeting, viewer))


@rule(AgendaItem)
def agenda_items(viewer: Viewer):
    """Members, and guests where they were sent the meeting; a link opens no agenda."""
    who = members(viewer) or viewer.is_guest
    return all_of(who, marked(AgendaItem, viewer), exists(Meeting, viewer, AgendaItem.meeting))


@rule(Paper)
def papers(viewer: Viewer):
    on_item = Paper.agenda_item.is_null() | exists(AgendaItem, viewer, Paper.agenda_item)
    who = members(viewer) or viewer.is_guest
    return all_of(who, marked(Paper, viewer), exists(Meeting, viewer, Paper.meeting), on_item)


@rule(Attendance)
def attendances(viewer: Viewer):
    """Who came, by name: the person, those with a seat on the board, coordinator and co-chairs."""
    if not members(viewer):
        return False
    who = own_or(viewer, Attendance.person, *TEAM)
    if viewer.boards and who is not True:
        same_board = Meeting.select(Meeting.id).where(
            Meeting.id == Attendance.meeting, Meeting.board.in_(sorted(viewer.boards))
        )
        who = any_of(who, fn.EXISTS(same_board))
    return all_of(who, exists(Meeting, viewer, Attendance.meeting))


@rule(PartnerCount)
def partner_counts(viewer: Viewer):
    return all_of(members(viewer), exists(Meeting, viewer, PartnerCount.meeting))


@rule(MeetingReport)
def meeting_reports(viewer: Viewer):
    return all_of(
        members(viewer), marked(MeetingReport, viewer), exists(Meeting, viewer, MeetingReport.meeting)
    )


@rule(Pulse)
def pulses(viewer: Viewer):
    return own_or(viewer, Pulse.person, "coordinator")


@rule(Decision)
def decisions(viewer: Viewer):
    # A guest who was sent one meeting reads what was settled there, and nothing else of its board.
    loose = members(viewer) or (
        Decision.board.in_(sorted(viewer.guest_whole)) if viewer.guest_whole else False
    )
    meeting = any_of(all_of(loose, Decision.meeting.is_null()), exists(Meeting, viewer, Decision.meeting))
    return all_of(of_board(viewer, Decision.board), marked(Decision, viewer), meeting)


@rule(ReservedAnswer)
def reserved_answers(viewer: Viewer):
    """Who answered what: those asked, the rep who asked, the steering group and the team."""
    if not members(viewer):
        return False
    asked_by_me = Decision.select(Decision.id).where(
        Decision.id == ReservedAnswer.decision, Decision.asked_by == viewer.person_id
    )
    who = any_of(own_or(viewer, ReservedAnswer.person, "steering", *TEAM), fn.EXISTS(asked_by_me))
    return all_of(who, exists(Decision, viewer, ReservedAnswer.decision))


@rule(OutcomeFeedback)
def outcome_feedback(viewer: Viewer):
    """Meeting, partner, due day and state are envelope; who was asked for it by a link sees its state."""
    if viewer.guest_link:
        return OutcomeFeedback.id == viewer.guest_link.feedback
    on_meeting = OutcomeFeedback.meeting.is_null() | exists(Meeting, viewer, OutcomeFeedback.meeting)
    return all_of(members(viewer), marked(OutcomeFeedback, viewer), on_meeting)


@rule(FeedbackChase)
def feedback_chases(viewer: Viewer):
    """Whom we asked, and when: the steering group and the team. By a link, one's own."""
    if viewer.guest_link:
        same = FeedbackChase.feedback == viewer.guest_link.feedback
        return (FeedbackChase.id == viewer.guest_link.chase) | (
            (FeedbackChase.contact == viewer.guest_link.contact) & same
        )
    if not viewer.has("steering", *TEAM):
        return False
    on_meeting = FeedbackChase.meeting.is_null() | exists(Meeting, viewer, FeedbackChase.meeting)
    of_feedback = FeedbackChase.feedback.is_null() | exists(OutcomeFeedback, viewer, FeedbackChase.feedback)
    return all_of(on_meeting, of_feedback)


@rule(OutcomeNews)
def outcome_news(viewer: Viewer):
    """Members, as far as it is open to them; by a link, what one told oneself."""
    if viewer.guest_link:
        told = FeedbackChase.select(FeedbackChase.id).where(
            FeedbackChase.feedback == OutcomeNews.feedback,
            FeedbackChase.contact == viewer.guest_link.contact,
            FeedbackChase.answered_at.is_null(False),
            FeedbackChase.binned_at.is_null(),
        )
        return all_of(OutcomeNews.feedback == viewer.guest_link.feedback, fn.EXISTS(told))
    return all_of(members(viewer), marked(OutcomeNews, viewer), fn.EXISTS(_both_meetings_open(viewer)))


def _both_meetings_open(viewer: Viewer):
    """What the news is of: that it is owed may be known by one meeting, its text takes both to be open."""
    from . import condition

    second = OutcomeFeedback.second_meeting.is_null() | exists(
        Meeting, viewer, OutcomeFeedback.second_meeting
    )
    return OutcomeFeedback.select(OutcomeFeedback.id).where(
        OutcomeFeedback.id == OutcomeNews.feedback, condition(OutcomeFeedback, viewer), second
    )


def of_board_seats(viewer: Viewer, board):
    """The steering group and the team, and those with a seat on the board."""
    if viewer.has("steering", *TEAM):
        return True
    return board.in_(sorted(viewer.boards)) if viewer.boards else False


@rule(Escalation)
def escalations(viewer: Viewer):
    who = any_of(of_board_seats(viewer, Escalation.board), own_or(viewer, Escalation.raised_by))
    on_barrier = Escalation.barrier.is_null() | exists(Barrier, viewer, Escalation.barrier)
    return all_of(who, _open_as_what_it_is_about(viewer, Escalation), on_barrier)


@rule(Barrier)
def barriers(viewer: Viewer):
    who = any_of(of_board_seats(viewer, Barrier.board), own_or(viewer, Barrier.person))
    return all_of(who, _open_as_what_it_is_about(viewer, Barrier))


def _open_as_what_it_is_about(viewer: Viewer, model: type[Barrier] | type[Escalation]):
    """Its own marking, its meeting, and the agenda item that it is about."""
    on_meeting = model.meeting.is_null() | exists(Meeting, viewer, model.meeting)
    on_item = model.agenda_item.is_null() | exists(AgendaItem, viewer, model.agenda_item)
    return all_of(marked(model, viewer), on_meeting, on_item)


@rule(RepRequest)
def rep_requests(viewer: Viewer):
    return viewer.has("steering", *TEAM)
