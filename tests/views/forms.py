"""A plain form read and sent as a browser without script does."""

import html
import re
from urllib.parse import urlencode

FIELD = re.compile(r"<input\b([^>]*)>|<select\b([^>]*)>(.*?)</select>", re.S)
PARTS = re.compile(r"[acov](\.\d+)*")


def _of(attributes: str, name: str) -> str:
    found = re.search(rf'\b{name}="([^"]*)"', attributes)
    return html.unescape(found[1]) if found else ""


def filled(page: str) -> list[tuple[str, str]]:
    """What the filter's form would send, in its order."""
    form = page.partition('id="narrow"')[2].partition("</form>")[0] or page
    found = []
    for box, choice, inside in FIELD.findall(form):
        attributes = box or choice
        name = _of(attributes, "name")
        if not PARTS.fullmatch(name) or ('type="checkbox"' in attributes and " checked" not in attributes):
            continue
        value = _of(attributes, "value")
        if choice:
            chosen = re.search(r'<option value="([^"]*)" selected', inside)
            first = re.search(r'<option value="([^"]*)"', inside)
            value = html.unescape((chosen or first)[1])
        found.append((name, value))
    return found


def sent(visitor, path: str, fields: list[tuple[str, str]]):
    """The form sent with GET, as its buttons do."""
    return visitor.get(f"{path}?{urlencode(fields)}")
