"""Two forums that differ only in what a persona may not see answer that persona alike, byte for byte."""

import itertools
import logging
import re
import secrets
from functools import partial
from pathlib import Path

import pytest

from forum_app.db import db
from forum_app.fields.ids import Ids
from forum_app.records import ids as record_ids
from tests.permissions.forum import NOON

from . import twin
from .browser import Browser
from .conftest import index_anew, serve
from .crawl import Found, answers, one_of_each_kind
from .proofs import prove_found

# Walked together with their twin; the others are, in the long proof.
UNCLEARED = (
    "anon",
    "rep-of-another-board",
    "aside-from-the-item",
    "guest-of-the-board",
    "gwen-treasurer-and-steering",
    "bryony-coordinator",
)
OURS_TO_DIFFER = {"set-cookie", "date", "x-request-id"}
SECRETS_A_REQUEST = 1000
# A CSRF token carries the second at which it was signed.
CSRF = re.compile(rb"\.?[\w-]{16,}\.[\w-]{6}\.[\w-]{27}")


@pytest.mark.parametrize("name", UNCLEARED)
def test_this_persona_finds_what_is_theirs_and_hidden_rows_change_no_answer(
    name, planted, copy_of, at_noon, monkeypatch, caplog
):
    caplog.set_level(logging.INFO)
    found, ids = Found(), one_of_each_kind(planted.oracle(), planted.people[name])
    told = walk_with_twin(name, planted, copy_of, monkeypatch, ids, found)
    assert not planted.canaries.found_in(caplog.text), "a log holds ids, never words of a record"
    prove_found(planted, name, found)
    prove_alike(*told)


def walk_with_twin(
    name: str, planted, copy_of, monkeypatch, ids: dict[str, list[str]], found: Found
) -> tuple:
    """What the forum and its twin answer; what the forum's own answers showed is noted in `found`."""
    first, second = copy_of(planted.path, "first"), copy_of(planted.path, "second")
    oracle = planted.oracle()
    assert twin.make(second, oracle, oracle.who(planted.people[name])) > 100
    index_anew(second)
    left = _told(first, planted.tokens[name], ids, monkeypatch, partial(found.read, planted.canaries))
    return left, _told(second, planted.tokens[name], ids, monkeypatch)


def prove_alike(left: dict, right: dict) -> None:
    """The two answered the same to everything, byte for byte."""
    assert left.keys() == right.keys()
    different = [where for where in left if left[where] != right[where]]
    assert not different, _words(different, left, right)


def _told(path: Path, token: str | None, ids: dict, monkeypatch, read=None) -> dict[str, tuple]:
    """Every answer, but for what may differ between any two requests; secrets come from a row of numbers."""
    numbers = itertools.count()
    monkeypatch.setattr(secrets, "token_hex", lambda size=32: f"{next(numbers):0{size * 2}x}")
    monkeypatch.setattr(record_ids, "_ids", Ids(lambda: NOON, lambda size: next(numbers).to_bytes(size)))
    monkeypatch.setattr(secrets, "token_urlsafe", lambda size=32: f"{next(numbers):0{size}}")
    app, told = serve(path), {}
    for address, htmx, answer in answers(app, Browser(app, token), ids):
        numbers = itertools.count((len(told) + 1) * SECRETS_A_REQUEST)
        if read:
            read(address, htmx, answer)
        headers = {key: value for key, value in answer.headers.items() if key.lower() not in OURS_TO_DIFFER}
        where = f"{address.method} {address.path}{' (fragment)' if htmx else ''}"
        told[where] = answer.status_code, headers, CSRF.sub(b"", answer.data)
    if not db.is_closed():
        db.close()
    return told


def _words(different: list[str], left: dict, right: dict) -> str:
    """The first differences, where they begin."""
    lines = [f"{len(different)} answers differ"]
    for where in different[:3]:
        (status, headers, body), (other, others, text) = left[where], right[where]
        start = next((n for n, pair in enumerate(zip(body, text, strict=False)) if pair[0] != pair[1]), 0)
        start = max(0, start - 120)
        lines += [f"{where}: {status}, {other}", str(body[start:][:220]), str(text[start:][:220])]
        lines += [] if headers == others else [str(headers), str(others)]
    return "\n".join(lines)
