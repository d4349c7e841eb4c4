"""Fill a mail's two templates, which say the same in plain text and in HTML."""

import re
from functools import lru_cache
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from ..config import ROOT
from ..fields import words
from .kinds import Finished, Occasion

BLANK_LINES = re.compile(r"\n{3,}")


@lru_cache(maxsize=1)
def _templates() -> Environment:
    found = Environment(
        loader=FileSystemLoader(ROOT / "templates"),
        autoescape=lambda name: (name or "").endswith(".html"),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    found.globals["words"] = words
    return found


@lru_cache(maxsize=1)
def _inliner() -> Any:
    # Here, since the web process knows every mail and writes few.
    import css_inline

    return css_inline.CSSInliner(keep_at_rules=True, load_remote_stylesheets=False)


def render(event: str, **facts: object) -> tuple[str, str]:
    """The text and the HTML of `mail/<event>`. Facts always hold base_url, forum_name and subject."""
    env = _templates()
    text = env.get_template(f"mail/{event}.txt").render(**facts)
    html = env.get_template(f"mail/{event}.html").render(**facts)
    return BLANK_LINES.sub("\n\n", text).strip() + "\n", _inliner().inline(html)


def finished(
    occasion: Occasion, event: str, subject: str, *, withheld: tuple[dict, ...] = (), **facts: Any
) -> Finished:
    """The mail of an event, ready to leave; what every mail says is known of its occasion."""
    viewer = occasion.viewer
    known: dict[str, object] = {
        "base_url": occasion.base_url,
        "forum_name": occasion.forum_name,
        "subject": subject,
    }
    known["first_name"] = (viewer.first_name or viewer.name) if viewer else ""
    text, html = render(event, **(known | facts))
    return Finished(subject, text, html, withheld=withheld)
