"""A digest as it reads, with what differs from one demo to the next taken out."""

import re
from html import unescape
from pathlib import Path

from forum_app.models.boards import Board
from forum_app.models.meetings import Decision, Meeting
from tests.web.browse import rows

FOLDER = Path(__file__).parent
ID = re.compile(r"rec[0-9A-Za-z]{14}")
ADDRESS = re.compile(r"https?://[^\s\"<>]+")
TAG = re.compile(r"<[^>]+>")
STYLE = re.compile(r"<style.*?</style>|<title.*?</title>", re.S)


def plain(text: str) -> str:
    """The same words, with the codes that the demo gives its records in the place of their ids."""
    codes = {row.id: row.code for model in (Board, Decision, Meeting) for row in rows(model)}
    return ID.sub(lambda found: codes.get(found[0], "rec"), text)


def stored(who: str) -> str:
    return (FOLDER / f"{who}.txt").read_text("utf-8")


def addresses(text: str) -> set[str]:
    return {address.rstrip(".") for address in ADDRESS.findall(text)}


def words_of_text(text: str) -> list[str]:
    """The words of the plain text, without its addresses, their numbers and the words that only name them."""
    kept = [line for line in text.splitlines() if not line.startswith("[") or "://" not in line]
    joined = " ".join(kept).replace("-- ", " ")
    return _words(re.sub(r" \[\d+\]", "", ADDRESS.sub("", joined)))


def words_of_html(html: str) -> list[str]:
    return _words(unescape(TAG.sub(" ", STYLE.sub(" ", html))))


def _words(text: str) -> list[str]:
    return re.findall(r"[\w’'£.-]*\w", text)
