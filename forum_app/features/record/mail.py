"""The words of the mail to somebody whom a comment mentions."""

from ...mail import kinds
from ...mail.kinds import Finished, Nothing, Occasion
from ...mail.render import finished
from ...models import BY_TABLE
from ...models.comments import Comment
from ...models.people import Person
from ...permissions.readable import readable, with_names
from ...permissions.readers import anybody, is_for_every_member
from ...records.registry import table_of
from ...records.titles import titles

GONE = "not open to this reader any more"


def register_kinds() -> None:
    kinds.register("mention", "Somebody mentioned you", mention)


def mention(occasion: Occasion) -> Finished | Nothing:
    """Who said it and where; the comment and its record only where every member may read them."""
    viewer = occasion.viewer
    if viewer is None:
        return Nothing("no active account")
    comment_id = next((row for _table, row in occasion.parts), "")
    mine = readable(Comment, viewer).where(Comment.id == comment_id)
    found = next(iter(with_names(mine, Person, Comment.person, who="name").objects()), None)
    if found is None:
        return Nothing(GONE, ({"part": ["record_comments", comment_id], "rule": GONE},))
    table = table_of(BY_TABLE[found.table])
    is_open = is_for_every_member(viewer, table.model, found.row)
    who = found.who or "Somebody"
    subject = f"{occasion.forum_name}: {who} mentioned you"
    withheld = (
        () if is_open else ({"part": ["record_comments", found.id], "rule": "kept out of mail by its level"},)
    )
    return finished(
        occasion,
        "mention",
        subject,
        who=who,
        text=found.text if is_open else "",
        title=titles(table.model, [found.row], anybody(viewer.now)).get(found.row, "") if is_open else "",
        url=f"{occasion.base_url}/tables/{table.name}/{found.row}#comment-{found.id}",
        withheld=withheld,
    )
