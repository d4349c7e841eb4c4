"""Reps who log by HTTP, and what the database must hold of each log afterwards."""

import threading
from collections import deque
from contextlib import closing
from dataclasses import dataclass, field
from http.client import HTTPException
from pathlib import Path

import cysqlite

from tests.browser.visitor import Visitor

LOG = {
    "attended": "there",
    "minutes": "other",
    "other_minutes": "95",
    "reading": "y",
    "reading_minutes": "45",
    "travel": "y",
}
LOG |= {"travel_minutes": "1:20", "text": "Wedi cytuno: diolch, شکریہ.", "hat": "representative"}
# What one such log writes: who was there, three time entries and the report.
WRITTEN = {"attendances": 1, "time_entries": 3, "meeting_reports": 1}
RECORDS = sum(WRITTEN.values())


@dataclass
class Rep:
    """Somebody who logs one meeting after the other; every log has a key of its own, as a form has."""

    visitor: Visitor
    to_log: deque[str]
    acknowledged: list[str] = field(default_factory=list)
    unsure: list[str] = field(default_factory=list)
    refused: list[tuple[str, int]] = field(default_factory=list)

    def log(self, meeting: str) -> None:
        """Send the form once, and note how it was answered: with a page, with a refusal, or not at all."""
        try:
            answer = self.visitor.post(f"/meetings/{meeting}/log", {**LOG, "form_key": f"key-{meeting}"})
        except (OSError, HTTPException):
            self.unsure.append(meeting)
            return
        # A log that is there already is shown as it was saved: that too says that it is kept.
        if answer.status == 303 or (answer.status == 200 and "Thank you" in answer.text):
            self.acknowledged.append(meeting)
        else:
            self.refused.append((meeting, answer.status))

    def log_until_cut_off(self, stop: threading.Event) -> None:
        while self.to_log and not self.unsure and not stop.is_set():
            self.log(self.to_log.popleft())

    def send_again(self) -> None:
        """Send what was never answered once more, as a person would: the same form with the same key."""
        again, self.unsure = self.unsure, []
        for meeting in again:
            self.log(meeting)


@dataclass
class Answerer:
    """Somebody who changes her answer to a question again and again; each change sends a mail."""

    visitor: Visitor
    path: str
    sent: int = 0
    acknowledged: int = 0

    def answer_until_cut_off(self, stop: threading.Event) -> None:
        while not stop.is_set():
            self.sent += 1
            values = {"answer": "support", "words": f"Line {self.sent}", "form_key": f"key-{self.sent}"}
            try:
                answer = self.visitor.post(self.path, values)
            except (OSError, HTTPException):
                return
            self.acknowledged += answer.status == 303


def faults(path: Path, acknowledged: set[str], tried: set[str]) -> list[str]:
    """What a database lacks after a crash: a log that was acknowledged, or half of any log."""
    found = []
    with closing(cysqlite.connect(str(path))) as connection:
        for meeting in sorted(tried):
            rows, groups = _rows_of(connection, meeting)
            complete = rows == WRITTEN and groups == {RECORDS}
            if meeting in acknowledged and not complete:
                found.append(f"{meeting} was acknowledged: {rows}, changes by group {groups}")
            elif not complete and (any(rows.values()) or groups):
                found.append(f"{meeting} is there in part: {rows}, changes by group {groups}")
        found += _partial_groups(connection)
        found += [row[0] for row in connection.execute("pragma integrity_check") if row[0] != "ok"]
        found += [
            f"a link of {row[0]} leads nowhere" for row in connection.execute("pragma foreign_key_check")
        ]
    return found


def _rows_of(connection: cysqlite.Connection, meeting: str) -> tuple[dict[str, int], set[int]]:
    """How many rows of each table a meeting has, and how many changes each of its history groups holds."""
    rows, groups = {}, {}
    for table in WRITTEN:
        ids = [
            row[0] for row in connection.execute(f"select id from {table} where meeting_id = ?", (meeting,))
        ]
        rows[table] = len(ids)
        for row_id in ids:
            for (group,) in connection.execute(
                'select group_id from changes where "table" = ? and "row" = ?', (table, row_id)
            ):
                groups[group] = groups.get(group, 0) + 1
    return rows, set(groups.values()) if len(groups) <= 1 else {0, len(groups)}


def _partial_groups(connection: cysqlite.Connection) -> list[str]:
    """History groups that hold fewer changes than their act makes, or changes that belong to no group."""
    short = connection.execute(
        "select g.id, count(c.id) from change_groups g left join changes c on c.group_id = g.id"
        " where g.act = 'log_meeting' group by g.id having count(c.id) <> ?",
        (RECORDS,),
    )
    found = [f"history group {group} holds {number} of {RECORDS} changes" for group, number in short]
    lost = connection.execute(
        "select count(*) from changes where group_id not in (select id from change_groups)"
    )
    return found + [f"{number} changes belong to no group" for (number,) in lost if number]
