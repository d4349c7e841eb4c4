"""A second forum, the same to one persona: what is hidden from them is changed, added to and taken away."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from itertools import groupby
from operator import itemgetter
from pathlib import Path

from peewee import DateField

from forum_app.models import RECORDS
from forum_app.models.base import MomentField

from .canaries import NUMBERS, texts_of
from .oracle import WHO_SEES, Oracle, Who

# What everybody may know of rows they may not read: how many forum people came, which meetings were logged.
ENVELOPES = frozenset({"attendances", "meeting_reports"})
# What the fixed reports add up, for their readers.
ADDED_UP = frozenset(
    {
        "time_entries",
        "offers",
        "claims",
        "claim_lines",
        "thanks",
        "declarations",
        "outcome_feedback",
        "pulses",
    }
)
SUM_READERS = frozenset({"coordinator", "cochair", "steering"})
ASKED = "params = replace(params, 'zq', 'hidden')"  # what a view looks for
COPIES = 60  # more than a page of any list


def make(path: Path, oracle: Oracle, who: Who) -> int:
    """Turn the file, a copy of the oracle's forum, into its twin for this persona; how many rows differ."""
    touched = 0
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("PRAGMA foreign_keys = ON")
        for model in RECORDS:
            table = model._meta.table_name
            hidden = list(_hidden(oracle, who, table))
            counted = table in ENVELOPES or (table in ADDED_UP and bool(who.words & SUM_READERS))
            for row in hidden:
                touched += 1
                _change(connection, model, row["id"], dates=not counted, numbers=not counted)
            if not counted:
                # A copy of what somebody stands aside from would be another item.
                _add(connection, table, [row for row in hidden if (table, row["id"]) not in who.aside])
                _delete(connection, table, hidden)
            touched += _change_hidden_columns(connection, oracle, who, table)
        _number_agendas_anew(connection)
        touched += _change_mail(connection, oracle, who)
    return touched


def _hidden(oracle: Oracle, who: Who, table: str) -> Iterator[dict]:
    """Rows that the persona may not read and that do not decide what they may: nothing said about them."""
    lookers = {one.id for one in (who, *who.both) if one.id}
    for key in sorted(oracle.rows[table]):
        row = oracle.rows[table][key]
        decides = not lookers.isdisjoint((row.get("person_id"), key))
        decides = decides or (table == "markings" and oracle.opens(who, key))
        if not decides and not oracle.sees_row(who, table, oracle.in_bin(who, table, row)):
            yield row


def _change(connection: sqlite3.Connection, model, key: str, *, dates: bool, numbers: bool) -> None:
    table = model._meta.table_name
    changes = {column: f"trim('hidden ' || \"{column}\")" for column in texts_of(model)}
    if numbers:
        changes |= {column: f'"{column}" + 10' for place, column in NUMBERS if place == table}
    if dates:
        changes |= dict(_later(model))
    if changes:
        words = ", ".join(f'"{column}" = {value}' for column, value in changes.items())
        words += f", {ASKED}" if table == "saved_views" else ""
        connection.execute(f'UPDATE "{table}" SET {words} WHERE id = ?', (key,))


def _later(model) -> Iterator[tuple[str, str]]:
    """Every day and moment of a row a day later, so that what comes before what stays as it was."""
    for field in model._meta.sorted_fields:
        name = field.column_name
        if isinstance(field, DateField):
            yield name, f"date(\"{name}\", '+1 day')"
        elif isinstance(field, MomentField):
            yield name, f"datetime(\"{name}\", '+1 day')"


def _change_hidden_columns(connection: sqlite3.Connection, oracle: Oracle, who: Who, table: str) -> int:
    """Columns that say more than their row, of rows that the persona may read."""
    changed = 0
    for place, column in WHO_SEES:
        for key, row in oracle.rows[table].items() if place == table else ():
            row = oracle.in_bin(who, table, row)
            if oracle.sees_row(who, table, row) and not oracle.sees(who, table, column, row):
                if column not in row:  # a part of what a view asks
                    if "phone" in row["params"]:
                        connection.execute(f"UPDATE saved_views SET {ASKED} WHERE id = ?", (key,))
                    continue
                value = f'"{column}" + 10' if (table, column) in NUMBERS else f"'hidden ' || \"{column}\""
                connection.execute(f'UPDATE "{table}" SET "{column}" = {value} WHERE id = ?', (key,))
                changed += 1
    return changed


def _add(connection: sqlite3.Connection, table: str, hidden: list[dict]) -> None:
    """Many copies of the first hidden rows, some to sort before everything and some after."""
    for row in hidden[:3]:
        for number in range(COPIES):
            copy = row | {"id": f"{'0~'[number % 2]}{number:02}{row['id']}"}
            names = ", ".join(f'"{name}"' for name in copy)
            places = ", ".join("?" * len(copy))
            _try(connection, f'INSERT INTO "{table}" ({names}) VALUES ({places})', tuple(copy.values()))


def _delete(connection: sqlite3.Connection, table: str, hidden: list[dict]) -> None:
    """Every other hidden row that nothing hangs from."""
    for row in hidden[::2]:
        _try(connection, f'DELETE FROM "{table}" WHERE id = ?', (row["id"],))


def _number_agendas_anew(connection: sqlite3.Connection) -> None:
    """An agenda counts all of its items: what is hidden among them moves those that are not."""
    # Counted here: an UPDATE that counts the table it changes would count rows that it has changed already.
    items = connection.execute("SELECT meeting_id, id FROM agenda_items ORDER BY meeting_id, position, id")
    for _meeting, agenda in groupby(items.fetchall(), key=itemgetter(0)):
        places = [(place, item) for place, (_, item) in enumerate(agenda, 1)]
        connection.executemany("UPDATE agenda_items SET position = ? WHERE id = ?", places)


def _try(connection: sqlite3.Connection, sql: str, values: tuple) -> None:
    """What the database itself forbids stays as it was: one row of its kind, or something hangs from it."""
    try:
        connection.execute(sql, values)
    except sqlite3.IntegrityError:
        return


def _change_mail(connection: sqlite3.Connection, oracle: Oracle, who: Who) -> int:
    changed = 0
    for key, row in oracle.rows["mails"].items():
        if not oracle.sees_row(who, "mails", row):
            connection.execute("UPDATE mails SET subject = 'hidden', \"to\" = 'hidden' WHERE id = ?", (key,))
            changed += 1
    return changed
