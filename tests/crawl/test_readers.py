"""Who can see an item, as the team is told, and as the plain table says."""

from forum_app.features.why.queries import KINDS, why
from forum_app.permissions.readers import readers
from forum_app.permissions.roles import viewer_for
from tests.permissions.forum import NOON
from tests.statements import counted

from .conftest import connected

MOST = 14  # and four to know who asks


def test_the_people_named_are_those_of_the_plain_table(planted):
    oracle, bryony = planted.oracle(), planted.people["bryony-coordinator"]
    accounts = {row["person_id"] for row in planted.rows["accounts"].values() if row["active"]}
    everybody = {person: oracle.who(person) for person in accounts}
    seen: set[tuple] = set()
    with connected(planted.path):
        viewer = viewer_for(bryony, NOON)
        for kind in KINDS.values():
            table = kind.model._meta.table_name
            for key, row in sorted(planted.rows[table].items()):
                meeting = planted.rows["meetings"].get(row.get("meeting_id"), row)
                alike = (table, row.get("marking_id"), meeting.get("marking_id"), meeting.get("board_id"))
                aside = any(row["row"] == key for row in planted.rows["asides"].values())
                if (alike in seen and not aside) or not oracle.sees_row(everybody[bryony], table, row):
                    continue
                seen.add(alike)
                told = {other.person_id for other in readers(viewer, kind.model, key).viewers}
                right = {person for person, who in everybody.items() if oracle.sees_row(who, table, row)}
                assert told == right, f"{table} {key}"
    assert len(seen) > 20


def test_it_costs_few_statements_whoever_asks(planted):
    oracle = planted.oracle()
    with connected(planted.path):
        for name in ("bryony-coordinator", "named-person"):
            viewer, who = viewer_for(planted.people[name], NOON), oracle.who(planted.people[name])
            for kind_name, kind in KINDS.items():
                table = kind.model._meta.table_name
                rows = sorted(planted.rows[table].items())
                key = next((key for key, row in rows if oracle.sees_row(who, table, row)), None)
                if key is None:  # of a board where they have no seat
                    assert name != "bryony-coordinator"
                    continue
                why(viewer, kind_name, key)
                with counted() as found:
                    why(viewer, kind_name, key)
                assert len(found) <= MOST, found
