"""Reads every template and names what would not parse, or what the content security policy would block."""

import re
import sys
from collections.abc import Iterator
from pathlib import Path

from jinja2 import Environment, TemplateSyntaxError, nodes

TEMPLATES = Path("templates")
JINJA = re.compile(r"\{#.*?#\}|\{%.*?%\}|\{\{.*?\}\}", re.DOTALL)
TAG = re.compile(r"<(?P<name>[a-zA-Z][\w-]*)(?P<attributes>(?:\"[^\"]*\"|'[^']*'|[^>\"'])*)>")
ATTRIBUTE = re.compile(r"(?P<name>[^\s\"'=<>/]+)(?:\s*=\s*(?P<value>\"[^\"]*\"|'[^']*'|[^\s\"'>]+))?")


def problems_in(source: str, *, is_mail: bool = False, is_html: bool = True) -> Iterator[tuple[int, str]]:
    """Each problem as its line and a sentence. Mail may be styled inline: no policy governs it."""
    try:
        tree = Environment(extensions=["jinja2.ext.do", "jinja2.ext.loopcontrols"]).parse(source)
    except TemplateSyntaxError as error:
        yield error.lineno, f"does not parse: {error.message}"
        return
    for part in tree.find_all(nodes.Filter):
        if part.name == "safe":
            yield part.lineno, "uses |safe: hand the template Markup from one checked place instead"
    if is_html:
        for escape in tree.find_all(nodes.ScopedEvalContextModifier):
            yield escape.lineno, "turns autoescape on or off"
        yield from _problems_in_markup(source, is_mail)


def _problems_in_markup(source: str, is_mail: bool) -> Iterator[tuple[int, str]]:
    # Expressions go, their line breaks stay: what is left is the markup as it was typed.
    markup = JINJA.sub(lambda found: "\n" * found[0].count("\n"), source)
    for tag in TAG.finditer(markup):
        line = markup.count("\n", 0, tag.start()) + 1
        attributes = {
            found["name"].lower(): (found["value"] or "").strip("\"'")
            for found in ATTRIBUTE.finditer(tag["attributes"])
        }
        for words in _problems_in_tag(tag["name"].lower(), attributes, is_mail):
            yield line, words


def _problems_in_tag(name: str, attributes: dict[str, str], is_mail: bool) -> Iterator[str]:
    if name == "script" and "src" not in attributes:
        yield "has a <script> without src"
    if name == "style" and not is_mail:
        yield "has a <style> element"
    for attribute, value in attributes.items():
        if attribute == "style" and not is_mail:
            yield "has a style attribute"
        if re.fullmatch(r"on[a-z]+", attribute):
            yield f"has an inline handler, {attribute}"
        if attribute.startswith("hx-"):
            yield f"writes {attribute} without data-"
        if attribute.startswith("data-hx-on"):
            yield f"has an inline handler, {attribute}"
        if attribute == "data-hx-trigger" and "[" in value:
            yield "has a filter in data-hx-trigger, which needs eval"
        if value.lower().startswith(("javascript:", "js:")):
            yield f"has script in {attribute}"


def main() -> int:
    """Print each problem as file:line: words; return how the process ends."""
    count = failed = 0
    for path in sorted(TEMPLATES.rglob("*")):
        if path.is_dir() or path.suffix not in {".html", ".txt", ".svg"}:
            continue
        count += 1
        is_mail = "mail" in path.relative_to(TEMPLATES).parts
        found = problems_in(path.read_text("utf-8"), is_mail=is_mail, is_html=path.suffix != ".txt")
        for line, words in found:
            failed += 1
            print(f"{path}:{line}: {words}")
    print(f"{count} templates read, {failed} problems.")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
