"""Hours by two columns at once: as they come out by hand, and worked out from an index alone."""

import re
from collections import Counter
from datetime import date
from itertools import permutations

import pytest

from forum_app import db as database
from forum_app.db import db, unguarded
from forum_app.features.grid import bands
from forum_app.fields.words import MONTHS
from forum_app.records import groups as records_groups
from forum_app.records import listing
from tests.grid.test_grid import TIME, file_of, groups, link, minutes

HEAD = re.compile(r'<tr class="band deep(\d)">(.*?)</tr>', re.S)
LABELS = {"kind": "Activity", "day": "Date", "person": "Person", "board": "Board"}


def heads_of(page: str) -> list[tuple[str, str]]:
    """How deep each head of a group is, and what it is called."""
    return [(depth, re.search(r'class="strong">([^<]+)<', head)[1]) for depth, head in HEAD.findall(page)]


def inner_groups(page: str) -> list[tuple[str, str, int]]:
    """Each inner group of a page with nothing folded: what the outer one is called, its own name, minutes."""
    found, outer = [], ""
    for depth, head in HEAD.findall(page):
        parts = [part.strip() for part in re.sub(r"<[^>]+>", "|", head).split("|") if part.strip()]
        if depth == "0":
            outer = parts[0]
        else:
            found.append((outer, parts[0], minutes(parts[-1])))
    return found


def group_of(row: dict[str, str], column: str) -> str:
    """What the group of a row is called that a file holds."""
    held = row[LABELS[column]]
    if column != "day":
        return held or f"No {LABELS[column].lower()}"
    day = date.fromisoformat(held)
    return f"{MONTHS[day.month - 1]} {day.year}"


@pytest.mark.parametrize("pair", list(permutations(LABELS, 2)), ids="-".join)
def test_hours_by_two_columns_are_what_one_adds_up_by_hand(visit, monkeypatch, pair):
    """Becky's hold her own hours alone."""
    monkeypatch.setattr(bands, "HEADS", 1000)
    monkeypatch.setattr(listing, "SIZE", 1000)
    for who, fewest in ((visit("bryony"), 4), (visit("becky"), 1)):
        added_up = Counter()
        for row in file_of(who, "&".join(f"show={name}" for name in ("minutes", *LABELS))):
            added_up[group_of(row, pair[0]), group_of(row, pair[1])] += int(row["Time given"])
        found = inner_groups(who.get(f"{TIME}?group={pair[0]}&group={pair[1]}").text)
        assert {(outer, inner): said for outer, inner, said in found} == dict(added_up)
        assert len(found) == len(added_up) >= fewest


@pytest.mark.sqlite
@pytest.mark.parametrize(
    "pair", [("kind", "day"), ("day", "state"), ("kind", "person"), ("person", "day"), ("person", "kind")]
)
def test_hours_by_two_columns_need_no_look_at_the_rows_themselves(visit, monkeypatch, pair):
    bryony, ran, run = visit("bryony"), [], database._GuardedDatabase._run

    def noted(one, sql, params=None):
        ran.append((sql, params))
        return run(one, sql, params)

    monkeypatch.setattr(database._GuardedDatabase, "_run", noted)
    for columns in (pair, pair[::-1]):
        ran.clear()
        bryony.get(f"{TIME}?group={columns[0]}&group={columns[1]}")
        [(sums, params)] = [(sql, params) for sql, params in ran if '"told"' in sql]
        with unguarded("a test asks how"):
            plan = db.execute_sql(f"EXPLAIN QUERY PLAN {sums}", params).fetchall()
        [scan] = [step for *_, step in plan if re.match(r"SCAN t\d USING", step)]
        assert "USING COVERING INDEX time_entries_" in scan


@pytest.mark.parametrize("pair", [("person", "day"), ("board", "kind"), ("day", "board")], ids="-".join)
def test_of_folded_groups_only_those_that_one_opens_are_looked_into(visit, monkeypatch, pair):
    """They say the same as when none is folded, though all together are more than can be told apart."""
    monkeypatch.setattr(bands, "HEADS", 1000)
    bryony, address = visit("bryony"), f"{TIME}?group={pair[0]}&group={pair[1]}"
    outer = groups(bryony.get(f"{address}&folds=all").text)
    monkeypatch.setattr(listing, "SIZE", 1000)
    inner = inner_groups(bryony.get(address).text)
    assert [words for words, _, _ in outer] == list(dict.fromkeys(above for above, _, _ in inner))

    monkeypatch.setattr(records_groups, "MOST_GROUPS", len(inner) - 1)
    assert "Begin folded, and open them one by one" in bryony.read(address) and not groups(bryony.page)
    assert groups(bryony.get(f"{address}&folds=all").text) == outer
    opened = [outer[1][0], outer[0][0]]
    for words in opened:
        bryony.get(link(bryony.page, words))
    assert inner_groups(bryony.page) == [one for one in inner if one[0] in opened]
    still = [words for depth, words in heads_of(bryony.page) if depth == "0"]
    assert still == [words for words, _, _ in outer]
    assert bryony.page.count("data-id") == 0, "and those begin folded too"
