"""Every page answers on PostgreSQL too: what that engine would refuse in a query is seen here."""

import os

import pytest

from forum_app import create_app, models
from forum_app.config import Settings
from forum_app.db import db, make, unguarded
from forum_app.features.accounts.actions.sessions import begin_session
from forum_app.features.demo.actions import load_demo
from forum_app.features.demo.data.ids import id_of
from forum_app.models.control import Account
from forum_app.models.meetings import Decision
from forum_app.permissions.roles import command_line
from forum_app.records import registry
from tests.demo.build import NOW, describe_tables
from tests.story import Visitor
from tests.web.browse import rows

from .addresses import FILLED_BY, all_addresses
from .browser import Browser

SOME = 1
PROVE = bool(os.environ.get("FORUM_PROVE"))


@pytest.fixture
def served(postgres_server, postgres_template):
    url = postgres_server.create_database(postgres_template)
    describe_tables()
    db.initialize(make(url))
    db.connect()
    load_demo()
    db.close()
    db.close_all()
    app = create_app(Settings(url, "a key for tests alone", "folder:/dev/null", "http://127.0.0.1"))
    db.connect(reuse_if_open=True)
    yield app
    db.close()
    db.close_all()


def test_every_page_answers_on_postgresql(served):
    names = [table.name for table in registry.tables()]
    with unguarded("a test looks for records"):
        ids = {table: _some(table) for table in set(FILLED_BY.values())}
    addresses = [one for one in all_addresses(served.url_map, names, ids) if one.method == "GET"]
    assert len(addresses) > 80
    for code in ("S1", "R03", "R06") if PROVE else ("S1",):
        browser = _signed_in(served, code)
        broken = [one.path for one in addresses if browser.get(one.path).status_code >= 500]
        assert broken == [], code


def test_what_postgresql_cannot_hold_is_left_out_of_what_was_sent(served):
    becky = Visitor(served, "becky")
    address = f"/meetings/{id_of('M05', command_line(NOW))}/decisions"
    sent = {"kind": "action", "text": "By p\x00ost.", "owner": "\x00", "form_key": "\x00k", "\x00": "\x00"}
    assert becky.post(address, sent).status_code == 303
    assert len(rows(Decision, Decision.text == "By post.")) == 1
    for path in ("/meetings/%00", "/people/%00?part=%00", "/search?q=%00&in=%00", "/sign-in/link/%00"):
        assert becky.get(path).status_code in (200, 404), path


def _signed_in(app, code: str) -> Browser:
    person = id_of(code, command_line(NOW))
    with unguarded("a test signs in"):
        account = Account.select(Account.id).where(Account.person == person).scalar()
    return Browser(app, begin_session(account))


def _some(table: str) -> list[str]:
    model = models.BY_TABLE[table]
    return [row for (row,) in model.select(model.id).order_by(model.id.desc()).limit(SOME).tuples()]
