"""The mail that asks somebody to say themselves how they like to be reached and what helps them."""

from ...mail import kinds
from ...mail.kinds import Finished, Nothing, Occasion
from ...mail.render import render


def register_kinds() -> None:
    kinds.register("own_page", "Asked to fill in their page", own_page)


def own_page(occasion: Occasion) -> Finished | Nothing:
    """Nobody else says for somebody what helps them: the mail leads to their own page."""
    viewer = occasion.viewer
    if viewer is None:
        return Nothing("no active account")
    subject = "How do you like to be reached?"
    text, html = render(
        "own_page",
        base_url=occasion.base_url,
        forum_name=occasion.forum_name,
        subject=subject,
        first_name=viewer.first_name or viewer.name,
        link=f"{occasion.base_url}/people/{viewer.person_id}",
    )
    return Finished(subject, text, html)
