"""What people write in Markdown, made into HTML that can do nothing but be read."""

import re
from collections.abc import Callable, Iterable
from functools import lru_cache

import nh3
from markdown import Markdown
from markdown.treeprocessors import Treeprocessor
from markupsafe import Markup

LONGEST = 20_000
MOST_OPENINGS = 1_000  # the parser's time grows with the square of these
TAGS = frozenset(
    "a abbr blockquote br code dd del dl dt em h2 h3 h4 hr li ol p pre strong "
    "table tbody td th thead tr ul".split()
)
ATTRIBUTES = {"a": {"href", "title"}, "abbr": {"title"}, "th": {"scope"}, "ol": {"start"}}
SCHEMES = frozenset({"http", "https", "mailto", "tel"})
# A tag of cleaned HTML, in which every value stands in double quotes and may hold any other sign.
TAG = re.compile(r'<(/?)([a-z][a-z0-9]*)(?:[^<>"]|"[^"]*")*>')
# In these a button would stand inside a link, make a heading longer, or change what is quoted.
LEFT_ALONE = frozenset("a abbr code pre h1 h2 h3 h4".split())
HEADINGS = {"h1": "h2", "h5": "h4", "h6": "h4"}

_cleaner = nh3.Cleaner(
    tags=set(TAGS), attributes=ATTRIBUTES, url_schemes=set(SCHEMES), link_rel="noopener noreferrer nofollow"
)


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
    return Markup(_cleaner.clean(_parser().convert(text)))


def _as_typed(text: str) -> Markup:
    paragraphs = (part for part in text.split("\n\n") if part.strip())
    return Markup("").join(Markup("<p>{}</p>").format(part) for part in paragraphs)


class _Headings(Treeprocessor):
    """Keeps headings below the page's own."""

    def run(self, root):
        for element in root.iter():
            element.tag = HEADINGS.get(element.tag, element.tag)


def _parser() -> Markdown:
    parser = Markdown(extensions=["tables", "sane_lists", "nl2br"], output_format="html")
    # Pictures would be fetched from elsewhere, and a page has one first heading of its own.
    parser.inlinePatterns.deregister("image_link")
    parser.inlinePatterns.deregister("image_reference")
    parser.inlinePatterns.deregister("short_image_ref")
    parser.treeprocessors.register(_Headings(parser), "headings", 1)
    return parser
