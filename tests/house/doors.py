"""The lists of what goes round a rule of the house: each line is one place, so that a new one is seen.

`python -m tests.house.doors` writes the lists afresh; what changed then shows in the diff, for people
to judge.
"""

import ast
from collections.abc import Callable, Iterator
from pathlib import Path

from .source import APP, ROOT, calls_of, modules, name_of, tree_of

HERE = Path(__file__).parent


def unguarded() -> Iterator[str]:
    """Every opening of the one door round the guard: the file, and why."""
    for path in [*modules(), *modules(ROOT / "migrations")]:
        if path == APP / "db.py":
            continue
        for call in calls_of(path, "unguarded"):
            why = call.args[0]
            assert isinstance(why, ast.Constant) and why.value, f"{name_of(path)}: say why, in so many words"
            yield f"{name_of(path)}: {why.value}"


def real_clock() -> Iterator[str]:
    """Every file that asks what time it truly is, and how often."""
    for path in modules():
        if path == APP / "clock.py":
            continue
        uses = [
            node
            for node in ast.walk(tree_of(path))
            if isinstance(node, ast.Attribute)
            and node.attr == "real"
            and isinstance(node.value, ast.Name)
            and node.value.id == "clock"
        ]
        if uses:
            yield f"{name_of(path)}: {len(uses)}"


def sql_as_text() -> Iterator[str]:
    """Every file that hands the database SQL it wrote itself, and how often."""
    for path in modules():
        if path == APP / "db.py":
            continue
        uses = list(calls_of(path, "execute_sql", "raw", "SQL"))
        if uses:
            yield f"{name_of(path)}: {len(uses)}"


LISTS: dict[str, Callable[[], Iterator[str]]] = {
    "unguarded.txt": unguarded,
    "real_clock.txt": real_clock,
    "sql_as_text.txt": sql_as_text,
}


def listed(name: str) -> list[str]:
    return (HERE / name).read_text("utf-8").splitlines()


def main() -> None:
    """Write the lists as the app stands."""
    for name, found in LISTS.items():
        (HERE / name).write_text("".join(f"{line}\n" for line in sorted(found())), "utf-8")


if __name__ == "__main__":
    main()
