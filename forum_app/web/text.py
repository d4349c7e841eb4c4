"""What people write in Markdown, made into HTML that can do nothing but be read."""

import re
from collections.abc import Callable, Iterable
from functools import lru_cache

from markupsafe import Markup

LONGEST = 20_000
MOST_OPENINGS = 1_000  # the parser's time grows with the square of these
# A tag of cleaned HTML, in which every value stands in double quotes and may hold any other sign.
TAG = re.compile(r'<(/?)([a-z][a-z0-9]*)(?:[^<>"]|"[^"]*")*>')
# In these a button would stand inside a link, make a heading longer, or change what is quoted.
LEFT_ALONE = frozenset("a abbr code pre h1 h2 h3 h4".split())


def markdown(text: str | None) -> Markup:
    """Safe HTML of a Markdown text. One that is too long or too knotted is shown as it was typed."""
    return _made(text or "")


def outside_links(html: Markup, parts: Callable[[str], Iterable[str | Markup]]) -> Markup:
    """Cleaned HTML whose running text is put together anew from its `parts`: words as they stand, and markup.

    The words are escaped already, so no part of them may be one that escaping changes.
    """
    made: list[Markup] = []
    inside, done = 0, 0
    for tag in TAG.finditer(html):
        between = str(html)[done : tag.start()]
        made += [Markup(between)] if inside else map(Markup, parts(between))
        made.append(Markup(tag[0]))
        if tag[2] in LEFT_ALONE:
            inside += -1 if tag[1] else 1
        done = tag.end()
    return Markup("").join([*made, *map(Markup, parts(str(html)[done:]))])


@lru_cache(maxsize=512)
def _made(text: str) -> Markup:
    if len(text) > LONGEST or any(text.count(sign) > MOST_OPENINGS for sign in "[<*_`(!"):
        return _as_typed(text)
    # Here, since most pages hold no text in Markdown, and a start need not wait for its parser.
    from .parsing import clean_html

    return Markup(clean_html(text))


def _as_typed(text: str) -> Markup:
    paragraphs = (part for part in text.split("\n\n") if part.strip())
    return Markup("").join(Markup("<p>{}</p>").format(part) for part in paragraphs)
