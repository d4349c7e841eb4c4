"""The acts of a forum's first steps; each can be skipped, done later, and done again."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, time

from ...models.boards import Board, SchoolHours, SchoolTerm, SpecialDay
from ...models.organisations import Organisation
from ...models.people import Person
from ...permissions.abilities import require
from ...permissions.roles import Viewer
from ...records import settings, write
from ...records.errors import RuleBroken
from ...records.letters import plain
from ...records.outbox import Mailing
from ...records.write import Add, Edit, Written
from ..accounts.actions import adds_of, invite
from ..boards.actions import complete as complete_board
from ..boards.actions import next_position
from ..organisations.actions import complete as complete_organisation
from . import queries
from .plans import Row
from .year import HalfTerm, overlapping

Write = Sequence[Add | Edit]


class PlanChanged(RuleBroken):
    """The forum changed between the plan and its saving, so the plan is shown again."""

    status = 409

    def __init__(self) -> None:
        super().__init__("", "The forum changed since this plan was made. This is how it stands now.")


def name_forum(viewer: Viewer, name: str, short_name: str, *, form_key: str | None) -> Written:
    """Keep what the forum is called, and have it among the organisations. Raises NotAllowed, RuleBroken."""
    grant = require(viewer, "change_settings")
    with write.together():
        settings.put(grant, "forum_name", name)
        settings.put(grant, "forum_short_name", short_name)
        own = queries.own_organisation(viewer)
        called = {"name": name, "short_name": short_name} if short_name else {"name": name}
        edits: list[Add | Edit] = []
        if own is None:
            values = {**called, "plain_name": "forum", "sector": "Forum"}
            edits = [Add(Organisation, complete_organisation(values))]
        elif own.name != name or (short_name and own.short_name != short_name):
            edits = [Edit(Organisation, own.id, called)]
        return write.many(grant, edits, via="form", words="The forum’s name", form_key=form_key)


def place_forum(viewer: Viewer, area: str, council: str, health: str, *, form_key: str | None) -> Written:
    """Keep the forum's area, and its council and NHS board among the organisations. Raises RuleBroken."""
    grant = require(viewer, "change_settings")
    with write.together():
        settings.put(grant, "area", area)
        known = {plain(name) for name in queries.organisations(viewer)}
        wanted = ((council, "council", "Local authority"), (health, "ICB", "Health"))
        adds = [
            Add(Organisation, complete_organisation({"name": name, "plain_name": said, "sector": sector}))
            for name, said, sector in wanted
            if name and plain(name) not in known
        ]
        return write.many(grant, adds, via="form", words="The forum’s area", form_key=form_key)


def keep_year(
    viewer: Viewer,
    terms: Sequence[HalfTerm],
    inset: Iterable[date],
    hours: tuple[time, time] | None,
    *,
    form_key: str | None,
) -> Written:
    """Keep a school year: half-terms where they overlap what is kept are corrected, others added."""
    grant = require(viewer, "add_record")
    with write.together():
        kept, days, school = queries.school_year(viewer)
        edits: list[Add | Edit] = []
        for term in terms:
            values = {"name": term.name, "first_day": term.first, "last_day": term.last}
            before = overlapping(term, kept)
            edits.append(Edit(SchoolTerm, before.id, values) if before else Add(SchoolTerm, values))
        there = {row.day for row in days}
        edits += [
            Add(SpecialDay, {"day": day, "kind": "inset", "name": "INSET day"})
            for day in inset
            if day not in there
        ]
        if hours:
            values = {"starts_at": hours[0], "ends_at": hours[1]}
            edits.append(Edit(SchoolHours, school.id, values) if school else Add(SchoolHours, values))
        return write.many(grant, edits, via="form", words="School year", form_key=form_key)


def add_boards(viewer: Viewer, rows: Sequence[Row], *, form_key: str | None) -> Written:
    """Keep pasted boards as one act, with the organisations that they name and the forum does not have.

    Raises NotAllowed, RuleBroken.
    """
    grant = require(viewer, "add_record")
    with write.together():
        if first := write.already(grant, form_key):
            return first
        bodies, adds = _bodies(viewer, rows)
        position = next_position(viewer)
        for row in rows:
            values = dict(row.values)
            host = bodies.get(plain(values.pop("host", "")))
            adds.append(Add(Board, complete_board({**values, "host": host}, position)))
            position += 1
        return write.many(grant, adds, via="form", words="Boards pasted", form_key=form_key)


def _bodies(viewer: Viewer, rows: Sequence[Row]) -> tuple[dict[str, str], list[Add]]:
    """The id of each organisation that the rows name, and those to be added for it."""
    found = {plain(name): row_id for name, row_id in queries.organisations(viewer).items()}
    adds = []
    for name in new_bodies(viewer, rows):
        row_id = write.new_id()
        adds.append(Add(Organisation, complete_organisation({"name": name}), id=row_id))
        found[plain(name)] = row_id
    return found, adds


def new_bodies(viewer: Viewer, rows: Sequence[Row]) -> list[str]:
    """The organisations that these rows name and the forum does not have, once each."""
    known = {plain(name) for name in queries.organisations(viewer)}
    named: dict[str, str] = {}
    for row in rows:
        host = row.values.get("host", "")
        if host and plain(host) not in known:
            named.setdefault(plain(host), host)
    return list(named.values())


def add_people(viewer: Viewer, rows: Sequence[Row], *, form_key: str | None) -> Written:
    """Keep pasted reps as one act. Nobody is invited by it. Raises NotAllowed, RuleBroken."""
    grant = require(viewer, "add_person")
    with write.together():
        if first := write.already(grant, form_key):
            return first
        adds = [_person(viewer, row.values) for row in rows]
        return write.many(grant, adds, via="form", words="Reps pasted", form_key=form_key)


def _person(viewer: Viewer, said: Mapping) -> Add:
    values = {name: value for name, value in said.items() if name not in {"name", "email"}}
    [add], person_id = adds_of(said["name"], said.get("email", ""), False, viewer.today)
    return Add(Person, {**add.values, **values}, id=person_id)


def invite_people(viewer: Viewer, person_ids: Iterable[str], *, form_key: str | None) -> int:
    """Send an invitation to each of these people; says to how many. Raises NotAllowed, RuleBroken."""
    wanted = [row[0] for row in queries.to_invite(viewer) if row[0] in set(person_ids)]
    with write.together():
        for person_id in wanted:
            invite(viewer, person_id)
    return len(wanted)


def check_mail(viewer: Viewer, *, form_key: str | None) -> Written:
    """Send the coordinator a test mail. Raises NotAllowed."""
    grant = require(viewer, "change_settings")
    mails = [Mailing(queries.MAIL_CHECK, viewer.person_id)]
    return write.many(grant, [], via="form", words="Mail check", form_key=form_key, mails=mails)


def mail_arrived(viewer: Viewer) -> None:
    """The coordinator has the test mail in her hands. Raises NotAllowed."""
    settings.put(require(viewer, "change_settings"), "mail_checked", viewer.today.isoformat())


def skip(viewer: Viewer, step: str) -> None:
    """Leave a step for later. Raises NotAllowed."""
    left_out = dict.fromkeys([*queries.skipped(), step])
    settings.put(require(viewer, "change_settings"), "start_skipped", " ".join(left_out))


def put_away(viewer: Viewer) -> None:
    """Take the first steps from Home; More keeps leading to them. Raises NotAllowed."""
    settings.put(require(viewer, "change_settings"), "start", "away")
