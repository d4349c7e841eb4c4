"""How the demo's tables are written down: one row a line, cells between bars, the first line says which."""

from datetime import date, datetime, time

from ....clock import LONDON


def rows(text: str) -> list[dict[str, str]]:
    """The rows of a table, each as column -> cell. Raises ValueError for a crooked line."""
    head, *lines = (_cells(line) for line in text.strip().splitlines() if line.strip())
    return [dict(zip(head, cells, strict=True)) for cells in lines]


def _cells(line: str) -> list[str]:
    return [cell.strip() for cell in line.split("|")]


def listed(cell: str) -> list[str]:
    """The parts of a cell that holds several, "R01, R02"."""
    return [part.strip() for part in cell.split(",") if part.strip()]


def day(cell: str) -> date | None:
    return date.fromisoformat(cell) if cell else None


def moment(cell: str) -> datetime | None:
    """A London moment written "2026-12-08 09:00"."""
    return datetime.fromisoformat(cell).replace(tzinfo=LONDON) if cell else None


def clock_time(cell: str) -> time:
    return time.fromisoformat(cell)


def whole(cell: str) -> int | None:
    return int(cell) if cell else None


def pence(cell: str) -> int | None:
    """Pounds as written, "31.50", in whole pence."""
    if not cell:
        return None
    pounds, _, rest = cell.partition(".")
    return int(pounds) * 100 + int(rest.ljust(2, "0"))
