"""Who may read a file: whoever may read the record that it is kept beside."""

from ...models.base import Record
from ...models.boards import Board, TermsOfReference
from ...models.files import Attachment
from ...models.meetings import AgendaItem, Barrier, Decision, Escalation, Meeting, Paper
from ...models.organisations import Organisation
from ...models.people import Policy
from ..roles import Viewer
from .rules import any_of, exists, rule

# Records beside which files are kept. Never people: what the forum knows of them is in their columns alone.
KEEP_FILES: tuple[type[Record], ...] = (
    Board,
    TermsOfReference,
    Meeting,
    AgendaItem,
    Paper,
    Decision,
    Barrier,
    Escalation,
    Organisation,
    Policy,
)


@rule(Attachment)
def files(viewer: Viewer):
    return any_of(
        *(
            (Attachment.table == model._meta.table_name) & exists(model, viewer, Attachment.row)
            for model in KEEP_FILES
        )
    )
