"""The Markdown parser and the cleaner behind it, loaded with the first text that is written in it."""

import nh3
from markdown import Markdown
from markdown.treeprocessors import Treeprocessor

TAGS = frozenset(
    "a abbr blockquote br code dd del dl dt em h2 h3 h4 hr li ol p pre strong "
    "table tbody td th thead tr ul".split()
)
ATTRIBUTES = {"a": {"href", "title"}, "abbr": {"title"}, "th": {"scope"}, "ol": {"start"}}
SCHEMES = frozenset({"http", "https", "mailto", "tel"})
HEADINGS = {"h1": "h2", "h5": "h4", "h6": "h4"}

_cleaner = nh3.Cleaner(
    tags=set(TAGS), attributes=ATTRIBUTES, url_schemes=set(SCHEMES), link_rel="noopener noreferrer nofollow"
)


def clean_html(text: str) -> str:
    """HTML of a Markdown text, with nothing in it that could do more than be read."""
    return _cleaner.clean(_parser().convert(text))


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
