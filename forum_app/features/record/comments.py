"""What is said about a record, and saying it: as closed as the record is."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from ...models import BY_TABLE
from ...models.comments import Comment
from ...models.people import Person
from ...permissions.abilities import Grant, can, require
from ...permissions.prepared import prepared
from ...permissions.readable import one, readable, with_names
from ...permissions.roles import Viewer
from ...records import write
from ...records.outbox import Mailing
from ...records.registry import Table, table_of
from ...records.write import Add, Bin, Edit, Written
from .mentions import mentioned

SIZE = 20


@dataclass(frozen=True)
class Said:
    """One comment. `mine`: it can be changed by this viewer; `may_bin`: taken away."""

    id: str
    version: int
    who: str
    text: str
    at: datetime
    mine: bool
    may_bin: bool


def comments_of(viewer: Viewer, table: Table, row_id: str, before: str = "") -> tuple[list[Said], str | None]:
    """The last comments on a record that the viewer reads, oldest first, and where older ones begin."""
    values = (table.model._meta.table_name, row_id, SIZE + 1)
    found = _before(viewer, *values, before) if before else _last(viewer, *values)
    earlier = found[SIZE - 1].id if len(found) > SIZE else None
    return [_said(viewer, comment) for comment in found[:SIZE]][::-1], earlier


def _said(viewer: Viewer, row: Any) -> Said:
    mine, gone = can(viewer, "edit_comment", row), can(viewer, "bin_comment", row)
    return Said(row.id, row.version, row.who or "Somebody", row.text, row.at, mine, gone)


@prepared("text", "text", "number")
def _last(viewer: Viewer, table: str, row_id: str, most: int):
    return _newest(viewer, table, row_id, most)


@prepared("text", "text", "number", "text")
def _before(viewer: Viewer, table: str, row_id: str, most: int, before: str):
    return _newest(viewer, table, row_id, most, Comment.id < before)


def _newest(viewer: Viewer, table: str, row_id: str, most: int, *where: Any):
    query = readable(Comment, viewer).where(Comment.table == table, Comment.row == row_id, *where)
    query = query.order_by(Comment.id.desc()).limit(most)
    return with_names(query, Person, Comment.person, who="name").objects()


def add_comment(
    viewer: Viewer, table: Table, row_id: str, text: str, *, form_key: str | None = None
) -> Written:
    """Say something about a record; whoever is mentioned gets one mail.

    Raises NotFound, NotAllowed, RuleBroken.
    """
    with write.together():
        grant = require(viewer, "comment", one(table.model, row_id, viewer))
        if first := write.already(grant, form_key):
            return first
        values = {
            "table": table.model._meta.table_name,
            "row": row_id,
            "person": viewer.person_id,
            "text": text,
            "at": viewer.now,
        }
        add = Add(Comment, values, id=write.new_id())
        mails = _mails(viewer, table, row_id, add.id or "", text)
        return write.one(grant, add, via="form", words="Comment", form_key=form_key, mails=mails)


def comment_to_change(viewer: Viewer, comment_id: str) -> tuple[Any, Grant]:
    """One's own comment, and leave to change it. Raises NotFound, NotAllowed."""
    comment = one(Comment, comment_id, viewer)
    return comment, require(viewer, "edit_comment", comment)


def edit_comment(
    viewer: Viewer, comment_id: str, text: str, *, form_key: str | None = None, version: int | None = None
) -> Written:
    """Change what one said. Nobody is mailed again. Raises NotFound, NotAllowed, RuleBroken, Stale."""
    with write.together():
        comment, grant = comment_to_change(viewer, comment_id)
        if first := write.already(grant, form_key):
            return first
        mails = _mails(viewer, table_of_comment(comment), comment.row, comment.id, text)
        edit = Edit(Comment, comment.id, {"text": text}, version)
        return write.one(grant, edit, via="form", words="Comment changed", form_key=form_key, mails=mails)


def bin_comment(
    viewer: Viewer, comment_id: str, *, form_key: str | None = None, version: int | None = None
) -> tuple[Written, Any]:
    """Take a comment away, and say of what it was. Raises NotFound, NotAllowed, RuleBroken, Stale."""
    with write.together():
        comment = one(Comment, comment_id, viewer)
        grant = require(viewer, "bin_comment", comment)
        first = write.already(grant, form_key)
        gone = Bin(Comment, comment.id, version)
        written = first or write.one(grant, gone, via="form", words="Comment", form_key=form_key)
        return written, comment


def table_of_comment(comment: Any) -> Table:
    """The table of what a comment is about."""
    return table_of(BY_TABLE[comment.table])


def _mails(viewer: Viewer, table: Table, row_id: str, comment_id: str, text: str) -> list[Mailing]:
    """One for each person mentioned, ever: who was told of a comment is not told of it again."""
    return [
        Mailing("mention", person, (("record_comments", comment_id),), f"mention {comment_id} {person}")
        for person in mentioned(viewer, table.model, row_id, text)
    ]
