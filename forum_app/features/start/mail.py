"""The test mail: it says no more than that mail works."""

from ...mail import kinds
from ...mail.kinds import Finished, Nothing, Occasion
from ...mail.render import finished
from .queries import MAIL_CHECK


def register_kinds() -> None:
    kinds.register(MAIL_CHECK, "Mail check", mail_check, urgent=True)


def mail_check(occasion: Occasion) -> Finished | Nothing:
    """A mail to whoever asked whether mail works."""
    viewer = occasion.viewer
    if viewer is None or not viewer.has("coordinator"):
        return Nothing("no longer a coordinator")
    subject = f"{occasion.forum_name}: mail works"
    return finished(
        occasion,
        MAIL_CHECK,
        subject,
        link=f"{occasion.base_url}/start/mail",
    )
