"""Every table asked by every column, private ones first, in every way: hidden values change no answer."""

import json
from collections.abc import Iterator
from functools import partial
from urllib.parse import urlencode

import pytest

from forum_app.db import db
from forum_app.models.views import SHOWN_TO
from forum_app.records import registry
from forum_app.records.registry import Table

from . import twin
from .addresses import PROVE
from .browser import Browser
from .conftest import index_anew, serve
from .people import PERSONAS
from .test_differential import CSRF, prove_alike

LOOKING = "rep-of-another-board"
MOST = 48  # conditions that one filter holds, and a few to spare
# Asked in every way; the others too, in the long proof.
EVERY_WAY = frozenset({"people", "meetings", "decisions", "papers", "time-entries", "saved-views"})
VIEWS = (*SHOWN_TO, "mine", "phones", "elsewhere", "no-such-view")


def test_what_is_asked_of_hidden_rows_and_columns_changes_no_answer(planted, copy_of, at_noon, monkeypatch):
    _prove(LOOKING, planted, copy_of, monkeypatch)


@pytest.mark.prove
@pytest.mark.parametrize("name", sorted(PERSONAS.keys() - {LOOKING, "anon"}))
def test_nor_what_anybody_else_asks(name, planted, copy_of, at_noon, monkeypatch):
    _prove(name, planted, copy_of, monkeypatch)


def _prove(name: str, planted, copy_of, monkeypatch) -> None:
    first, second = copy_of(planted.path, "first"), copy_of(planted.path, "second")
    oracle = planted.oracle()
    twin.make(second, oracle, oracle.who(planted.people[name]))
    index_anew(second)
    monkeypatch.setattr("secrets.token_urlsafe", lambda size=32: "k" * size)
    ask = partial(_told, planted.tokens[name])
    prove_alike(ask(first), ask(second))


def _told(token: str | None, path) -> dict[str, tuple]:
    browser, told = Browser(serve(path), token), {}
    for address in _addresses():
        answer = browser.get(address)
        assert answer.status_code in (200, 403, 404), address  # no table is for a guest
        told[address] = answer.status_code, {}, CSRF.sub(b"", answer.data)
    if not db.is_closed():
        db.close()
    return told


def _addresses() -> Iterator[str]:
    for table in registry.tables():
        for params in _asks(table):
            yield f"/tables/{table.name}?{urlencode(params, doseq=True)}"
    for view in VIEWS:
        yield f"/tables/people?view=view-{view}"
        yield f"/tables/people/filter?view=view-{view}"


def _asks(table: Table) -> Iterator[dict]:
    """The twin has put "hidden" into every text that this persona may not see."""
    every = {*table.by_name, *table.model._meta.fields}
    names = sorted(every, key=lambda name: (not _is_private(table, name), name))
    asked = [[name, "contains", "hidden"] for name in names] + [[name, "is_empty"] for name in names]
    tree = json.dumps({"any": asked[:MOST]})
    yield {"where": tree}
    if table.name not in EVERY_WAY and not PROVE:
        return
    yield {
        "sort": [f"-{name}" for name in names[:6]],
        "group": names[:2],
        "show": names,
        "foot": [f"{name}:filled" for name in names],
        "colour": f"gold:Hidden:{tree}",
    }
    yield {"find": "hidden", "sort": names[:2]}


def _is_private(table: Table, name: str) -> bool:
    return name in table.model._meta.fields and hasattr(table.field(name), "audience")
