"""Prints how many requirements hold, by seed and priority, from tests/requirements.csv."""

import csv
from collections import Counter
from pathlib import Path

TABLE = Path("tests/requirements.csv")
STATES = ("works", "partly", "open")


def report(rows: list[dict[str, str]]) -> str:
    """The table as text: a line for each seed and priority, and one for the whole."""
    counts = Counter((row["seed"], row["priority"], row["state"]) for row in rows)
    groups = sorted({(seed, priority) for seed, priority, _ in counts})
    lines = [_line("seed", "priority", *STATES, "all")]
    for seed, priority in groups:
        held = [counts[seed, priority, state] for state in STATES]
        lines.append(_line(seed, priority, *held, sum(held)))
    whole = [sum(counts[seed, priority, state] for seed, priority in groups) for state in STATES]
    lines.append(_line("all", "", *whole, sum(whole)))
    return "\n".join(lines)


def _line(seed: str, priority: str, *figures: object) -> str:
    return f"{seed:<22}{priority:>8}" + "".join(f"{figure:>9}" for figure in figures)


def main() -> None:
    """Read the table and print the report."""
    with TABLE.open(encoding="utf-8", newline="") as file:
        print(report(list(csv.DictReader(file))))


if __name__ == "__main__":
    main()
