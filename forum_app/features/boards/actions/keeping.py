"""Keeping boards: added by name, put right, their terms, links, members and quorum."""

from collections.abc import Mapping, Sequence
from typing import Any

from peewee import fn

from ....models.boards import Board, BoardLink, BoardMember, QuorumPart, TermsOfReference
from ....models.organisations import Contact, Department
from ....permissions.abilities import require
from ....permissions.errors import NotFound
from ....permissions.readable import one, readable
from ....permissions.roles import Viewer
from ....records import write
from ....records.errors import RuleBroken
from ....records.titles import as_said
from ....records.unique_names import check_free
from ....records.write import Add, Bin, Edit, Written
from ...organisations.rules import short_name_of
from ..links import link_ends

KNOWN = "There is a board of that name already."
USUAL = {"planned_minutes": 90, "notice_days": 14, "papers_days": 7, "items_working_days": 3}


class PartsChanged(RuleBroken):
    """Somebody else changed the rule first: what the second wrote is theirs to keep, and not saved."""

    status = 409

    def __init__(self) -> None:
        super().__init__("", "Someone changed this rule while you had it open. Yours is not saved yet.")


def add_board(viewer: Viewer, values: Mapping, *, form_key: str | None, via: str = "form") -> Written:
    """Keep a new board; its name is enough. Raises NotAllowed, RuleBroken when the name is taken."""
    grant = require(viewer, "add_record")
    with write.together():
        if first := write.already(grant, form_key):
            return first
        check_free(viewer, Board, values["name"], KNOWN)
        add = Add(Board, complete(values, next_position(viewer)))
        return write.one(grant, add, via=via, words="Added", form_key=form_key)


def complete(values: Mapping, position: int) -> dict[str, Any]:
    """A new board's values: last in the lists, and called by its name until somebody says better."""
    given = {name: value for name, value in values.items() if value is not None}
    short = given.get("short_name") or short_name_of(given["name"])
    return given | {"short_name": short, "position": position}


def next_position(viewer: Viewer) -> int:
    last = readable(Board, viewer).select(fn.MAX(Board.position)).tuples().first()
    return (last[0] if last and last[0] is not None else -1) + 1


def edit_board(
    viewer: Viewer,
    board_id: str,
    values: Mapping,
    *,
    form_key: str | None,
    version: int | None = None,
    via: str = "form",
) -> Written:
    """Put a board right. Raises NotFound, NotAllowed, RuleBroken, Stale."""
    with write.together():
        board = one(Board, board_id, viewer)
        grant = require(viewer, "edit_record", board)
        if values["name"].casefold() != board.name.casefold():
            check_free(viewer, Board, values["name"], KNOWN)
        values = {**values, **{name: usual for name, usual in USUAL.items() if values[name] is None}}
        values |= {"short_name": values["short_name"] or short_name_of(values["name"])}
        values |= {"kind": values["kind"] or "", "mode": values["mode"] or board.mode}
        values |= {"default_level": values["default_level"] or board.default_level}
        edit = Edit(Board, board.id, as_said(viewer, board, values), version or board.version)
        return write.one(grant, edit, via=via, words="Saved", form_key=form_key)


def add_terms(
    viewer: Viewer, board_id: str, values: Mapping, *, form_key: str | None, via: str = "form"
) -> Written:
    """Keep one more version of a board's terms of reference. Raises NotFound, NotAllowed, RuleBroken."""
    with write.together():
        board = one(Board, board_id, viewer)
        grant = require(viewer, "add_record")
        if first := write.already(grant, form_key):
            return first
        held = readable(TermsOfReference, viewer).where(TermsOfReference.board == board.id)
        last = max((row.edition for row in held), default=0)
        add = Add(TermsOfReference, {**values, "board": board.id, "edition": last + 1})
        return write.one(grant, add, via=via, words=f"Version {last + 1}", form_key=form_key)


def add_link(
    viewer: Viewer, board_id: str, how: str, other_id: str, *, form_key: str | None, via: str = "form"
) -> Written:
    """Link two boards; either page shows it. Raises NotFound, NotAllowed, RuleBroken when it is there."""
    with write.together():
        board, other = one(Board, board_id, viewer), one(Board, other_id, viewer)
        grant = require(viewer, "add_record")
        if first := write.already(grant, form_key):
            return first
        ends = link_ends(how, board.id, other.id)
        same = (BoardLink.from_board == ends["from_board"]) & (BoardLink.to_board == ends["to_board"])
        if readable(BoardLink, viewer).where(same, BoardLink.kind == ends["kind"]).exists():
            raise RuleBroken("other", "They are linked so already.")
        return write.one(grant, Add(BoardLink, ends), via=via, words="Linked", form_key=form_key)


def remove_link(
    viewer: Viewer, board_id: str, link_id: str, *, form_key: str | None, via: str = "form"
) -> Written:
    """Take a link away, from either end. Raises NotFound, NotAllowed."""
    with write.together():
        link = one(BoardLink, link_id, viewer)
        if board_id not in {link.from_board_id, link.to_board_id}:
            raise NotFound
        grant = require(viewer, "bin_record", link)
        return write.one(grant, Bin(BoardLink, link.id), via=via, words="Removed", form_key=form_key)


def add_member(
    viewer: Viewer, board_id: str, values: Mapping, *, form_key: str | None, via: str = "form"
) -> Written:
    """Say who else belongs to a board; an officer or department brings its organisation along.

    Raises NotFound, NotAllowed, RuleBroken.
    """
    with write.together():
        board = one(Board, board_id, viewer)
        grant = require(viewer, "add_record")
        if first := write.already(grant, form_key):
            return first
        there = list(readable(BoardMember, viewer).where(BoardMember.board == board.id))
        place = _placed(viewer, values)
        if any(_same(row, place) for row in there):
            raise RuleBroken("organisation", "They are on this board already.")
        position = max((row.position for row in there), default=0) + 1
        add = Add(BoardMember, {**place, "board": board.id, "position": position})
        return write.one(grant, add, via=via, words="Added", form_key=form_key)


def _placed(viewer: Viewer, values: Mapping) -> dict[str, Any]:
    """The organisation follows from its department or officer, and may not differ from theirs."""
    place = dict(values)
    for name, model in (("contact", Contact), ("department", Department)):
        if not place.get(name):
            continue
        theirs = one(model, place[name], viewer).organisation_id
        if theirs and place.get("organisation") and place["organisation"] != theirs:
            raise RuleBroken(name, "They belong to another organisation. Choose again.")
        place["organisation"] = place.get("organisation") or theirs
    return place


def _same(row, place: Mapping) -> bool:
    names = ("organisation", "department", "contact")
    return all(row.__data__[name] == place.get(name) for name in names) and row.words == place.get("words")


def remove_member(
    viewer: Viewer, board_id: str, member_id: str, *, form_key: str | None, via: str = "form"
) -> Written:
    """Take somebody off a board. Raises NotFound, NotAllowed."""
    with write.together():
        member = one(BoardMember, member_id, viewer)
        if member.board_id != board_id:
            raise NotFound
        grant = require(viewer, "bin_record", member)
        return write.one(grant, Bin(BoardMember, member.id), via=via, words="Removed", form_key=form_key)


def set_quorum(
    viewer: Viewer,
    board_id: str,
    values: Mapping,
    parts: Sequence[Mapping],
    *,
    seen: str,
    form_key: str | None,
    version: int | None = None,
    via: str = "form",
) -> Written:
    """Keep a quorum rule whole: its total or percent, its words, and its parts in order.

    `parts`: organisation or sector, and minimum. `seen`: the mark of the parts that the form was made from.
    Raises NotFound, NotAllowed, RuleBroken, PartsChanged, Stale.
    """
    with write.together():
        board = one(Board, board_id, viewer)
        grant = require(viewer, "edit_record", board)
        if first := write.already(grant, form_key):
            return first
        rows = readable(QuorumPart, viewer).where(QuorumPart.board == board.id)
        before = list(rows.order_by(QuorumPart.position, QuorumPart.id))
        if mark_of(before) != seen:
            raise PartsChanged
        edits = [Edit(Board, board.id, values, version or board.version), *_part_edits(board, before, parts)]
        return write.many(grant, edits, via=via, words="Quorum", form_key=form_key)


def mark_of(parts: Sequence) -> str:
    """Which parts stood there, and in which version."""
    return " ".join(f"{part.id}:{part.version}" for part in parts)


def _part_edits(board, before: Sequence, parts: Sequence[Mapping]) -> list:
    edits: list = []
    for position, part in enumerate(parts, start=1):
        values = {**part, "position": position}
        if position <= len(before):
            edits.append(Edit(QuorumPart, before[position - 1].id, values))
        else:
            edits.append(Add(QuorumPart, {**values, "board": board.id}))
    return edits + [Bin(QuorumPart, row.id) for row in before[len(parts) :]]
