"""Every address of the forum, from its own map: an address that nobody can fill in here fails the test.

`CRAWL_ONLY=/meetings/` in the environment walks the addresses that begin so, to look at one leak again.
"""

import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from urllib.parse import quote
from zlib import crc32

from werkzeug.routing import Map, Rule

from forum_app.records import registry
from forum_app.records.registry import tables

from .rows import Rows

# What stands in an address: (first words of the rule, name of its part) and the table whose ids fill it.
FILLED_BY = {
    ("barriers", "id"): "barriers",
    ("agenda-items", "id"): "agenda_items",
    ("boards", "id"): "boards",
    ("boards", "link_id"): "board_links",
    ("boards", "member_id"): "board_members",
    ("comments", "id"): "record_comments",
    ("contacts", "id"): "contacts",
    ("cover", "id"): "cover_asks",
    ("decisions", "id"): "decisions",
    ("departments", "id"): "departments",
    ("digests", "id"): "digest_runs",
    ("glossary", "id"): "glossary_terms",
    ("imports", "id"): "import_runs",
    ("escalations", "id"): "escalations",
    ("feedback", "id"): "outcome_feedback",
    ("files", "id"): "attachments",
    ("mail", "id"): "mails",
    ("markings", "id"): "markings",
    ("meetings", "id"): "meetings",
    ("organisations", "id"): "organisations",
    ("paper-questions", "id"): "paper_questions",
    ("papers", "id"): "papers",
    ("people", "id"): "people",
    ("people", "role_id"): "roles",
    ("policies", "id"): "policies",
    ("requests", "id"): "rep_requests",
    ("seats", "id"): "seats",
    ("training", "id"): "training",
    ("views", "id"): "saved_views",
    ("undo", "group_id"): "change_groups",
    ("why", "agenda_items_id"): "agenda_items",
    ("why", "barriers_id"): "barriers",
    ("why", "decisions_id"): "decisions",
    ("why", "escalations_id"): "escalations",
    ("why", "feedback_id"): "outcome_feedback",
    ("why", "meetings_id"): "meetings",
    ("why", "news_id"): "outcome_news",
    ("why", "papers_id"): "papers",
    ("why", "reports_id"): "meeting_reports",
    ("why", "thanks_id"): "thanks",
}
# Words that stand where an id does.
ALSO = {("digests", "id"): ("preview",)}
# Parts that are no record's id: what is tried in their place.
TRIED = {
    ("sign-in", "token"): ("no-such-token",),
    ("officer", "token"): ("no-such-token",),
    ("invitation", "token"): ("no-such-token",),
    ("unsubscribe", "token"): ("no-such-token",),
    ("start", "step"): ("area", "no-such-step"),
    ("static", "filename"): (),
    ("people", "section"): (
        "about",
        "areas",
        "bring",
        "free",
        "reach",
        "wishes",
        "needs",
        "helped",
        "no-such-section",
    ),  # fmt: skip
}
# What else an address can ask for.
QUERIES = {
    "digests.index": ("?kind=rep",),
    "digests.show": ("?kind=rep", "?kind=coordinator"),
    "glossary.index": ("?find=send",),
    "glossary.new": ("?short=SEND",),
    "home.show": ("?part=reply",),
    "decisions.index": ("?since=1/9/2020", "?what=actions&since=1/9/2020", "?what=waiting", "?since=x"),
    "partners.index": ("?by=Council",),
    "meetings.index": ("?when=all",),
    "meetings.show": ("?part=reply", "?part=settled", "?part=no-such-part"),
    "meetings.log": ("?for={person}",),
    # Every canary begins so: whatever is found shows what it holds.
    "cells.change": ("?column=state", "?column=no_such&where=x"),
    "cells.paste": ("?sort=-no_such&show=no_such",),
    "cells.change_cell": ("?text=1%3A30", "?text=x&back=//elsewhere.example"),
    "record.history": ("?who=Bryony+Tasker", "?before=rec0&who=nobody"),
    "record.show_bin": ("?before=venues.recNoSuchRecord00", "?before=no-such-table.x"),
    "picking.pick": ("?q=zq0", "?q=a&back=/tables/people", "?q=a&back=//elsewhere.example"),
    "record.mention": ("?q=a", "?q=zq0"),
    "record.show": ("?before=recNoSuchRecord00", "?back=sort%3D-name", "?back=%00&back=no-such-view"),
    "search.show": (
        "?q=zq0",
        *(
            f"?q=zq0&in={kind}"
            for kind in ("people", "agenda-items", "papers", "meeting-reports", "decisions")
        ),
        "?q=zq0&in=meetings&after=recNoSuchRecord00",
    ),
    "accounts.sign_in": ("?next=/people",),
    "people.index": ("?find=a", "?find=no-such-name"),
    "people.show": ("?part=needs", "?part=no-such-part"),
}
PROVE = bool(os.environ.get("FORUM_PROVE"))
SOME = 2
ONE_IN = 8  # of the tables, so many have a turn with what is done beside a record
# No average: that of one's own planted numbers may well be a number planted for somebody else.
FEET = ["filled", "empty", "sum", "least", "most", "earliest", "latest", "each"]
WITH_QUERIES = 4  # of the paths of a rule, so many are also asked with each query
# These end the session that is looking, or make it look as somebody else.
ENDS_THE_SESSION = frozenset(
    {
        "accounts.sign_out",
        "accounts.sign_out_everywhere",
        "accounts.change_password",
        "see_as.begin",
        "see_as.stop",
    }
)
# To accept the agreement opens what it lets people read: asked last, nothing is read after it.
OPENS_MORE = frozenset({"policies.accept"})


class UnknownPart(AssertionError):
    """A rule of the app has a part that these proofs do not know how to fill in."""


@dataclass(frozen=True)
class Address:
    """One request to make: a method, and a path with its query."""

    method: str
    path: str
    endpoint: str


def all_addresses(url_map: Map, table_names: Iterable[str], ids: dict[str, list[str]]) -> list[Address]:
    """Every rule with every id given for it, GET first, then each other method; last what opens more."""
    names = list(table_names)
    found = [
        address
        for rule in sorted(url_map.iter_rules(), key=str)
        if not rule.build_only
        for address in _of_rule(rule, names, ids)
    ]
    only = os.environ.get("CRAWL_ONLY", "")
    wanted = [address for address in found if address.path.startswith(only)]
    return sorted(wanted, key=lambda address: (address.endpoint in OPENS_MORE, address.method != "GET"))


def _of_rule(rule: Rule, names: list[str], ids: dict[str, list[str]]) -> Iterator[Address]:
    for number, path in enumerate(_paths(rule, names, ids)):
        for method in sorted((rule.methods or set()) - {"HEAD", "OPTIONS"}):
            if method != "GET" and rule.endpoint in ENDS_THE_SESSION:
                continue
            yield Address(method, path, rule.endpoint)
            if method == "GET" and number < WITH_QUERIES:
                for query in QUERIES.get(rule.endpoint, ()):
                    yield Address(method, path + query.format(person=ids["people"][0]), rule.endpoint)
            if rule.endpoint == "tables.export_csv" and (query := _with_what_is_aside(path.split("/")[2])):
                yield Address(method, path + query, rule.endpoint)
            if rule.endpoint == "tables.show":
                name = path.rpartition("/")[2]
                for query in filter(None, (_with_what_is_aside(name), *_looks_at(name))):
                    yield Address(method, path + query, rule.endpoint)


def _with_what_is_aside(name: str) -> str:
    """What shows, and sorts by, the columns of a table that are shown only when asked for."""
    table = next((one for one in tables() if one.name == name), None)
    names = [column.name for column in table.columns if column.aside] if table else []
    return "?" + "&".join([f"show={name}" for name in names] + [f"sort=-{names[0]}"]) if names else ""


def _looks_at(name: str) -> Iterator[str]:
    """A table grouped, sorted, summed and searched by every column it has. `make prove`: each; else some."""
    table = next((one for one in tables() if one.name == name), None)
    if table is None or not (PROVE or crc32(name.encode()) % ONE_IN == 0):
        return
    names = [column.name for column in table.columns]
    feet = "".join(f"&foot={one}:{foot}" for one, foot in zip(names, FEET * len(names), strict=False))
    shown = "".join(f"&show={one}" for one in names)
    yield f"?group={names[0]}&group={names[-1]}&sort=-{names[len(names) // 2]}{feet}{shown}"
    yield f"?find=zq0{shown}"
    for column in names[:: len(names) // 3 or 1]:
        yield f"?group=-{column}&folds=all"


def _paths(rule: Rule, names: list[str], ids: dict[str, list[str]]) -> list[str]:
    """The rule with every value for its first part; further parts take theirs in turn beside it."""
    room = rule.rule.strip("/").split("/")[0]
    if room == "tables" and "id" in rule.arguments:
        return list(_paths_of_records(rule, ids))
    values = [_tried_of(rule, list(_values(room, part, names, ids))) for part in rule._converters]
    if not all(values):
        return []
    paths = []
    for number in range(max(map(len, values), default=1)):
        path = rule.rule
        for part, choice in zip(rule._converters, values, strict=True):
            path = _filled(path, part, choice[number % len(choice)])
        paths.append(path)
    return paths


def _paths_of_records(rule: Rule, ids: dict[str, list[str]]) -> Iterator[str]:
    """A record of each table in its own address; beside its page some of the tables.

    `make prove`: the page of every record, and for what is done beside it some records of every table, others
    for each rule. All go through one door there, and all of all would take an hour and a half.
    """
    of_page = rule.rule.endswith("/<id>")
    for table in registry.tables():
        records = ids.get(table.model._meta.table_name, ())
        turn = crc32(f"{rule.rule} {table.name}".encode())
        if records and not (PROVE and of_page):
            one = records[turn % len(records)]
            some = [one] if of_page or turn % ONE_IN == 0 else []
            records = (records[turn % ONE_IN :: ONE_IN] or [one]) if PROVE else some
        for record in records:
            path = _filled(_filled(rule.rule, "name", table.name), "id", record)
            for part in rule._converters.keys() - {"name", "id"}:
                tried = _columns_of(table) if part == "column" else TRIED["tables", part]
                path = _filled(path, part, tried[turn % len(tried)])
            yield path
    for name in ("meetings", "no-such-table") if of_page or PROVE else ():
        yield _filled(_filled(rule.rule, "name", name), "id", "recNoSuchRecord00")


def _columns_of(table: registry.Table) -> list[str]:
    """The columns whose cells somebody may change; of other tables any."""
    return [one.name for one in table.stored if not one.fixed] or [one.name for one in table.columns]


def _tried_of(rule: Rule, values: list[str]) -> list[str]:
    """Every record for the page of a record itself, and for tables; some of them for what is done beside it.

    Those some are others for each rule, so that every kind of record has its turn; `make prove` tries all.
    """
    # A workbook and JSON are written from the same rows as the CSV, of which every table is asked for.
    every_table = rule.rule.startswith("/tables/") and not rule.rule.endswith((".xlsx", ".json"))
    if PROVE or rule.rule.endswith(">") or every_table or len(values) <= SOME + 1:
        return values
    *records, not_there = values
    first = crc32(rule.rule.encode()) % len(records)
    return [*(records * 2)[first : first + SOME], not_there]


def _values(room: str, part: str, names: list[str], ids: dict[str, list[str]]) -> Iterable[str]:
    if (room, part) == ("tables", "name"):
        return [*names, "no-such-table"]
    if (room, part) in FILLED_BY:
        return [*ids[FILLED_BY[room, part]], *ALSO.get((room, part), ()), "recNoSuchRecord00"]
    if (room, part) in TRIED:
        return TRIED[room, part]
    raise UnknownPart(f"say in tests/crawl/addresses.py what fills <{part}> of /{room}/…")


def _filled(path: str, part: str, value: str) -> str:
    before, _, rest = path.partition("<")
    name, _, after = rest.partition(">")
    assert name.rpartition(":")[2] == part, path
    return f"{before}{quote(value)}{after}"


def every_id(rows: Rows) -> dict[str, list[str]]:
    """All records of the tables that addresses name."""
    return {table: sorted(rows[table]) for table in sorted(tables_in_addresses())}


def tables_in_addresses() -> set[str]:
    """Those with an address of their own, and all that are grids."""
    return set(FILLED_BY.values()) | {table.model._meta.table_name for table in registry.tables()}
