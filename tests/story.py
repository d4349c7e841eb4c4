"""The demo as its people use it: `visit("becky")` is her browser, signed in, on a demo of one's own."""

import html as entities
import re

from flask import Flask

from forum_app.db import unguarded
from forum_app.features.accounts.actions.sessions import begin_session
from forum_app.features.demo.data.ids import id_of
from forum_app.models.control import Account
from forum_app.permissions.roles import command_line
from tests.demo.build import NOW
from tests.web.browse import Browser

SCRIPTS = re.compile(r"<(script|style)\b.*?</\1>", re.S)
TAGS = re.compile(r"<[^>]+>")
TERMS = re.compile(r'<button class="term"[^>]*>(.*?)</button>')


def words(page: str) -> str:
    """What a page says, in one line, without its tags."""
    return re.sub(
        r"\s+", " ", entities.unescape(TAGS.sub(" ", TERMS.sub(r"\1", SCRIPTS.sub(" ", page))))
    ).strip()


def main_of(page: str) -> str:
    """What the page itself says, without its navigation."""
    return words("<main" + page.partition("<main")[2].partition("</main>")[0])


def code(name: str) -> str:
    """The id of what the demo calls M26, B07, D04 or R06."""
    return id_of(name, command_line(NOW))


class Visitor(Browser):
    """A browser in which one of the demo's people is signed in."""

    def __init__(self, app: Flask, who: str):
        super().__init__(app)
        with unguarded("a test signs somebody in"):
            account = Account.get(Account.email == f"{who}@aldermere.example")
            self.person_id, token = account.person_id, begin_session(account.id)
        with self.client.session_transaction() as kept:
            kept.update({"_user_id": token, "_fresh": True})

    def read(self, path: str, htmx: bool = False) -> str:
        """The words of a page that must be there."""
        response = self.get(path, htmx=htmx)
        assert response.status_code == 200, (path, response.status_code)
        return words(response.text) if htmx else main_of(response.text)
