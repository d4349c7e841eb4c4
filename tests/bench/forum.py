"""Our side: a forum full of rows, the app on it, and people who are signed in to it."""

from collections.abc import Callable
from pathlib import Path

from werkzeug.test import Client

from forum_app import create_app, wire
from forum_app.config import Settings
from forum_app.db import db
from forum_app.features.accounts.actions.sessions import begin_session
from forum_app.records import migrate
from tests.bench import data
from tests.browser.forum import SECRET, ServedForum

ADDRESS = "http://127.0.0.1:8000"
COORDINATOR, STEERING, REP = 0, 1, 30


class Served(ServedForum):
    """The forum behind a real server, at the benchmark's moment.

    Python keeps what it has compiled, as it does wherever nobody forbids it.
    """

    def settings(self) -> dict[str, str]:
        settings = super().settings() | {
            "FORUM_CLOCK": data.NOW.isoformat(),
            "PYTHONPYCACHEPREFIX": str(self.folder / "compiled"),
        }
        settings.pop("PYTHONDONTWRITEBYTECODE", None)
        return settings


class ServedHere(Served):
    """The forum of this address behind a real server: its own rows, not a copy of a file."""

    def __init__(self, folder: Path, url: str):
        self._url = url
        super().__init__(folder, folder)

    def fresh(self) -> None:
        """It stays as it is."""

    def settings(self) -> dict[str, str]:
        return super().settings() | {"FORUM_DATABASE": self._url}


def make(url: str, fill: Callable[[], object] = data.fill) -> None:
    """A new database with the rows that `fill` plants."""
    wire.use_database(url)
    wire.know_features()
    db.connect()
    migrate.run()
    fill()
    db.close()


def app(url: str, folder: Path):
    return create_app(
        Settings(
            database=url,
            secret_key=SECRET,
            mail=f"folder:{folder / 'mail'}",
            base_url=ADDRESS,
            keep_open=True,
        )
    )


def signed_in(app, person: int = COORDINATOR) -> Client:
    """A browser of this person, with a real session row and a real cookie."""
    wire.open_database()
    token = begin_session(data.row_id("acc", person))
    wire.close_database()
    client = app.test_client()
    with client.session_transaction(base_url=ADDRESS) as session:
        session["_user_id"], session["_fresh"] = token, True
    return client


def cookie_name(app) -> str:
    return app.config["SESSION_COOKIE_NAME"]


def cookie(app, person: int = COORDINATOR) -> str:
    """What the browser of this person sends with each request, for a server with the same secret."""
    found = signed_in(app, person).get_cookie(cookie_name(app), domain="127.0.0.1")
    assert found is not None
    return found.value


def opener(client: Client, path: str) -> Callable[[], bytes]:
    """Fetches this page, whole, and sees that it came."""

    def open_page() -> bytes:
        answer = client.get(path, base_url=ADDRESS)
        body = answer.get_data()
        assert answer.status_code == 200, f"{path}: {answer.status_code}"
        return body

    return open_page
