"""One walk over every address as one persona, and what each answer gave away."""

import csv
import io
import zipfile
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

from flask import Flask

from forum_app.records import registry

from .addresses import PROVE, Address, all_addresses, every_id
from .browser import Browser
from .canaries import Canaries, Place
from .oracle import Oracle, Who
from .readings import readings

# A fragment is a part of its page, so it is asked for with some of the ids of a rule only.
AS_FRAGMENTS = {"GET": 12, "POST": 6} if PROVE else {"GET": 2, "POST": 1}
# What the forms of the app ask for, wrongly filled in: the answer says what is wrong and shows what it can.
WRONG = {"reply": "x", "answer": "x", "attended": "x", "minutes": "x", "text": "", "form_key": "k" * 20}

FILES = frozenset({"tables.export_csv", "tables.export_xlsx", "tables.export_json"})


@dataclass
class Found:
    """What one persona came across: each planted place, with the first address that showed it."""

    at: dict[Place, str] = field(default_factory=dict)
    exported: set[Place] = field(default_factory=set)
    asked: int = 0
    broken: list[str] = field(default_factory=list)

    def read(self, canaries: Canaries, address: Address, htmx: bool, answer) -> None:
        """Read one answer every way."""
        self.asked += 1
        if answer.status_code >= 500:
            self.broken.append(f"{answer.status_code} {address.method} {address.path}")
        # How long an answer is may be any number, so also one that was planted.
        headers = "\n".join(f"{name}: {said}" for name, said in answer.headers if name != "Content-Length")
        text = readings(answer.data, headers)
        if answer.mimetype == "text/csv":
            text += "\n".join(cell for row in csv.reader(io.StringIO(answer.text)) for cell in row)
        elif address.endpoint == "tables.export_xlsx" and answer.status_code == 200:
            text += _unpacked(answer.data)
        self._note(address, canaries.found_in(text), htmx)

    def _note(self, address: Address, places: set[Place], htmx: bool) -> None:
        for place in places:
            self.at.setdefault(place, f"{address.method} {address.path}{' (fragment)' if htmx else ''}")
        if address.endpoint == "tables.export_csv":
            self.exported |= places


def _unpacked(data: bytes) -> str:
    """What stands in the sheets of a workbook, which is a packed folder."""
    with zipfile.ZipFile(io.BytesIO(data)) as parts:
        return "\n".join(parts.read(name).decode() for name in parts.namelist())


def walk(app: Flask, browser: Browser, canaries: Canaries, ids: dict[str, list[str]]) -> Found:
    """Look at every address, as a page and as a fragment, and read each answer every way.

    What forms answer is read where a forum is compared with its twin, and for everybody in `make prove`.
    """
    found = Found()
    for answered in answers(app, browser, ids, methods=("GET",)):
        found.read(canaries, *answered)
    return found


def answers(app: Flask, browser: Browser, ids: dict[str, list[str]], methods=None) -> Iterator[tuple]:
    """Each address, whether htmx asked for it, and the answer; `methods` are the only ones tried."""
    names = [table.name for table in registry.tables()]
    asked: Counter[tuple] = Counter()
    for address in all_addresses(app.url_map, names, ids):
        asked[address.method, address.endpoint] += 1
        as_fragment = asked[address.method, address.endpoint] <= AS_FRAGMENTS[address.method]
        for htmx in (False, True) if methods is None or address.method in methods else ():
            if htmx and (address.endpoint in FILES or not as_fragment):
                continue
            with_form = WRONG if address.method != "GET" else None
            yield address, htmx, browser.ask(address.method, address.path, with_form, htmx=htmx)


def one_of_each_kind(oracle: Oracle, person: str | None) -> dict[str, list[str]]:
    """For each table that addresses name, one record of each kind there is for this person."""
    who = oracle.who(person)
    return {
        table: sorted({_kind(oracle, who, table, oracle.rows[table][key]): key for key in ids[::-1]}.values())
        for table, ids in every_id(oracle.rows).items()
    }


def _kind(oracle: Oracle, who: Who, table: str, row: dict) -> tuple:
    """What tells two records apart: what of it this person may see, how it is closed, and whose it is."""
    columns = frozenset(column for column in row if oracle.sees(who, table, column, row))
    board = row["id"] if table == "boards" else row.get("board_id")
    mail = (row["kind"], row["parts"]) if table == "mails" else ()
    return columns, row.get("marking_id"), board in who.boards, row.get("asked_by_id") == who.id, mail
