"""A mail's state in words, and its plain text as paragraphs and links that fit a narrow page."""

import re
from dataclasses import dataclass

from ...fields.words import number_of

STATES = {
    "queued": ("open", "Waiting"),
    "sent": ("kept", "Sent"),
    "nothing": ("noted", "Not needed"),
    "failed": ("missed", "Not taken"),
}
# A line at least this long was broken to fit, and goes on in the next one.
BROKEN_AT = 50
NUMBERED = re.compile(r"\[(\d+)\] (https?://\S+)")
NAMED = re.compile(r"(.+): (https?://\S+)")


@dataclass(frozen=True)
class Words:
    """A line of a mail; `address` makes it a link."""

    text: str
    address: str = ""


def trouble(state: str, tries: int, said: str) -> str:
    """What stood in a mail's way: how often it was tried, and what was said at the last try."""
    if not said or state not in {"queued", "failed"}:
        return ""
    tried = f"Tried {number_of(tries, 'time')}"
    goes_on = ", and will be tried again" if state == "queued" else " and given up"
    return f"{tried}{goes_on}. The last answer: {said}"


def paragraphs(text: str) -> list[list[Words]]:
    """Paragraphs of lines; lines that were only broken for width are joined again."""
    found = []
    for part in text.strip().split("\n\n"):
        lines = [line for line in part.splitlines() if line.strip() != "--" and not NUMBERED.match(line)]
        if lines:
            found.append([_words(line) for line in _joined(lines)])
    return found


def numbered_links(text: str) -> list[Words]:
    """What the numbers in a mail's text open."""
    return [Words(f"[{number}]", address) for number, address in NUMBERED.findall(text)]


def _joined(lines: list[str]) -> list[str]:
    whole: list[str] = []
    goes_on = False
    for line in lines:
        if goes_on:
            whole[-1] = f"{whole[-1]} {line}"
        else:
            whole.append(line)
        goes_on = len(line) >= BROKEN_AT and "://" not in line
    return whole


def _words(line: str) -> Words:
    named = NAMED.fullmatch(line)
    return Words(named[1], named[2]) if named else Words(line)
