"""One cell saved, and eight people who save at once: over HTTP, on the servers that people have."""

import sqlite3
import time
from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from dataclasses import dataclass, field
from http.client import HTTPConnection
from itertools import count
from pathlib import Path
from statistics import median
from urllib.parse import urlencode

from forum_app.db import db, unguarded
from forum_app.models.people import Role
from tests.bench import admin, data, forum
from tests.bench.figures import OF_ADMIN, Figure, ms
from tests.bench.timing import in_turn
from tests.browser.visitor import TOKEN

ROUNDS = 60
PEOPLE, SAVES, BATCHES = 8, 25, 11
FORM = {"Content-Type": "application/x-www-form-urlencoded"}
SERVED = ("--threads", str(PEOPLE), "--bind")
SAVED, OVERTAKEN = 200, 409


def address(row: str) -> str:
    return f"/tables/time-entries/{row}/cell/minutes"


def row_of(person: int, number: int) -> str:
    """One of a person's own time entries."""
    return data.row_id("tim", person + data.PEOPLE * number)


RACED_FOR = row_of(90, 0)


def figures(app, admin_app, path: Path) -> Iterator[Figure]:
    numbers = count()

    def theirs() -> None:
        number = next(numbers)
        sent = {"list_form_pk": row_of(2, number % 200), "minutes": str(10 + number % 90)}
        answer = admin_app.post(f"{admin.PATH}ajax/update/", data=sent)
        assert answer.status_code == SAVED, answer.text

    took = in_turn({"ours": saver(forum.signed_in(app)), "admin": theirs}, ROUNDS)
    yield Figure("one cell saved", ms(took["ours"]), took["ours"] / took["admin"], OF_ADMIN, 1)
    yield from _at_once(app, path)


def saver(client) -> Callable[[], None]:
    """Saves the next cell of a row that nobody has touched."""
    numbers = count()
    token = _token(forum.opener(client, address(row_of(0, 0)))().decode())

    def save() -> None:
        number = next(numbers)
        body, headers = _sent(token, 1, f"one-{number}", 11 + number % 4)
        answer = client.post(address(row_of(1, number)), data=body, headers=headers, base_url=forum.ADDRESS)
        assert answer.status_code == SAVED and "Record-Version" in answer.headers, answer.status

    return save


def _token(page: str) -> str:
    found = TOKEN.search(page)
    assert found is not None
    return found.group(1)


def _sent(token: str, version: int, key: str, minutes: int) -> tuple[dict, dict]:
    """What the grid's script sends for a cell, and how."""
    body = {"text": str(minutes), "version": str(version), "form_key": key, "csrf_token": token}
    return body, {"HX-Request": "true", "Sec-Fetch-Site": "same-origin", **FORM}


@dataclass
class Saver:
    """One person at one server, with a connection of their own."""

    port: int
    number: int
    cookie: str = ""
    token: str = ""
    said: list[int] = field(default_factory=list)
    versions: dict[str, int] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._line = HTTPConnection("127.0.0.1", self.port, timeout=60)
        if self.cookie:
            _, page, answered = self._ask("GET", address(row_of(self.number, 0)), "", {})
            self.token = _token(page.decode())
            self.cookie = answered["Set-Cookie"].partition(";")[0]
            self.rest()

    def ours(self, row: str, minutes: int) -> None:
        version = self.versions.get(row, 1)
        key = f"{self.number}-{len(self.said)}-{time.monotonic_ns()}"
        body, headers = _sent(self.token, version, key, minutes)
        status, _, answered = self._ask("POST", address(row), urlencode(body), headers)
        self.said.append(status)
        if status == SAVED:
            self.versions[row] = int(answered["Record-Version"])

    def theirs(self, row: str, minutes: int) -> None:
        body = urlencode({"list_form_pk": row, "minutes": str(minutes)})
        self.said.append(self._ask("POST", f"{admin.PATH}ajax/update/", body, FORM)[0])

    def rest(self) -> None:
        """Let go of the line: a server closes one that is idle for a while."""
        self._line.close()

    def _ask(self, method: str, path: str, body: str, headers: dict) -> tuple[int, bytes, dict]:
        self._line.request(method, path, body or None, {"Cookie": self.cookie, **headers})
        answer = self._line.getresponse()
        return answer.status, answer.read(), dict(answer.getheaders())


def _at_once(app, path: Path) -> Iterator[Figure]:
    cookies = _cookies(app)
    served = forum.Served(path.parent / "served", path).start()
    beside = forum.Served(path.parent / "beside", path)
    beside.start(
        ("gunicorn", f"tests.bench.admin:app({str(served.path)!r})", *SERVED, f"127.0.0.1:{beside.port}")
    )
    try:
        ours = [Saver(served.port, n, cookies[n]) for n in range(PEOPLE)]
        theirs = [Saver(beside.port, n) for n in range(PEOPLE)]
        rates: dict[str, list[float]] = {"ours": [], "theirs": []}
        for number in range(BATCHES):
            rates["ours"].append(_rate(ours, Saver.ours, 10, number))
            rates["theirs"].append(_rate(theirs, Saver.theirs, 30, number))
        _together([lambda one=one: _race(one) for one in ours])
    finally:
        served.stop()
        beside.stop()
    # Each batch beside the one after it: the machine's own pace changes in between.
    ratio = median(other / rate for rate, other in zip(rates["ours"], rates["theirs"], strict=True))
    name = f"{PEOPLE} people saving at once"
    yield Figure(name, f"{median(rates['ours']):,.0f}/s", ratio, "of the time of F-A", 1)
    wrong = sum(status not in (SAVED, OVERTAKEN) for one in ours for status in one.said)
    yield Figure(name, "", wrong, "errors", 0)
    yield Figure(name, "", _lost(served.path, ours), "updates lost", 0)


class Crowd:
    """Eight people and a server of theirs, which is started when they first save."""

    def __init__(self, app, folder: Path, url: str):
        self._app, self._served, self._savers = app, forum.ServedHere(folder, url), list[Saver]()
        bind = f"127.0.0.1:{self._served.port}"
        # As README says to serve each engine.
        some = ("--threads", "8") if url.startswith("sqlite") else ("-w", "2", "--threads", "4")
        self._command = ("gunicorn", "--no-control-socket", "wsgi:app", *some, "--bind", bind)
        self._batches = count()

    def save(self) -> None:
        if not self._savers:
            cookies = _cookies(self._app)
            self._served.start(self._command)
            self._savers = [Saver(self._served.port, n, cookies[n]) for n in range(PEOPLE)]
        _rate(self._savers, Saver.ours, 10, next(self._batches))
        said = Counter(status for one in self._savers for status in one.said)
        assert set(said) == {SAVED}, said

    def go(self) -> None:
        self._served.stop()


def _cookies(app) -> list[str]:
    """Eight coordinators, signed in to this file."""
    with unguarded("the benchmark plants its rows"), db.connection_context():
        role = {"role": "coordinator", "starts_on": data.TODAY}
        more = range(1, PEOPLE)
        data._insert(
            Role, [{"id": data.row_id("rol", n), "person": data.row_id("per", n), **role} for n in more]
        )
    return [f"{forum.cookie_name(app)}={forum.cookie(app, n)}" for n in range(PEOPLE)]


def _rate(savers: list[Saver], save: Callable[[Saver, str, int], None], mine: int, batch: int) -> float:
    """Saves a second, each in a row of one's own."""

    def some(one: Saver) -> None:
        for number in range(SAVES):
            # Never what stands there: rows were planted with fives, and each batch says something new.
            save(one, row_of(one.number + mine, number), 11 + batch % 4)
        one.rest()

    start = time.perf_counter()
    _together([lambda one=one: some(one) for one in savers])
    return len(savers) * SAVES / (time.perf_counter() - start)


def _race(one: Saver) -> None:
    """All of them at one cell: whoever comes second is told so."""
    for number in range(1, 5):
        one.ours(RACED_FOR, 10 * one.number + number)


def _together(works: list[Callable[[], None]]) -> None:
    with ThreadPoolExecutor(len(works)) as threads:
        for done in [threads.submit(work) for work in works]:
            done.result()


def _lost(path: Path, savers: list[Saver]) -> int:
    """Saves that were acknowledged and that no version and no line of history knows."""
    acknowledged = sum(status == SAVED for one in savers for status in one.said)
    rows = {row for one in savers for row in one.versions}
    with closing(sqlite3.connect(path)) as connection:
        kept = Counter(row for (row,) in connection.execute('select "row" from changes') if row in rows)
        versions = dict(connection.execute("select id, version from time_entries"))
    stale = sum(versions[row] != kept[row] + 1 for row in rows)
    return abs(acknowledged - kept.total()) + stale
