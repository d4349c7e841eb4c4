"""What the digest pages show: the list of runs, and one copy as it reads now."""

from dataclasses import dataclass, field
from datetime import datetime
from itertools import groupby

from ...clock import london
from ...fields.words import day, moment, short_day
from ...mail import kinds
from ...permissions.abilities import can
from ...permissions.errors import NotAllowed, NotFound
from ...permissions.roles import Viewer
from ..meetings.rules import RESERVED_ANSWERS
from . import copies, notes, queries, rules, words
from .editions import EDITIONS, Edition, edition_for, gets, may_look
from .facts import Facts, Question
from .lines import Lines
from .mail import PREVIEW, is_trial, week_so_far
from .wishes import week_to_come

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
class Part:
    """One kind of digest: when it comes next, what one may do with it, and those there were, by month."""

    edition: Edition
    comes: str
    next_words: str
    reads: bool
    months: list[tuple[str, list[RunLine]]]
    week: str = ""
    line: str = ""
    held: bool = False


@dataclass
class IndexPage:
    """The digests that one reads or keeps."""

    parts: list[Part]
    may_send: bool


def index_page(viewer: Viewer, kind: str = "") -> IndexPage:
    """What /digests shows of one kind, or of all."""
    may_send = can(viewer, "send_digest")
    shown = [one for one in EDITIONS.values() if may_send or may_look(viewer, one)]
    found = copies.listing(viewer)
    parts = [_part(viewer, one, found, may_send) for one in shown if kind in {"", one.kind}]
    return IndexPage(parts, may_send)


def _part(viewer: Viewer, edition: Edition, found: copies.Listing, may_send: bool) -> Part:
    mine = edition in gets(viewer)
    wanted = copies.wishes(viewer, edition.kind) if mine else copies.Wishes(*rules.USUAL[edition.kind])
    runs = [run for run in found.runs if run.kind == edition.kind]
    if not may_send and edition.kind != "steering":
        runs = [run for run in runs if run.id in found.own]
    part = Part(
        edition,
        comes(wanted) if mine else "",
        moment(_next_slot(viewer, wanted, runs), viewer.today),
        may_look(viewer, edition),
        _by_month(viewer, runs, found),
    )
    if may_send:
        part.week = week_to_come(viewer, edition.kind)
        note = notes.note_of(viewer, edition.kind, part.week)
        part.line, part.held = (note.line, note.held) if note else ("", False)
    return part


def comes(wanted: copies.Wishes) -> str:
    if not wanted.wanted:
        return "Not by mail. You can read it here."
    return f"By mail, on {rules.usual_words(wanted.day, wanted.hour, wanted.every)}."


def _next_slot(viewer: Viewer, wanted: copies.Wishes, runs: list) -> datetime:
    slot = rules.next_slot(viewer.now, wanted.day, wanted.hour, wanted.every)
    if rules.period_of(slot) in {run.period for run in runs}:
        # This one was sent by hand already.
        slot = rules.slot_after(slot, wanted.every)
    return slot


def _by_month(viewer: Viewer, runs: list, found: copies.Listing) -> list[tuple[str, list[RunLine]]]:
    grouped = groupby(runs, key=lambda run: f"{london(run.until):%B %Y}")
    return [(month, [_line(viewer, run, found) for run in some]) for month, some in grouped]


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


def comes_anyway() -> list[str]:
    """The mails that nobody can switch off, since they are about themselves or cannot wait."""
    return sorted({kind.label for kind in kinds.KINDS.values() if kind.urgent and not is_trial(kind.name)})


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
    kind: str
    title: str
    crumb: str
    headline: str = ""
    line: str = ""
    questions: list[Question] = field(default_factory=list)
    sections: list[words.Section] = field(default_factory=list)
    not_shown: str = ""
    delivery: object | None = None
    read_words: str = ""
    left_out: list[tuple[str, str]] = field(default_factory=list)
    copies: list[CopyLine] = field(default_factory=list)
    answers: dict[str, str] = field(default_factory=lambda: dict(RESERVED_ANSWERS))

    def say(self, facts: Facts | Lines) -> "DigestPage":
        """The same, with what this copy says."""
        self.headline, self.line = words.headline(facts), facts.line
        self.questions = list(facts.questions)
        self.sections = [section for section in words.sections(facts) if section.key != "decide"]
        self.not_shown = words.not_shown(facts)
        return self


def digest_page(viewer: Viewer, run_id: str, kind: str = "steering") -> DigestPage:
    """A run's copy for this reader, worked out afresh; "preview" is the week so far of a kind.

    Of a copy that only its reader may open the coordinator sees the state. Raises NotFound, NotAllowed.
    """
    if run_id == PREVIEW:
        page = DigestPage(PREVIEW, edition_for(viewer, kind).kind, "The week so far", "So far")
        return page.say(week_so_far(viewer, kind))
    run = copies.run(viewer, run_id)
    edition, delivery = EDITIONS[run.kind], copies.own_delivery(viewer, run.id)
    made = DigestPage(run.id, run.kind, _title(run, viewer), _day(run.until, viewer))
    if delivery or (run.kind == "steering" and may_look(viewer, edition)):
        week = copies.window(viewer, run, copies.wishes(viewer, run.kind))
        made.say(_facts(viewer, edition, week))
    elif not can(viewer, "send_digest"):
        raise NotFound
    if delivery:
        made.delivery = delivery
        made.read_words = f"You read it on {_day(delivery.read_at, viewer)}." if delivery.read_at else ""
        made.left_out = copies.left_out(viewer, delivery.withheld)
    if can(viewer, "send_digest"):
        made.copies = _copy_lines(viewer, copies.deliveries_of(viewer, run.id))
    return made


def _facts(viewer: Viewer, edition: Edition, week: copies.Window) -> Facts | Lines:
    if not may_look(viewer, edition):
        # They had this copy once, as what they are no longer.
        raise NotAllowed
    return edition.facts(viewer, week)


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
