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

ADDRESS = "http://127.0.0.1:8000"
SECRET = "a key of the benchmark, long enough"
COORDINATOR, STEERING, REP = 0, 1, 30


def make(url: str, fill: Callable[[], object] = data.fill) -> None:
    """A new database with the rows that `fill` plants."""
    wire.use_database(url)
    wire.know_features()
    db.connect()
    migrate.run()
    fill()
    db.close()


def app(url: str, folder: Path, secret: str = SECRET):
    return create_app(
        Settings(
            database=url,
            secret_key=secret,
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


def opener(client: Client, path: str) -> Callable[[], bytes]:
    """Fetches this page, whole, and sees that it came."""

    def open_page() -> bytes:
        answer = client.get(path, base_url=ADDRESS)
        body = answer.get_data()
        assert answer.status_code == 200, f"{path}: {answer.status_code}"
        return body

    return open_page
