"""The floor: the plainest Flask page of 50 rows on raw SQLite, which everything is compared with."""

import csv
import io
import sqlite3
from contextlib import closing

from flask import Flask, Response, request

PAGE = """<!doctype html><title>Meetings</title><table>{% for row in rows %}
<tr><td>{{ row[0] }}</td><td>{{ row[1] }}</td><td>{{ row[2] }}</td></tr>{% endfor %}</table>"""

_SUM = "select {0}, count(*), sum(t.minutes) from time_entries t {1} group by {0} order by {0}"
_BOARDS = "left join meetings m on m.id = t.meeting_id left join boards b on b.id = m.board_id"
SUMS = {
    "kind": _SUM.format("t.kind", ""),
    "month": _SUM.format("strftime('%Y-%m', t.day)", ""),
    "person": _SUM.format("p.name", "left join people p on p.id = t.person_id"),
    "board": _SUM.format("b.short_name", _BOARDS),
}

# The same questions as whoever knows our indexes would ask them: each is answered from one that holds it all.
_HEAPS = """select {0}, sum(t.rows), sum(t.minutes)
 from (select {1}, count(*) rows, sum(minutes) minutes from time_entries where binned_at is null group by 1) t
 {2} group by {0} order by {0}"""
SUMS_BY_INDEX = {
    "kind": _HEAPS.format("t.kind", "kind", ""),
    "month": _HEAPS.format("strftime('%Y-%m', t.day)", "day", ""),
    "person": _HEAPS.format("p.name", "person_id", "left join people p on p.id = t.person_id"),
    "board": _HEAPS.format("b.short_name", "meeting_id", _BOARDS),
}


def app(path: str) -> Flask:
    """No sign-in, no permission, no form: one statement and one template, made ready beforehand."""
    floor = Flask("floor")
    template = floor.jinja_env.from_string(PAGE)

    @floor.get("/")
    def meetings():
        connection = sqlite3.connect(path)
        # An outer join, so that the newest 50 are found by their index and nothing is sorted.
        rows = connection.execute(
            "select m.day, b.short_name, m.aim from meetings m left join boards b on b.id = m.board_id"
            " order by m.starts_at desc, m.id desc limit 50"
        ).fetchall()
        connection.close()
        return template.render(rows=rows)

    @floor.get("/notes")
    def notes():
        connection = sqlite3.connect(path)
        rows = connection.execute(
            "select m.day, b.short_name, r.text from meeting_reports r join meetings m on m.id = r.meeting_id"
            # The plus keeps the engine off the index of days: every note is looked at.
            " left join boards b on b.id = m.board_id where r.text like ?"
            " order by +r.logged_at desc limit 50",
            (f"%{request.args['q']}%",),
        ).fetchall()
        connection.close()
        return template.render(rows=rows)

    @floor.get("/sums")
    def sums():
        connection = sqlite3.connect(path)
        asked = SUMS_BY_INDEX if "index" in request.args else SUMS
        rows = connection.execute(asked[request.args["by"]]).fetchall()
        connection.close()
        return template.render(rows=rows)

    @floor.get("/export")
    def export():
        return Response(_written(path), mimetype="text/csv")

    return floor


def _written(path: str):
    """Every time entry with its linked names, a line at a time, in the words of our own file."""
    line = io.StringIO()
    writer = csv.writer(line)
    with closing(sqlite3.connect(path)) as connection:
        for row in connection.execute(
            "select t.day, p.name, m.day, t.kind, t.minutes, t.hat, t.state, t.words, t.row"
            " from time_entries t left join people p on p.id = t.person_id"
            " left join meetings m on m.id = t.meeting_id order by t.id"
        ):
            writer.writerow(row)
            yield line.getvalue()
            line.seek(0)
            line.truncate()
