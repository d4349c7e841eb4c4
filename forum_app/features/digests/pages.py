"""What the digest pages show: the list of runs, and one copy as it reads now."""

from dataclasses import dataclass, field
from datetime import datetime

from ...clock import london
from ...fields.words import day, moment, short_day
from ...permissions.abilities import can
from ...permissions.roles import Viewer
from ..meetings.rules import RESERVED_ANSWERS
from . import copies, queries, rules, words
from .facts import Facts, Question
from .mail import PREVIEW, week_so_far

STATES = {
    "queued": ("open", "Waiting to leave"),
    "sent": ("kept", "Sent"),
    "nothing": ("noted", "Nothing new"),
    "failed": ("missed", "Not taken"),
}


@dataclass(frozen=True)
class RunLine:
    """One digest in the list."""

    id: str
    title: str
    words: str
    pill: tuple[str, str] | None


@dataclass
class IndexPage:
    """The list of digests, when the next one comes, and what one may do."""

    lines: list[RunLine]
    wishes: copies.Wishes
    comes: str
    next_words: str
    may_send: bool
    by_mail: bool


def index_page(viewer: Viewer) -> IndexPage:
    """What /digests shows, in a fixed number of statements."""
    wanted = copies.wishes(viewer)
    found = copies.listing(viewer)
    slot = rules.next_slot(viewer.now, wanted.day, wanted.hour)
    if rules.period_of(slot) in {run.period for run in found.runs}:
        # This week's was sent by hand already.
        slot = rules.a_week_after(slot)
    return IndexPage(
        lines=[_line(viewer, run, found) for run in found.runs],
        wishes=wanted,
        comes=rules.usual_words(wanted.day, wanted.hour),
        next_words=moment(slot, viewer.today),
        may_send=can(viewer, "send_digest"),
        by_mail=viewer.has("steering"),
    )


def _line(viewer: Viewer, run, found: copies.Listing) -> RunLine:
    own, tally = found.own.get(run.id), found.tallies.get(run.id)
    told = ""
    if can(viewer, "send_digest") and tally:
        refused = f"{tally.refused} not taken, " if tally.refused else ""
        told = f"{tally.sent} of {tally.copies} sent, {refused}{tally.read} read"
    elif own:
        told = f"You read it on {_day(own.read_at, viewer)}" if own.read_at else "Not marked as read"
    pill = STATES[own.state] if own and own.state in STATES else None
    return RunLine(run.id, _title(run, viewer), told, pill)


def _title(run, viewer: Viewer) -> str:
    return f"Week to {day(london(run.until).date(), viewer.today)}"


def _day(value: datetime, viewer: Viewer) -> str:
    return short_day(london(value).date(), viewer.today)


@dataclass
class CopyLine:
    """One reader's copy, as the coordinator sees it."""

    name: str
    pill: tuple[str, str]
    words: str


@dataclass
class DigestPage:
    """One copy as it reads now. `questions` stand on their own, above the other sections."""

    id: str
    title: str
    crumb: str
    headline: str
    questions: list[Question]
    sections: list[words.Section]
    not_shown: str
    delivery: object | None = None
    read_words: str = ""
    left_out: list[tuple[str, str]] = field(default_factory=list)
    copies: list[CopyLine] = field(default_factory=list)
    answers: dict[str, str] = field(default_factory=lambda: dict(RESERVED_ANSWERS))


def digest_page(viewer: Viewer, run_id: str) -> DigestPage:
    """A run's copy for this reader, worked out afresh; "preview" is the week so far.

    Raises NotFound, NotAllowed.
    """
    if run_id == PREVIEW:
        return _page(PREVIEW, "The week so far", "So far", week_so_far(viewer))
    run = copies.run(viewer, run_id)
    week = copies.window(viewer, run)
    facts = queries.steering_facts(viewer, week.since, week.until)
    made = _page(run.id, _title(run, viewer), _day(run.until, viewer), facts)
    delivery = copies.own_delivery(viewer, run.id)
    if delivery:
        made.delivery = delivery
        made.read_words = f"You read it on {_day(delivery.read_at, viewer)}." if delivery.read_at else ""
        made.left_out = copies.left_out(viewer, delivery.withheld)
    if can(viewer, "send_digest"):
        made.copies = _copy_lines(viewer, copies.deliveries_of(viewer, run.id))
    return made


def _page(run_id: str, title: str, crumb: str, facts: Facts) -> DigestPage:
    return DigestPage(
        id=run_id,
        title=title,
        crumb=crumb,
        headline=words.headline(facts),
        questions=list(facts.questions),
        sections=[section for section in words.sections(facts) if section.key != "decide"],
        not_shown=words.not_shown(facts),
    )


def _copy_lines(viewer: Viewer, rows: list) -> list[CopyLine]:
    """Each reader's copy; of what was left out, only what the viewer may open is counted."""
    parts = {tuple(one["part"]) for row in rows for one in row.withheld}
    hidden = [one["part"] for one in queries.no_longer_open(viewer, sorted(parts))]
    return [
        _copy_line(viewer, row, [one for one in row.withheld if one["part"] not in hidden]) for row in rows
    ]


def _copy_line(viewer: Viewer, row, left_out: list[dict]) -> CopyLine:
    told = [f"sent {moment(row.sent_at, viewer.today)}"] if row.sent_at else []
    told += [f"read {moment(row.read_at, viewer.today)}"] if row.read_at else []
    told += [f"left out: {words.left_out_words(left_out)}"] if left_out else []
    return CopyLine(row.reader_name or "", STATES.get(row.state, ("noted", row.state)), "; ".join(told))
