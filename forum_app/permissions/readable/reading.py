"""Who may read what reps did with papers: they and the coordinator; what is for oneself, nobody else."""

from ...models.meetings import Meeting, Paper
from ...models.reading import PaperQuestion, PaperRead, PrivateNote
from ..roles import Viewer
from .rules import all_of, exists, own_or, rule


@rule(PaperRead)
def paper_reads(viewer: Viewer):
    own = own_or(viewer, PaperRead.person, "coordinator")
    return all_of(own, exists(Paper, viewer, PaperRead.paper))


@rule(PaperQuestion)
def paper_questions(viewer: Viewer):
    """A question can tell of what its paper says, so it is as closed as the paper is."""
    own = own_or(viewer, PaperQuestion.person, "coordinator")
    return all_of(own, exists(Paper, viewer, PaperQuestion.paper))


@rule(PrivateNote)
def private_notes(viewer: Viewer):
    return all_of(own_or(viewer, PrivateNote.person), exists(Meeting, viewer, PrivateNote.meeting))
