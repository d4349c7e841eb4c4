"""What a walk came across is held against the plain table of who may see what."""

import os

from forum_app.records import registry

from .crawl import Found


def prove_found(planted, name: str, found: Found) -> None:
    """What a walk came across is what this persona may see, all of it, and nothing broke."""
    assert not found.broken, found.broken[:10]
    allowed = _allowed(planted, name, binned=True)
    leaks = sorted(f"{place} at {where}" for place, where in found.at.items() if place not in allowed)
    assert not leaks, f"{len(leaks)} leaks to {name}:\n" + "\n".join(leaks[:40])
    if "CRAWL_ONLY" not in os.environ:
        _must_have_found(planted, name, found, _allowed(planted, name))


def _allowed(planted, name: str, binned: bool = False) -> set:
    """Every planted place that this persona may see, by the plain table; in the bin too if asked."""
    oracle = planted.oracle()
    who = oracle.who(planted.people[name])
    places = {*planted.canaries.places.values(), *planted.canaries.numbers.values()}

    def sees(place) -> bool:
        row = oracle.rows[place.table][place.id]
        there = oracle.in_bin(who, place.table, row) if binned else row
        return oracle.sees(who, place.table, place.column, there)

    return {place for place in places if sees(place)}


def _must_have_found(planted, name: str, found: Found, allowed: set) -> None:
    """The other half: the crawl sees what is there. Members find all that is theirs in the exports."""
    who = planted.oracle().who(planted.people[name])
    if "members" not in who.words:
        assert bool(found.at) == bool(who.id), "a guest reads their board, a stranger reads nothing"
        return
    shown = {
        (table.model._meta.table_name, table.field(column.name).column_name)
        for table in registry.tables()
        for column in table.columns
    }
    expected = {place for place in allowed if (place.table, place.column) in shown}
    missing = sorted(map(str, expected - found.exported))
    assert found.asked > 300 and expected
    assert not missing, f"{len(missing)} not found by {name}:\n" + "\n".join(missing[:40])
