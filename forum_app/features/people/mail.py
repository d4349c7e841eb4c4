"""The mail that asks somebody to say themselves how they like to be reached and what helps them."""

from ...mail import kinds
from ...mail.kinds import Finished, Nothing, Occasion
from ...mail.render import finished


def register_kinds() -> None:
    kinds.register("own_page", "Asked to fill in their page", own_page)


def own_page(occasion: Occasion) -> Finished | Nothing:
    """Nobody else says for somebody what helps them: the mail leads to their own page."""
    viewer = occasion.viewer
    if viewer is None:
        return Nothing("no active account")
    subject = "How do you like to be reached?"
    return finished(
        occasion,
        "own_page",
        subject,
        link=f"{occasion.base_url}/people/{viewer.person_id}",
    )
