"""Views: how somebody looks at a table, kept under a name, for oneself or for others."""

from peewee import IntegerField, JSONField

from .base import MomentField, Record, link, must, one_of, prose
from .boards import Board
from .people import Person

SHOWN_TO = ("everybody", "rep", "steering", "cochair", "treasurer", "coordinator", "board")


class SavedView(Record):
    """A look at a table. `params`: the parameters of an address, each a list of texts. `person` keeps it for
    themself; without one it is shared, with whom `shown_to` says: everybody, a role, or a board's seats.

    Locked, its look stays as it is; the rows under it may be changed as ever.
    """

    table = prose(index=True)
    name = prose()
    params = JSONField(default=dict)
    person = link(Person, null=True)
    shown_to = prose("everybody")
    board = link(Board, null=True)
    position = IntegerField(default=0)
    locked_at = MomentField(null=True)
    locked_by = link(Person, null=True)
    locked_because = prose()

    class Meta:
        table_name = "saved_views"
        constraints = must(
            shown_to_known=one_of("shown_to", *SHOWN_TO),
            board_named="shown_to <> 'board' OR board_id IS NOT NULL",
        )
