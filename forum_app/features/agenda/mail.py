"""The words of the mail that tells a rep of an answer about a paper: never the answer itself."""

from ...mail import kinds
from ...mail.kinds import Finished, Nothing, Occasion
from ...mail.render import finished
from ...models.meetings import Paper
from ...models.reading import PaperQuestion
from ...permissions.readable import readable
from .reading import ANSWERED


def register_kinds() -> None:
    kinds.register(ANSWERED, "A question about a paper was answered", paper_answered)


def paper_answered(occasion: Occasion) -> Finished | Nothing:
    """Say that there is an answer, and where; a paper can be closed, so nothing of it is named."""
    viewer, asked_id = occasion.viewer, dict(occasion.parts).get("paper_questions", "")
    if viewer is None:
        return Nothing("no active account")
    asked = readable(PaperQuestion, viewer).where(PaperQuestion.id == asked_id).first()
    paper = asked and readable(Paper, viewer).where(Paper.id == asked.paper_id).first()
    if paper is None:
        return Nothing("not open to this reader any more")
    if not asked.answer:
        return Nothing("the answer was taken back")
    subject = "Your question about a paper is answered"
    return finished(
        occasion,
        ANSWERED,
        subject,
        url=f"{occasion.base_url}/papers/{paper.id}",
    )
