"""The words of the digest's mails, and of the mail that tells a rep of an answer."""

from datetime import datetime
from textwrap import fill
from typing import TypeGuard

from ... import config
from ...mail import kinds
from ...mail.kinds import Finished, Nothing, Occasion
from ...mail.render import render
from ...models.meetings import Decision, ReservedAnswer
from ...models.people import Person
from ...permissions.abilities import can, require
from ...permissions.errors import NotFound
from ...permissions.readable import readable, with_names
from ...permissions.roles import Viewer, viewer_for
from ...records import settings
from ..meetings.rules import RESERVED_ANSWERS, all_answered, answers_words
from . import actions, copies, queries
from .facts import Facts
from .rules import usual_words
from .words import day_words, headline, not_shown, numbered, sections

WIDTH = 72
PREVIEW = "preview"


def register_kinds() -> None:
    """Make these kinds of mail known."""
    kinds.register(
        actions.MAIL, "Weekly digest", steering_digest, stop_list=copies.KIND, told=note_handed_over
    )
    kinds.register(actions.TEST_MAIL, "Digest, sent to try it out", test_digest, urgent=True)
    kinds.register("decision_answered", "A question was answered", decision_answered, urgent=True)


def steering_digest(occasion: Occasion) -> Finished | Nothing:
    """One reader's copy, looked at again for who they are at this moment."""
    viewer = occasion.viewer
    if not _may_have(viewer, occasion):
        gone = tuple({"part": list(part), "rule": queries.NOT_OPEN} for part in _built_from(occasion))
        return Nothing("no seat on the steering group any more", gone)
    if occasion.stop_url and not copies.wishes(viewer).wanted:
        return Nothing("not wanted any more")
    if occasion.stop_url and copies.rests(viewer):
        return Nothing("stepped aside for now")
    run = _run_of(viewer, occasion)
    week = copies.window(viewer, run)
    found = queries.steering_facts(viewer, week.since, week.until)
    facts = found.narrowed_to(_built_from(occasion))
    withheld = (*queries.no_longer_open(viewer, _built_from(occasion)), *facts.withheld)
    if not facts.has_news:
        return Nothing("nothing new", withheld)
    return _finished(occasion, viewer, facts, run.id, withheld)


def _may_have(viewer: Viewer | None, occasion: Occasion) -> TypeGuard[Viewer]:
    """A seat on the steering group; the coordinator may have somebody's copy made again for herself."""
    if viewer is None:
        return False
    return viewer.has("steering") or (viewer.person_id != occasion.person_id and can(viewer, "read_digest"))


def test_digest(occasion: Occasion) -> Finished | Nothing:
    """The week so far, as it reads for the one who tries it out."""
    if occasion.viewer is None:
        return Nothing("no active account")
    require(occasion.viewer, "read_digest")
    facts = week_so_far(occasion.viewer)
    return _finished(occasion, occasion.viewer, facts, PREVIEW, facts.withheld, test=True)


def week_so_far(viewer: Viewer) -> Facts:
    """The digest of the week that is not over yet, for this reader. Raises NotAllowed."""
    require(viewer, "read_digest")
    week = copies.this_week(viewer, copies.wishes(viewer))
    return queries.steering_facts(viewer, week.since, week.until)


def preview(for_person_id: str, now: datetime) -> str:
    """The plain text that this person's next digest would have now. Raises NotFound, NotAllowed."""
    viewer = viewer_for(for_person_id, now)
    if viewer is None:
        raise NotFound
    occasion = Occasion(
        viewer, now, config.base_url(), settings.get("forum_name"), person_id=viewer.person_id
    )
    facts = week_so_far(viewer)
    return _finished(occasion, viewer, facts, PREVIEW, facts.withheld).text


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
    occasion: Occasion, viewer: Viewer, facts: Facts, run_id: str, withheld, *, test: bool = False
) -> Finished:
    wanted = copies.wishes(viewer)
    title = f"{forum_words()}, this week"
    subject = f"{'Test: ' if test else ''}{title} ({day_words(facts.today)})"
    found = sections(facts)
    made, links = numbered(found)
    text, html = render(
        "steering_digest",
        subject=subject,
        title=title,
        headline=headline(facts),
        sections=found,
        numbered=made,
        links=links,
        not_shown=not_shown(facts),
        to_answer=bool(facts.to_answer),
        read_url=f"{occasion.base_url}/digests/{run_id}",
        stop_url=occasion.stop_url,
        when=usual_words(wanted.day, wanted.hour),
        wrapped=lambda words: fill(words, WIDTH, break_long_words=False, break_on_hyphens=False),
        base_url=occasion.base_url,
        forum_name=occasion.forum_name,
    )
    return Finished(subject, text, html, copies.KIND if occasion.stop_url else "", tuple(withheld))


def note_handed_over(occasion: Occasion, outcome: Finished | Nothing, message_id: str) -> None:
    """Keep with the copy how it went."""
    actions.note_handed_over(
        occasion.now,
        _delivery_of(occasion),
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
    closed = bool(queries.behind(Decision, viewer, [decision.id], queries.closed_markings(viewer)))
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
    text, html = render(
        "decision_answered",
        subject=subject,
        closed=closed,
        question="" if closed else decision.text,
        so_far=answers_words(len(answers), said),
        given=[] if closed else given,
        answered=len(given),
        asked=len(answers),
        url=f"{occasion.base_url}/decisions/{decision.id}",
        base_url=occasion.base_url,
        forum_name=occasion.forum_name,
    )
    withheld = ({"part": ["decisions", decision.id], "rule": "kept out of mail by its level"},)
    return Finished(subject, text, html, withheld=withheld if closed else ())


def _gone(decision_id: str) -> tuple[dict, ...]:
    return ({"part": ["decisions", decision_id], "rule": queries.NOT_OPEN},)
