"""What is not for somebody answers exactly as what is not there, byte for byte, whatever they send it."""

import itertools
import re
import secrets
from functools import cache
from itertools import product

import pytest

from forum_app.fields.ids import Ids
from forum_app.records import ids as record_ids
from tests.permissions.forum import NOON

from .addresses import all_addresses, tables_in_addresses
from .oracle import Oracle, Who
from .people import PERSONAS
from .test_differential import CSRF, OURS_TO_DIFFER, UNCLEARED

NOWHERE = "recNoSuchRecord00"
# Filled in as it should be: how far an act came must not be told either.
FORM = {
    "reply": "coming",
    "answer": "agree",
    "attended": "there",
    "minutes": "90",
    "text": "What was agreed",
    "kind": "decision",
    "hat": "representative",
    "role": "treasurer",
    "partner": "Somebody",
    "form_key": "k" * 20,
}


@pytest.mark.parametrize("name", UNCLEARED)
def test_what_is_hidden_answers_as_what_is_not_there(name, planted, browse, monkeypatch):
    _prove(name, planted, browse, monkeypatch)


@pytest.mark.prove
@pytest.mark.parametrize("name", sorted(PERSONAS.keys() - set(UNCLEARED)))
def test_what_is_hidden_answers_everybody_else_so_too(name, planted, browse, monkeypatch):
    _prove(name, planted, browse, monkeypatch)


def _prove(name: str, planted, browse, monkeypatch) -> None:
    oracle = planted.oracle()
    hidden = _hidden_ids(oracle, oracle.who(planted.people[name]))
    browser, different, asked = browse(name), [], 0

    @cache
    def told(method: str, path: str, row: str, htmx: bool) -> tuple:
        return _told(browser, monkeypatch, method, path, row, htmx)

    for table, row in hidden:
        places = dict.fromkeys(tables_in_addresses(), [NOWHERE]) | {table: [row]}
        for address in all_addresses(browser.app.url_map, (), places):
            if row not in re.split("[/?=]", address.path):  # "run" stands in /first-run too
                continue
            elsewhere = re.sub(f"(?<=[/=]){re.escape(row)}(?![\\w-])", NOWHERE, address.path)
            for htmx in (False, True):
                asked += 1
                if told(address.method, address.path, row, htmx) != told(
                    address.method, elsewhere, NOWHERE, htmx
                ):
                    different.append(f"{address.method} {address.path}")
    assert not different, "\n".join(sorted(set(different)))
    assert asked > 30


def _told(browser, monkeypatch, method: str, path: str, row: str, htmx: bool) -> tuple:
    """An answer, without the id that was asked for: whoever is signed out is sent back to it later."""
    numbers = itertools.count()
    monkeypatch.setattr(secrets, "token_hex", lambda size=32: f"{next(numbers):0{size * 2}x}")
    monkeypatch.setattr(record_ids, "_ids", Ids(lambda: NOON, lambda size: next(numbers).to_bytes(size)))
    answer = browser.ask(method, path, FORM, htmx=htmx)
    ours = OURS_TO_DIFFER | {"content-length"}
    headers = {key: _bare(value, row) for key, value in answer.headers.items() if key.lower() not in ours}
    return answer.status_code, headers, _bare(CSRF.sub(b"", answer.data).decode(), row)


def _bare(text: str, row: str) -> str:
    """Without the id where it stands in an address; "here" is a word of its own elsewhere."""
    for before, asked in product(("/", "%2F", "=", "%3D"), (row, NOWHERE)):
        text = re.sub(f"{re.escape(before + asked)}(?![\\w-])", before, text)
    return text


def _hidden_ids(oracle: Oracle, who: Who) -> list[tuple[str, str]]:
    """Of each table that addresses name, one record of each way of being closed to this person."""
    found: dict[tuple, tuple[str, str]] = {}
    for table in sorted(tables_in_addresses() - {"change_groups"}):
        for key, row in sorted(oracle.rows[table].items()):
            if not oracle.sees_row(who, table, oracle.in_bin(who, table, row)):
                mine = who.id in (row.get("person_id"), row.get("asked_by_id"), row.get("owner_id"))
                meeting = oracle.rows["meetings"].get(row.get("meeting_id"), {})
                why = row.get("marking_id"), meeting.get("marking_id"), bool(row.get("binned_at")), mine
                found.setdefault((table, (table, key) in who.aside, *why), (table, key))
    return [*found.values(), *_others_acts(oracle, who)]


def _others_acts(oracle: Oracle, who: Who) -> list[tuple[str, str]]:
    """One act of each kind that somebody else did; the coordinator may take back anybody's."""
    if "coordinator" in who.words:
        return []
    groups = oracle.rows["change_groups"].values()
    others = {group["act"]: group["id"] for group in groups if who.id is None or group["person_id"] != who.id}
    return [("change_groups", group) for group in others.values()]
