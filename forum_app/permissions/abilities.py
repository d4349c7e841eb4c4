"""Which acts a viewer may do. Actions ask here, so that jobs, imports and commands obey too."""

from collections.abc import Callable
from dataclasses import dataclass

from ..models.base import Record
from ..models.cover import CoverAsk
from ..models.meetings import Meeting
from .errors import ONLY_LOOKING, NotAllowed, NotFound
from .readable import one, readable
from .readable.rules import ABOUT_ANY
from .roles import TEAM, Viewer

Rule = Callable[[Viewer, Record | None], bool]
ABILITIES: dict[str, Rule] = {}
BY_ROLE: set[str] = set()  # acts that a role alone allows, whatever the record


@dataclass(frozen=True)
class Grant:
    """Leave to do one act, given by `require`. `records.write` takes nothing else."""

    viewer: Viewer
    act: str
    record: Record | None = None


def ability(*acts: str, by_role: bool = False):
    """Register the rule for one or more acts; `by_role` when the record plays no part in it."""

    def register(rule: Rule) -> Rule:
        ABILITIES.update(dict.fromkeys(acts, rule))
        BY_ROLE.update(acts if by_role else ())
        return rule

    return register


def can(viewer: Viewer, act: str, record: Record | None = None) -> bool:
    """Whether the viewer may do the act: nothing while looking as somebody else. Raises KeyError."""
    return ABILITIES[act](viewer, record) and not viewer.seeing


def lost(viewer: Viewer, act: str) -> bool:
    """Whether a role alone allowed the act and the viewer no longer holds it."""
    return act in BY_ROLE and not can(viewer, act)


def require(viewer: Viewer, act: str, record: Record | None = None) -> Grant:
    """Leave for the act. Raises NotFound when the viewer may not read the record, NotAllowed otherwise."""
    if record is not None:
        one(type(record), record.id, viewer)
    return leave(viewer, act, record)


def leave(viewer: Viewer, act: str, record: Record | None) -> Grant:
    """`require` for a record that `readable` gave to this viewer just now. Raises NotAllowed."""
    if viewer.seeing:
        raise NotAllowed(ONLY_LOOKING)
    if not can(viewer, act, record):
        raise NotAllowed
    return Grant(viewer, act, record)


def require_in_bin(viewer: Viewer, act: str, record: Record) -> Grant:
    """Leave for an act with a record that lies in the bin. Raises as `require` does."""
    model = type(record)
    if not readable(model, viewer, binned=True).where(model.id == record.id).exists():
        raise NotFound
    return leave(viewer, act, record)


def sits_on(viewer: Viewer, board_id: str | None) -> bool:
    return board_id in viewer.boards


def works_for(viewer: Viewer, board_id: str | None) -> bool:
    """A current seat on the board, or the coordinator's or a co-chair's role for every board."""
    return viewer.has(*TEAM) or sits_on(viewer, board_id)


@ability("reply_to_meeting")
def for_ones_own_seat(viewer: Viewer, meeting) -> bool:
    return sits_on(viewer, meeting.board_id)


@ability("log_meeting", "give_pulse")
def was_there_for_the_forum(viewer: Viewer, meeting) -> bool:
    """Whoever has a seat, and whoever said yes to going in somebody's place."""
    return sits_on(viewer, meeting.board_id) or _goes_for_somebody(viewer, meeting)


def _goes_for_somebody(viewer: Viewer, meeting) -> bool:
    said_yes = (CoverAsk.meeting == meeting.id) & (CoverAsk.answer == "yes")
    return readable(CoverAsk, viewer).where(said_yes, CoverAsk.person == viewer.person_id).exists()


@ability("log_for_rep", "record_partner_counts", "edit_meeting", "create_meeting", by_role=True)
@ability("reply_for_rep", "papers_came", "nobody_went", "remind", by_role=True)
def keeps_meetings(viewer: Viewer, _meeting) -> bool:
    return viewer.has("coordinator")


@ability("assign_seat", "add_seat", "change_seat", "end_seat", "ask_for_cover", by_role=True)
def fills_seats(viewer: Viewer, _record) -> bool:
    return viewer.has("coordinator")


@ability("answer_cover")
def was_asked_to_go(viewer: Viewer, asked) -> bool:
    return asked.person_id == viewer.person_id


@ability("add_decision", "keep_agenda")
def notes_what_was_settled(viewer: Viewer, meeting) -> bool:
    return works_for(viewer, meeting.board_id)


@ability("read_paper")
def reads_for_the_forum(viewer: Viewer, _paper) -> bool:
    """Any member may read and ask; a guest only reads what they were sent."""
    return viewer.has("member") and viewer.person_id is not None


@ability("answer_question", by_role=True)
def explains_papers(viewer: Viewer, _question) -> bool:
    return viewer.has("coordinator")


@ability("close_action")
def closes_what_is_theirs(viewer: Viewer, decision) -> bool:
    return decision.owner_id == viewer.person_id or works_for(viewer, decision.board_id)


@ability("answer_decision")
def was_asked(viewer: Viewer, answer) -> bool:
    """Whoever was asked, as long as they sit in the steering group and have not stepped aside from it."""
    return answer.person_id == viewer.person_id and viewer.in_steering


@ability("add_feedback", "chase_feedback", "stop_links", "ask_for_thanks", by_role=True)
def keeps_what_is_owed(viewer: Viewer, _record) -> bool:
    return viewer.has(*TEAM)


@ability("add_request", "answer_request", by_role=True)
def answers_partners(viewer: Viewer, _request) -> bool:
    return viewer.has(*TEAM)


@ability("give_feedback")
def tells_what_came_of_it(viewer: Viewer, feedback) -> bool:
    """Who was sent a link for it, or the team for somebody who rang."""
    if viewer.guest_link:
        return viewer.guest_link.feedback == feedback.id
    return viewer.has(*TEAM)


@ability("thank_by_link")
def was_sent_a_link(viewer: Viewer, chase) -> bool:
    return viewer.guest_link is not None and viewer.guest_link.chase == chase.id


@ability("thank")
def thanks_a_rep(viewer: Viewer, person) -> bool:
    """The coordinator, a co-chair or a steering member; nobody thanks themself."""
    return viewer.has("steering", *TEAM) and (person is None or person.id != viewer.person_id)


@ability("raise_barrier", "ask_for_escalation")
def works_on_the_board(viewer: Viewer, about) -> bool:
    """Whoever has a seat or a role there, and whoever saw the barrier."""
    saw = getattr(about, "person_id", None)
    return works_for(viewer, about.board_id) or (saw is not None and saw == viewer.person_id)


@ability("mitigate_barrier", "answer_escalation", "raise_higher", "name_owners")
def owns_or_keeps_it(viewer: Viewer, record) -> bool:
    """The team, the steering group, whoever sits on the board, its owner, and whoever raised it."""
    own = {record.owner_id, getattr(record, "person_id", None), getattr(record, "raised_by_id", None)}
    return viewer.in_steering or works_for(viewer, record.board_id) or viewer.person_id in own - {None}


@ability("ask_forum_view")
def takes_it_home(viewer: Viewer, about) -> bool:
    return works_for(viewer, about.board_id)


@ability("withdraw_question")
def asked_it(viewer: Viewer, decision) -> bool:
    return viewer.has(*TEAM) or (
        decision.asked_by_id is not None and decision.asked_by_id == viewer.person_id
    )


@ability("mark_content")
def marks_content(viewer: Viewer, content) -> bool:
    """Anyone at work on the board may close something; who marks it names who may still see it."""
    return viewer.cleared and works_for(viewer, _board_of(viewer, content))


@ability("lower_marking", "keep_marking", by_role=True)
def lowers_marking(viewer: Viewer, _marking) -> bool:
    return viewer.cleared and viewer.has(*TEAM)


@ability("grant_role", "remove_role")
def trusts_others(viewer: Viewer, person) -> bool:
    """A coordinator or co-chair, never for oneself."""
    return viewer.has(*TEAM) and (person is None or person.id != viewer.person_id)


@ability("reset_second_step")
def resets_anothers(viewer: Viewer, person) -> bool:
    """The coordinator, for somebody who has lost phone and codes; the console, for the last coordinator."""
    own = person is not None and person.id == viewer.person_id
    return viewer.has("coordinator") and not own


@ability("see_as")
def looks_as_others(viewer: Viewer, person) -> bool:
    """A coordinator or co-chair, to find out what somebody is shown; there is nothing to it for oneself."""
    return viewer.has(*TEAM) and (person is None or person.id != viewer.person_id)


@ability("approve_claim", "return_claim", "pay_claim")
def decides_claims(viewer: Viewer, claim) -> bool:
    """Nobody decides on their own claim."""
    mine = claim.person_id == viewer.person_id
    return not mine and (viewer.has("treasurer") or claim.approver_id == viewer.person_id)


@ability("answer_offer")
def own_offer(viewer: Viewer, offer) -> bool:
    return offer.person_id == viewer.person_id


@ability("edit_own", "set_preferences", "stand_aside", "accept_policy", "declare", "ask_for_training")
def about_oneself(viewer: Viewer, record) -> bool:
    if record is None:
        return viewer.person_id is not None
    return getattr(record, "person_id", record.id) == viewer.person_id


@ability("step_aside", "come_back", "pause", "end_pause")
def rests(viewer: Viewer, record) -> bool:
    """For oneself, or by the coordinator for somebody who rang; nobody is asked why."""
    return viewer.has("coordinator") or about_oneself(viewer, record)


@ability("edit_profile")
def speaks_for(viewer: Viewer, record) -> bool:
    """Their own to say; the coordinator writes it down for somebody."""
    return viewer.has("coordinator") or about_oneself(viewer, record)


@ability("edit_time")
def keeps_time(viewer: Viewer, entry) -> bool:
    """The coordinator; whoever gave it until she has counted it."""
    if viewer.has("coordinator") or entry is None:
        return viewer.person_id is not None
    return about_oneself(viewer, entry) and entry.state in ("draft", "to_confirm")


@ability("edit_training_record")
def keeps_training(viewer: Viewer, record) -> bool:
    """The coordinator; of one's own only what one wishes for."""
    if viewer.has("coordinator") or record is None:
        return viewer.person_id is not None
    return about_oneself(viewer, record) and record.state == "wanted"


@ability("invite", "add_person", "add_record", "edit_record", "bin_record", "restore_record", by_role=True)
def keeps_the_tables(viewer: Viewer, _record) -> bool:
    return viewer.has("coordinator")


@ability("add_file", "remove_file")
def keeps_its_files(viewer: Viewer, record) -> bool:
    """The coordinator and co-chairs, and of a meeting whoever sits on its board."""
    if viewer.has(*TEAM):
        return True
    return isinstance(record, Meeting) and sits_on(viewer, record.board_id)


@ability("lock_record", by_role=True)
def settles_records(viewer: Viewer, _record) -> bool:
    return viewer.has("coordinator")


@ability("unlock_record", by_role=True)
def opens_records(viewer: Viewer, _lock) -> bool:
    return viewer.has(*TEAM)


@ability("comment")
def says_something(viewer: Viewer, record) -> bool:
    """Any member, of whatever is not itself about another record: of that one speaks there."""
    return viewer.has("member") and viewer.person_id is not None and type(record) not in ABOUT_ANY


@ability("edit_comment")
def said_it(viewer: Viewer, comment) -> bool:
    return comment is not None and comment.person_id == viewer.person_id


@ability("bin_comment")
def takes_it_back(viewer: Viewer, comment) -> bool:
    """Whoever said it; the coordinator, since what is written of others may have to go."""
    return viewer.has("coordinator") or comment is None or said_it(viewer, comment)


@ability("explain_term", "bin_term", by_role=True)
def keeps_the_glossary(viewer: Viewer, _term) -> bool:
    return viewer.has("coordinator")


@ability("ask_term")
def asks_what_words_mean(viewer: Viewer, _term) -> bool:
    return viewer.has("member")


@ability("change_settings", by_role=True)
def keeps_the_forum(viewer: Viewer, _record) -> bool:
    return viewer.has("coordinator", "command", "worker")


@ability("send_digest", by_role=True)
def sends_digests(viewer: Viewer, _run) -> bool:
    return viewer.has("coordinator", "worker", "command")


@ability("test_digest")
def tries_ones_own(viewer: Viewer, _run) -> bool:
    return viewer.has("member") and viewer.person_id is not None


@ability("read_digest")
def reads_digests(viewer: Viewer, _run) -> bool:
    return viewer.has("steering", *TEAM)


@ability("mark_read")
def own_delivery(viewer: Viewer, delivery) -> bool:
    return delivery.person_id == viewer.person_id


@ability("do_job")
def is_worker(viewer: Viewer, _record) -> bool:
    return viewer.has("worker", "command")


@ability("load_demo", "found_forum")
def is_command_line(viewer: Viewer, _record) -> bool:
    return viewer.has("command")


@ability("undo")
def may_undo(viewer: Viewer, _group) -> bool:
    """Who did it is compared in `records.history`; the coordinator may undo anybody's."""
    return viewer.person_id is not None or viewer.has("command")


def _board_of(viewer: Viewer, content) -> str | None:
    if board_id := getattr(content, "board_id", None):
        return board_id
    meeting = readable(Meeting, viewer).where(Meeting.id == content.meeting_id).first()
    return meeting.board_id if meeting else None


@ability("keep_own_view")
def looks_their_own_way(viewer: Viewer, view) -> bool:
    """Any member keeps looks of their own; nobody else's."""
    return viewer.has("member") and viewer.person_id is not None and _mine_or_new(viewer, view)


def _mine_or_new(viewer: Viewer, view) -> bool:
    return view is None or view.person_id == viewer.person_id


@ability("share_view", "keep_shared_view", "lock_view", by_role=True)
def keeps_shared_views(viewer: Viewer, view) -> bool:
    """The coordinator and the co-chairs, for what is shared or is their own to share."""
    return viewer.has(*TEAM) and (view is None or view.person_id in (None, viewer.person_id))
