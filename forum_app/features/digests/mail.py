"""The words of the digest's mails, and of the mail that tells a rep of an answer."""

from datetime import datetime
from functools import partial
from textwrap import fill
from typing import TypeGuard

from ... import config
from ...mail import kinds
from ...mail.kinds import Finished, Nothing, Occasion, TryLater
from ...mail.render import finished, render
from ...models.meetings import Decision, ReservedAnswer
from ...models.people import Person
from ...permissions.abilities import can
from ...permissions.errors import NotFound
from ...permissions.readable import readable, with_names
from ...permissions.roles import Viewer, viewer_for
from ...records import settings
from ..control.out_of_mail import is_out_of_mail
from ..meetings.rules import RESERVED_ANSWERS, all_answered, answers_words
from . import actions, copies, notes, queries
from .editions import EDITIONS, Edition, edition_for
from .facts import Facts
from .lines import Lines
from .rules import usual_words
from .words import day_words, headline, not_shown, numbered, sections

WIDTH = 72
PREVIEW = "preview"
TESTS = {kind: actions.test_mail(kind) for kind in EDITIONS}


def register_kinds() -> None:
    """Make these kinds of mail known."""
    for edition in EDITIONS.values():
        label = "Weekly digest" if edition.kind == "steering" else f"Digest for {edition.whom}"
        kinds.register(
            edition.mail, label, partial(digest, edition), stop_list=edition.kind, told=note_handed_over
        )
    for kind, name in TESTS.items():
        kinds.register(
            name, f"{EDITIONS[kind].label}: digest, sent to try it out", partial(trial, kind), urgent=True
        )
    kinds.register("decision_answered", "A question was answered", decision_answered, urgent=True)


def digest(edition: Edition, occasion: Occasion) -> Finished | Nothing:
    """One reader's copy, looked at again for who they are at this moment."""
    viewer = occasion.viewer
    if not _may_have(viewer, edition, occasion):
        gone = tuple({"part": list(part), "rule": queries.NOT_OPEN} for part in _built_from(occasion))
        return Nothing(f"no longer one of {edition.whom}, or only theirs to open", gone)
    wanted = copies.wishes(viewer, edition.kind)
    leaves = bool(occasion.stop_url)
    if leaves and not wanted.wanted:
        return Nothing("not wanted any more")
    if leaves and edition.rests(viewer):
        return Nothing("stepped aside for now")
    run = _run_of(viewer, occasion)
    if leaves and notes.is_held(viewer, edition.kind, run.until):
        raise TryLater("held by the coordinator")
    found = edition.facts(viewer, copies.window(viewer, run, wanted))
    facts = found.narrowed_to(_built_from(occasion))
    withheld = (*queries.no_longer_open(viewer, _built_from(occasion)), *facts.withheld)
    if not facts.has_news:
        return Nothing("nothing new", withheld)
    return _finished(occasion, edition, viewer, facts, run.id, withheld)


def _may_have(viewer: Viewer | None, edition: Edition, occasion: Occasion) -> TypeGuard[Viewer]:
    """Who still gets it; the coordinator may have a steering copy made again for herself."""
    if viewer is None:
        return False
    if viewer.person_id == occasion.person_id:
        return viewer.has(edition.role)
    return edition.kind == "steering" and can(viewer, "read_digest")


def trial(kind: str, occasion: Occasion) -> Finished | Nothing:
    """The week so far, as it reads for the one who tries it out."""
    viewer = occasion.viewer
    if viewer is None:
        return Nothing("no active account")
    facts = week_so_far(viewer, kind)
    return _finished(occasion, EDITIONS[kind], viewer, facts, PREVIEW, facts.withheld, test=True)


def is_trial(name: str) -> bool:
    """Whether a kind of mail only tries a digest out."""
    return name in TESTS.values()


def week_so_far(viewer: Viewer, kind: str = "steering") -> Facts | Lines:
    """The digest of the week that is not over yet, for this reader. Raises NotAllowed."""
    edition = edition_for(viewer, kind)
    return edition.facts(viewer, copies.this_week(viewer, kind, copies.wishes(viewer, kind)))


def first_reader(kind: str, now: datetime) -> str:
    """Somebody who gets this digest, the same each time. Raises NotFound while nobody does."""
    edition = EDITIONS[kind]
    for person_id in edition.readers(now):
        if edition.reader(person_id, now):
            return person_id
    raise NotFound


def preview(for_person_id: str, now: datetime, kind: str = "steering") -> str:
    """The plain text that this person's next digest would have now. Raises NotFound, NotAllowed."""
    viewer = viewer_for(for_person_id, now)
    if viewer is None:
        raise NotFound
    occasion = Occasion(
        viewer, now, config.base_url(), settings.get("forum_name"), person_id=viewer.person_id
    )
    facts = week_so_far(viewer, kind)
    return _finished(occasion, EDITIONS[kind], viewer, facts, PREVIEW, facts.withheld).text


def forum_words() -> str:
    """What the digest calls the forum: short enough for the list of mails on a phone."""
    return settings.get("forum_name", "Your forum").replace("Parent Carer Forum", "PCF")


def _built_from(occasion: Occasion) -> list:
    return [part for part in occasion.parts if part[0] != "deliveries"]


def _run_of(viewer: Viewer, occasion: Occasion):
    run = copies.run_of_copy(viewer, _delivery_of(occasion))
    if run is None:
        raise NotFound
    return run


def _delivery_of(occasion: Occasion) -> str:
    return next((row for table, row in occasion.parts if table == "deliveries"), "")


def _finished(
    occasion: Occasion,
    edition: Edition,
    viewer: Viewer,
    facts: Facts | Lines,
    run_id: str,
    withheld,
    *,
    test: bool = False,
) -> Finished:
    wanted = copies.wishes(viewer, edition.kind)
    title = f"{forum_words()}, {edition.title}"
    subject = f"{'Test: ' if test else ''}{title} ({day_words(facts.today)})"
    of_kind = f"?kind={edition.kind}" if run_id == PREVIEW and edition.kind != "steering" else ""
    found = sections(facts)
    made, links = numbered(found)
    text, html = render(
        "digest",
        subject=subject,
        title=title,
        line=facts.line,
        headline=headline(facts),
        sections=found,
        numbered=made,
        links=links,
        not_shown=not_shown(facts),
        to_answer=bool(facts.to_answer),
        whom=edition.whom,
        read_url=f"{occasion.base_url}/digests/{run_id}{of_kind}",
        stop_url=occasion.stop_url,
        when=usual_words(wanted.day, wanted.hour, wanted.every),
        wrapped=lambda words: fill(words, WIDTH, break_long_words=False, break_on_hyphens=False),
        base_url=occasion.base_url,
        forum_name=occasion.forum_name,
    )
    stop_list = edition.kind if occasion.stop_url else ""
    asks = facts.asks if isinstance(facts, Lines) else ()
    return Finished(subject, text, html, stop_list, tuple(withheld), asks)


def note_handed_over(occasion: Occasion, outcome: Finished | Nothing, message_id: str) -> None:
    """Keep with the copy how it went."""
    actions.note_handed_over(
        occasion.now,
        _delivery_of(occasion),
        person_id=occasion.person_id,
        asks=outcome.asks if isinstance(outcome, Finished) else (),
        state="sent" if isinstance(outcome, Finished) else outcome.state,
        message_id=message_id,
        withheld=list(outcome.withheld),
    )


def decision_answered(occasion: Occasion) -> Finished | Nothing:
    """Tell the rep who asked that somebody answered; above Members the mail says no more than that."""
    viewer = occasion.viewer
    if viewer is None:
        return Nothing("no active account")
    decision_id = next((row for table, row in occasion.parts if table == "decisions"), "")
    decision = readable(Decision, viewer).where(Decision.id == decision_id).first()
    if decision is None:
        return Nothing("not open to this reader any more", _gone(decision_id))
    closed = is_out_of_mail(Decision, viewer, decision.id)
    rows = readable(ReservedAnswer, viewer).where(ReservedAnswer.decision == decision.id)
    answers = list(
        with_names(rows, Person, ReservedAnswer.person, first_name="first_name")
        .order_by(ReservedAnswer.answered_at, ReservedAnswer.id)
        .objects()
    )
    given = [(row.first_name, RESERVED_ANSWERS[row.answer]) for row in answers if row.answer]
    said = [row.answer for row in answers if row.answer]
    settled = all_answered(len(answers), len(said))
    news = "your question is answered" if settled else "an answer to your question"
    subject = f"{forum_words()}: {news}"
    withheld = ({"part": ["decisions", decision.id], "rule": "kept out of mail by its level"},)
    return finished(
        occasion,
        "decision_answered",
        subject,
        closed=closed,
        question="" if closed else decision.text,
        so_far=answers_words(len(answers), said),
        given=[] if closed else given,
        answered=len(given),
        asked=len(answers),
        url=f"{occasion.base_url}/decisions/{decision.id}",
        withheld=withheld if closed else (),
    )


def _gone(decision_id: str) -> tuple[dict, ...]:
    return ({"part": ["decisions", decision_id], "rule": queries.NOT_OPEN},)
