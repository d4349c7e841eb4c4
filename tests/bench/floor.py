"""The floor: the plainest Flask page of 50 rows on raw SQLite, which everything is compared with."""

import sqlite3

from flask import Flask, render_template_string

PAGE = """<!doctype html><title>Meetings</title><table>{% for row in rows %}
<tr><td>{{ row[0] }}</td><td>{{ row[1] }}</td><td>{{ row[2] }}</td></tr>{% endfor %}</table>"""


def app(path: str) -> Flask:
    """No sign-in, no permission, no form: one statement and one template."""
    floor = Flask("floor")

    @floor.get("/")
    def meetings():
        connection = sqlite3.connect(path)
        rows = connection.execute(
            "select m.day, b.short_name, m.aim from meetings m join boards b on b.id = m.board_id"
            " order by m.starts_at desc, m.id desc limit 50"
        ).fetchall()
        connection.close()
        return render_template_string(PAGE, rows=rows)

    return floor
