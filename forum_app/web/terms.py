"""Short words in texts: each opens its meaning where it stands, by a lookup that `wire` hands over."""

import re
from collections.abc import Callable, Iterator
from typing import Any, Protocol

from flask import Flask, current_app, g
from markupsafe import Markup, escape

from . import text
from .access import viewer_or_none
from .pages import each_time, ui

LIKE_SEND = re.compile(r"[A-Z][A-Za-z]*[A-Z]")


class Known(Protocol):
    """What the glossary holds for one viewer."""

    def parts(self, text: str, seen: set[str] | None = None) -> Iterator[Any]: ...


def init_app(app: Flask, words_known_to: Callable[[Any], Known | None]) -> None:
    """Give templates `| terms` for a line of text, `| terms_of` for a heading's, and `| markdown`."""
    app.extensions["glossary"] = words_known_to
    app.jinja_env.filters["terms"] = each_time(terms)
    app.jinja_env.filters["terms_of"] = each_time(terms_of)
    app.jinja_env.filters["markdown"] = each_time(lambda words: in_html(text.markdown(words)))
    app.jinja_env.globals["meanings"] = meanings


def terms(line: str | None) -> Markup:
    """A text with each short word opening its meaning, the first time it stands there."""
    known = _known(line)
    return _marked(known, line or "", set()) if known else escape(line or "")


def terms_of(lines: str | list[str]) -> Markup:
    """Only the short words of texts in which none can be marked, as headings and links; empty without any."""
    joined = lines if isinstance(lines, str) else "\n".join(lines)
    known = _known(joined)
    if known is None:
        return Markup("")
    found = (part for part in known.parts(joined) if not isinstance(part, str))
    return Markup(", ").join(_word(part) for part in found)


def in_html(html: Markup) -> Markup:
    """The same for cleaned HTML, outside links, headings and code."""
    known = _known(html)
    if known is None:
        return html
    seen: set[str] = set()
    return text.outside_links(html, lambda words: _in_parts(known, words, seen))


def meanings() -> list[tuple[str, Any]]:
    """What the words marked so far on this page mean, for its foot."""
    return list(g.get("meanings", {}).items())


def _known(words: str | None) -> Known | None:
    """The glossary, asked for once a request, and only when a text may hold a short word at all."""
    if not words or not LIKE_SEND.search(words):
        return None
    if "known_words" not in g:
        g.known_words = current_app.extensions["glossary"](viewer_or_none())
    return g.known_words


def _marked(known: Known, line: str, seen: set[str]) -> Markup:
    return Markup("").join(map(escape, _in_parts(known, line, seen)))


def _in_parts(known: Known, words: str, seen: set[str]) -> Iterator[str | Markup]:
    """The text, and in their places the short words as markup."""
    return (part if isinstance(part, str) else _word(part) for part in known.parts(words, seen))


def _word(word: Any) -> Markup:
    if word.entry is None:
        viewer = viewer_or_none()
        return ui().unknown_term(word.text, word.short, viewer is not None and viewer.has("coordinator"))
    alone = g.get("alone", "")
    key = f"{alone}-{word.entry.anchor}-means" if alone else f"{word.entry.anchor}-means"
    first = key not in g.setdefault("meanings", {})
    g.meanings[key] = word.entry
    made = ui().term(word.text, key)
    # A block drawn alone has no foot of its own.
    return made + ui().meaning(key, word.entry) if alone and first else made
