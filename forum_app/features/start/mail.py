"""The test mail: it says no more than that mail works."""

from ...mail import kinds
from ...mail.kinds import Finished, Nothing, Occasion
from ...mail.render import render
from .queries import MAIL_CHECK


def register_kinds() -> None:
    kinds.register(MAIL_CHECK, "Mail check", mail_check, urgent=True)


def mail_check(occasion: Occasion) -> Finished | Nothing:
    """A mail to whoever asked whether mail works."""
    viewer = occasion.viewer
    if viewer is None or not viewer.has("coordinator"):
        return Nothing("no longer a coordinator")
    subject = f"{occasion.forum_name}: mail works"
    text, html = render(
        MAIL_CHECK,
        base_url=occasion.base_url,
        forum_name=occasion.forum_name,
        subject=subject,
        first_name=viewer.first_name or viewer.name,
        link=f"{occasion.base_url}/start/mail",
    )
    return Finished(subject, text, html)
