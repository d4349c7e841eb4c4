"""A word of its own in every text that is not for everybody, an odd number in every sum of money or time."""

import re
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path

from peewee import ForeignKeyField, IntegerField, TextField

from forum_app.fields import Choice, Choices, Level, YesNo
from forum_app.models import ALL, RECORDS
from forum_app.models.base import MomentField
from forum_app.records import registry

# Texts that steer the machine rather than tell anybody anything: another word there would break it.
KEYS = {
    ("attachments", "table"),
    ("attachments", "row"),
    ("attachments", "type"),
    ("attachments", "sha256"),
    ("asides", "table"),
    ("asides", "row"),
    ("record_comments", "table"),
    ("record_comments", "row"),
    ("locks", "table"),
    ("locks", "row"),
    ("reminders", "table"),
    ("reminders", "row"),
    ("digest_runs", "period"),
    ("deliveries", "state"),
    ("postings", "reverses"),
    ("time_entries", "hat"),
    ("attendances", "hat"),
    ("organisations", "plain_name"),
    ("rates", "kind"),
    ("boards", "kind"),
    ("attendances", "seat_role"),
    ("saved_views", "table"),
}
# Of the machinery, what people may come across.
OF_THE_MACHINERY = {
    "accounts": ("email", "password_hash"),
    "mails": ("to", "subject", "error", "secret", "dedupe", "message_id"),
    "import_runs": ("name",),
    "sessions": ("token_hash",),
    "tokens": ("token_hash",),
}
# Numbers that are not for every member: (table, column) and what they count.
NUMBERS = {
    ("time_entries", "minutes"): "minutes",
    ("offers", "quarters"): "quarters",
    ("offers", "pence"): "pence",
    ("claim_lines", "pence"): "pence",
    ("claim_lines", "miles"): "number",
    ("postings", "pence"): "pence",
    ("people", "hours_a_month"): "number",
    ("funding_sources", "pence"): "pence",
    ("agenda_items", "minutes"): "minutes",
    ("paper_reads", "minutes"): "minutes",
}
WORD = re.compile(r"zq[0-9a-z]{5}q")
FIRST_NUMBER = {"minutes": 40_003, "quarters": 50_005, "pence": 6_000_013, "number": 70_007}
ALPHABET = "0123456789abcdefghijklmnoprstuvwxy"


@dataclass(frozen=True)
class Place:
    """Where a canary was planted."""

    table: str
    column: str
    id: str

    def __str__(self) -> str:
        return f"{self.table}.{self.column} of {self.id}"


@dataclass
class Canaries:
    """What was planted where: each word, and each number as the app may write it."""

    places: dict[str, Place] = field(default_factory=dict)
    numbers: dict[str, Place] = field(default_factory=dict)

    def found_in(self, text: str) -> set[Place]:
        """Every place whose canary stands in a text."""
        found = {self.places[word] for word in set(WORD.findall(text.lower())) if word in self.places}
        figures = {figure.rstrip(",") for figure in _FIGURE.findall(text)}
        return found | {self.numbers[one] for one in figures & self.numbers.keys()}


# A whole figure: what touches it is no part of a longer figure or of a word. Its first sign stands first,
# and what may not be before it after that, since the engine looks for such a sign far faster.
_FIGURE = re.compile(
    r"[£\d](?<!\w.)(?<!\d[.,:-].)(?:(?<=£)\d)?[\d,]*(?: h(?: \d+ min)?|(?:\.\d+)?)(?!\w|[.,:-]\d)", re.S
)


def plant(path: Path) -> Canaries:
    """Put a canary into every row of a forum's file, past the app, and say where each is."""
    canaries, count = Canaries(), _words()
    with closing(sqlite3.connect(path)) as connection, connection:
        for model in ALL:
            table = model._meta.table_name
            ids = [row[0] for row in connection.execute(f'SELECT id FROM "{table}" ORDER BY id')]
            for column in texts_of(model):
                pairs = [(next(count), row) for row in ids]
                sql = f'UPDATE "{table}" SET "{column}" = {_shape(table, column)} WHERE id = ?'
                connection.executemany(sql, pairs)
                canaries.places.update({word: Place(table, column, row) for word, row in pairs})
        _plant_numbers(connection, canaries)
        _plant_filters(connection, canaries, count)
    return canaries


def texts_of(model) -> list[str]:
    """The columns of a model that hold free words."""
    table = model._meta.table_name
    if model not in RECORDS:
        return list(OF_THE_MACHINERY.get(table, ()))
    return [
        field.column_name
        for field in model._meta.sorted_fields
        if isinstance(field, TextField)
        and not isinstance(field, ForeignKeyField | MomentField)
        and not field.primary_key
        and (table, field.name) not in KEYS
        and not _is_chosen(model, field.name)
        and field.name != "level"
    ]


def _is_chosen(model, name: str) -> bool:
    column = registry.table_of(model).by_name.get(name)
    return column is not None and isinstance(column.kind, Choice | Choices | Level | YesNo)


def _shape(table: str, column: str) -> str:
    if column in {"email", "to"}:
        return "? || '@example.org'"
    if table in {"accounts", "mails", "sessions", "tokens"}:
        return "?"
    return f"trim(\"{column}\" || ' ' || ?)"


def _words() -> Iterator[str]:
    number = 0
    while True:
        number, rest, letters = number + 1, number, ""
        for _ in range(5):
            rest, digit = divmod(rest, len(ALPHABET))
            letters = ALPHABET[digit] + letters
        yield f"zq{letters}q"


def _plant_numbers(connection: sqlite3.Connection, canaries: Canaries) -> None:
    following = dict(FIRST_NUMBER)
    for (table, column), what in NUMBERS.items():
        taken = ', "taken_pence" = CASE WHEN "choice" = \'accepted\' THEN ?1 ELSE "taken_pence" END'
        also = taken if (table, column) == ("offers", "pence") else ""
        for (row,) in connection.execute(f'SELECT id FROM "{table}" ORDER BY id').fetchall():
            number = following[what] = following[what] + 2
            connection.execute(f'UPDATE "{table}" SET "{column}" = ?1{also} WHERE id = ?2', (number, row))
            canaries.numbers.update({text: Place(table, column, row) for text in _written(what, number)})


def _plant_filters(connection: sqlite3.Connection, canaries: Canaries, count: Iterator[str]) -> None:
    """A word in what a saved view looks for; what it asks of a private column is that column's audience's."""
    for row, params in connection.execute("SELECT id, params FROM saved_views ORDER BY id").fetchall():
        if "planted" in params:
            word, column = next(count), "asks_of_phones" if "phone" in params else "params"
            connection.execute(
                "UPDATE saved_views SET params = replace(params, 'planted', ?) WHERE id = ?", (word, row)
            )
            canaries.places[word] = Place("saved_views", column, row)


def _written(what: str, number: int) -> set[str]:
    """A number in the ways a page, an export or a mail may write it."""
    texts = {str(number), f"{number:,}"}
    if what == "minutes":
        hours, minutes = divmod(number, 60)
        texts |= {f"{one} h {minutes} min" if minutes else f"{one} h" for one in (hours, f"{hours:,}")}
    if what == "quarters":
        texts.add(f"{number / 4:g}")
    if what == "pence":
        pounds, pence = divmod(number, 100)
        texts |= {f"{sign}{one}.{pence:02}" for one in (pounds, f"{pounds:,}") for sign in ("", "£")}
    return texts


def numeric_columns() -> set[tuple[str, str]]:
    """Every whole-number column of the forum's tables, so that a test can say which are planted."""
    return {
        (model._meta.table_name, field.column_name)
        for model in RECORDS
        for field in model._meta.sorted_fields
        if isinstance(field, IntegerField) and field.name != "version"
    }
