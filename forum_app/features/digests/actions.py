"""What is done with digests: build a copy, send now, try it out, mark it read."""

from collections.abc import Iterable, Mapping
from datetime import datetime

from ...models.post import Delivery, DigestRun, Reminder
from ...permissions.abilities import require
from ...permissions.errors import NotFound
from ...permissions.readable import one
from ...permissions.roles import Viewer, worker
from ...records import jobs, write
from ...records.errors import RuleBroken
from ...records.outbox import Mailing
from ..today.rules import ABOUT
from . import copies, notes, rules
from .copies import Window
from .editions import EDITIONS, Edition, edition_for

TEST_MAIL = "digest_test"
BUILD, SEND_NOW = "digest_copy", "digest_send_now"


def test_mail(kind: str) -> str:
    """The kind of mail in which a digest is tried out."""
    return TEST_MAIL if kind == "steering" else f"{TEST_MAIL}_{kind}"


def name_what_is_due(now: datetime) -> int:
    """Name a job for every copy that is due now; a copy is never named twice. Returns how many were new."""
    new = 0
    for edition in EDITIONS.values():
        for person_id in edition.readers(now):
            new += _name_if_due(edition, person_id, now)
    return new


def _name_if_due(edition: Edition, person_id: str, now: datetime) -> bool:
    viewer = edition.reader(person_id, now)
    if viewer is None:
        return False
    wanted = copies.wishes(viewer, edition.kind)
    slot = copies.due(viewer, edition.kind, wanted)
    if slot is None or notes.is_held(viewer, edition.kind, slot):
        return False
    week = Window(rules.slot_before(slot, wanted.every), slot)
    return _name(edition.kind, person_id, rules.period_of(slot), week)


def _name(kind: str, person_id: str, period: str, week: Window) -> bool:
    args = {
        "kind": kind,
        "person": person_id,
        "period": period,
        "since": week.since.isoformat(),
        "until": week.until.isoformat(),
    }
    return jobs.add(BUILD, f"{kind}:{period}:{person_id}", args)


def send_now(viewer: Viewer, kind: str = "steering", *, form_key: str) -> bool:
    """Have this week's digest built and sent now, to everyone who has not had it. Raises NotAllowed.

    False when this form was taken before.
    """
    require(viewer, "send_digest")
    args = {"asked_by": viewer.person_id, "kind": EDITIONS[kind].kind}
    return jobs.add(SEND_NOW, f"{SEND_NOW}:{viewer.account_id}:{form_key}", args)


def release(viewer: Viewer, kind: str, week: str, *, form_key: str) -> bool:
    """Have the copies of a week that was held built now, as far as their hour has come. Raises NotAllowed."""
    require(viewer, "send_digest")
    args = {"asked_by": viewer.person_id, "kind": kind, "week": week}
    return jobs.add(SEND_NOW, f"{SEND_NOW}:{kind}:{week}:{form_key}", args)


def name_everyone(now: datetime, kind: str = "steering", week: str = "") -> int:
    """The worker's part of sending now: name a job for each reader's copy.

    That of the week to come; with `week`, that of a week which was held and whose hour has passed.
    """
    new, edition = 0, EDITIONS[kind]
    for person_id in edition.readers(now):
        viewer = edition.reader(person_id, now)
        wanted = copies.wishes(viewer, kind) if viewer else None
        if viewer is None or wanted is None or not wanted.wanted:
            continue
        period, window = copies.by_hand(now, wanted)
        if week:
            slot = rules.last_slot(now, wanted.day, wanted.hour, wanted.every)
            period, window = rules.period_of(slot), Window(rules.slot_before(slot, wanted.every), slot)
        if (rules.week_of(window.until) == week) if week else not notes.is_held(viewer, kind, window.until):
            new += _name(kind, person_id, period, window)
    return new


def build_copy(args: Mapping[str, str], now: datetime) -> bool:
    """Build one person's copy: choose what is in it and queue the mail, or note that nothing is new.

    Doing it again does nothing. False when there is nobody to build it for or it was built before.
    """
    # A job that an older version named says no kind.
    edition = EDITIONS[args.get("kind", "steering")]
    viewer = edition.reader(args["person"], now)
    wanted = copies.wishes(viewer, edition.kind) if viewer else None
    if viewer is None or wanted is None or not wanted.wanted:
        return False
    run = _run(viewer, edition, args)
    if copies.own_delivery(viewer, run.id):
        return False
    facts = edition.facts(viewer, copies.window(viewer, run, wanted))
    delivery = write.new_id()
    mail = Mailing(
        edition.mail,
        viewer.person_id,
        parts=(("deliveries", delivery), *facts.parts),
        dedupe=f"{edition.kind}:{args['period']}:{viewer.person_id}",
    )
    values = {
        "run": run.id,
        "person": viewer.person_id,
        "state": "queued" if facts.has_news else "nothing",
        "withheld": list(facts.withheld),
    }
    write.one(
        require(worker(now), "send_digest"),
        write.Add(Delivery, values, id=delivery),
        via="job",
        words="Digest built",
        mails=[mail] if facts.has_news else [],
    )
    return True


def _run(viewer: Viewer, edition: Edition, args: Mapping[str, str]) -> DigestRun:
    """The period's run, made if nobody has made it yet."""
    if found := copies.run_of(viewer, edition.kind, args["period"]):
        return found
    values = {
        "kind": edition.kind,
        "period": args["period"],
        "since": datetime.fromisoformat(args["since"]),
        "until": datetime.fromisoformat(args["until"]),
        "built_at": viewer.now,
    }
    grant = require(worker(viewer.now), "send_digest")
    try:
        made = write.one(grant, write.Add(DigestRun, values), via="job", words="Digest run").ids[0]
        return one(DigestRun, made, viewer)
    except RuleBroken:
        # Another worker has just made it: one run a period.
        found = copies.run_of(viewer, edition.kind, args["period"])
        if found is None:
            raise
        return found


def note_handed_over(
    now: datetime,
    delivery_id: str,
    *,
    state: str,
    message_id: str,
    withheld: list[dict],
    person_id: str | None = None,
    asks: Iterable[tuple[str, str]] = (),
) -> None:
    """Keep with a copy when it left, what it left out, and what it asked its reader for."""
    values: dict[str, object] = {"state": state, "message_id": message_id, "withheld": withheld}
    if state == "sent":
        values["sent_at"] = now
    viewer = worker(now)
    asked = [
        write.Add(
            Reminder,
            {"person": person_id, "kind": kind, "table": ABOUT[kind], "row": row, "asked_on": viewer.today},
        )
        for kind, row in asks
    ]
    grant = require(viewer, "send_digest")
    edit = write.Edit(Delivery, delivery_id, values)
    write.many(grant, [edit, *asked], via="job", words="Digest handed over")


def test_digest(viewer: Viewer, kind: str = "steering", *, form_key: str) -> bool:
    """Send this week's digest to oneself alone, as it reads for oneself. Raises NotAllowed."""
    grant = require(viewer, "test_digest")
    edition = edition_for(viewer, kind)
    week = copies.this_week(viewer, kind, copies.wishes(viewer, kind))
    parts = edition.facts(viewer, week).parts
    name = test_mail(kind)
    mail = Mailing(name, viewer.person_id, parts=parts, dedupe=f"{name}:{form_key}")
    return not write.many(grant, [], via="form", mails=[mail], form_key=form_key).repeated


def mark_read(viewer: Viewer, run_id: str, *, form_key: str | None):
    """Say that one has read one's copy. Raises NotFound when one had none; a second time changes nothing."""
    delivery = copies.own_delivery(viewer, run_id)
    if delivery is None:
        raise NotFound
    grant = require(viewer, "mark_read", delivery)
    read_at = delivery.read_at or viewer.now
    edit = write.Edit(Delivery, delivery.id, {"read_at": read_at}, delivery.version)
    return write.one(grant, edit, via="form", words="Marked as read", form_key=form_key)
