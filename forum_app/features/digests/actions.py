"""What is done with digests: build a copy, send now, try it out, mark it read, say when one wants it."""

from collections.abc import Mapping
from datetime import datetime

from ...models.post import Delivery, DigestRun, Preference
from ...permissions.abilities import require
from ...permissions.errors import NotFound
from ...permissions.readable import one
from ...permissions.roles import Viewer, viewer_for, worker
from ...records import jobs, write
from ...records.errors import RuleBroken
from ...records.outbox import Mailing
from . import copies, queries, rules
from .copies import KIND, Window

MAIL, TEST_MAIL = "steering_digest", "digest_test"
BUILD, SEND_NOW = "digest_copy", "digest_send_now"


def name_what_is_due(now: datetime) -> int:
    """Name a job for every copy that is due now; a copy is never named twice. Returns how many were new."""
    new = 0
    for person_id in copies.steering_readers(now):
        viewer = copies.reader(person_id, now)
        slot = copies.due(viewer, copies.wishes(viewer)) if viewer else None
        if slot is not None:
            week = Window(rules.a_week_before(slot), slot)
            new += _name(person_id, rules.period_of(slot), week)
    return new


def _name(person_id: str, period: str, week: Window) -> bool:
    args = {
        "person": person_id,
        "period": period,
        "since": week.since.isoformat(),
        "until": week.until.isoformat(),
    }
    return jobs.add(BUILD, f"{KIND}:{period}:{person_id}", args)


def send_now(viewer: Viewer, *, form_key: str) -> bool:
    """Have this week's digest built and sent now, to everyone who has not had it. Raises NotAllowed.

    False when this form was taken before.
    """
    require(viewer, "send_digest")
    return jobs.add(SEND_NOW, f"{SEND_NOW}:{viewer.account_id}:{form_key}", {"asked_by": viewer.person_id})


def name_everyone(now: datetime) -> int:
    """The worker's part of sending now: name a job for each reader's copy of the week."""
    new = 0
    for person_id in copies.steering_readers(now):
        viewer = copies.reader(person_id, now)
        wanted = copies.wishes(viewer) if viewer else None
        if wanted and wanted.wanted:
            new += _name(person_id, *copies.by_hand(now, wanted))
    return new


def build_copy(args: Mapping[str, str], now: datetime) -> bool:
    """Build one person's copy: choose what is in it and queue the mail, or note that nothing is new.

    Doing it again does nothing. False when there is nobody to build it for or it was built before.
    """
    viewer = copies.reader(args["person"], now)
    if viewer is None or not copies.wishes(viewer).wanted:
        return False
    run = _run(viewer, args)
    if copies.own_delivery(viewer, run.id):
        return False
    week = copies.window(viewer, run)
    facts = queries.steering_facts(viewer, week.since, week.until)
    delivery = write.new_id()
    mail = Mailing(
        MAIL,
        viewer.person_id,
        parts=(("deliveries", delivery), *facts.parts),
        dedupe=f"{KIND}:{args['period']}:{viewer.person_id}",
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


def _run(viewer: Viewer, args: Mapping[str, str]) -> DigestRun:
    """The period's run, made if nobody has made it yet."""
    if found := copies.run_of(viewer, args["period"]):
        return found
    values = {
        "kind": KIND,
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
        found = copies.run_of(viewer, args["period"])
        if found is None:
            raise
        return found


def note_handed_over(
    now: datetime, delivery_id: str, *, state: str, message_id: str, withheld: list[dict]
) -> None:
    """Keep with a copy when it left and what it left out."""
    values: dict[str, object] = {"state": state, "message_id": message_id, "withheld": withheld}
    if state == "sent":
        values["sent_at"] = now
    grant = require(worker(now), "send_digest")
    write.one(grant, write.Edit(Delivery, delivery_id, values), via="job", words="Digest handed over")


def test_digest(viewer: Viewer, *, form_key: str) -> bool:
    """Send this week's digest to oneself alone, as it reads for oneself. Raises NotAllowed."""
    grant = require(viewer, "test_digest")
    week = copies.this_week(viewer, copies.wishes(viewer))
    facts = queries.steering_facts(viewer, week.since, week.until)
    mail = Mailing(TEST_MAIL, viewer.person_id, parts=facts.parts, dedupe=f"{TEST_MAIL}:{form_key}")
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


def set_wishes(viewer: Viewer, values: Mapping, *, form_key: str | None, via: str = "form"):
    """Say on which day and at what hour one wants the digest, or that one does not. Raises RuleBroken."""
    before = copies.wishes(viewer)
    kept = {"day": before.day, "hour": before.hour, "wanted": before.wanted}
    chosen = kept | {name: values[name] for name in kept if name in values}
    grant = require(viewer, "set_preferences")
    if before.id:
        ask: write.Ask = write.Edit(Preference, before.id, chosen, before.version)
    else:
        ask = write.Add(Preference, {"person": viewer.person_id, "kind": KIND, **chosen})
    return write.one(grant, ask, via=via, words="Digest wishes", form_key=form_key)


def stop_for(person_id: str, now: datetime) -> None:
    """Take a person off the list, by the link in their mail; a second time changes nothing."""
    viewer = viewer_for(person_id, now)
    if viewer and copies.wishes(viewer).wanted:
        set_wishes(viewer, {"wanted": False}, form_key=None)
