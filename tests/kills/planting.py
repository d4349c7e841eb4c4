"""Many meetings that have been and that nobody logged, so that somebody always has one to log."""

import sqlite3
from collections import deque
from contextlib import closing
from datetime import date, timedelta
from pathlib import Path

BOARDS_OF = {
    "becky": "B07",
    "craig": "B08",
    "jo": "B09",
    "ellie": "B10",
    "donna": "B11",
    "marcus": "B12",
    "daniel": "B04",
    "siobhan": "B05",
}


def plant(path: Path, names: list[str], each: int) -> dict[str, deque[str]]:
    """Add so many meetings for each of these people; returns the meetings' ids by name, to log in turn."""
    with closing(sqlite3.connect(path)) as connection, connection:
        return {name: deque(_meetings(connection, name, each)) for name in names}


def _meetings(connection: sqlite3.Connection, name: str, each: int) -> list[str]:
    board = BOARDS_OF[name]
    columns = [row[1] for row in connection.execute("pragma table_info(meetings)")]
    like = connection.execute(
        "select m.* from meetings m join boards b on b.id = m.board_id where b.code = ? limit 1", (board,)
    ).fetchone()
    ids = [f"rec{board}x{number:010}" for number in range(each)]
    for number, row_id in enumerate(ids):
        day = date(2026, 11, 20) - timedelta(days=number % 400)
        row = dict(zip(columns, like, strict=True)) | {
            "id": row_id,
            "code": "",
            "day": day.isoformat(),
            "starts_at": f"{day} 10:00:00",
        }
        connection.execute(f"insert into meetings values ({', '.join('?' * len(row))})", list(row.values()))
    return ids
