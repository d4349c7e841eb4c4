"""What the words beside the code promise: the README's map, the requirements, tests that quote no engine."""

import ast
import csv
import re
from collections.abc import Iterator
from pathlib import Path

from .source import APP, ROOT, TESTS, modules, name_of, tree_of

ENGINE_WORDS = re.compile(
    r"UNIQUE constraint|duplicate key|no such (table|column)|database is locked|violates|syntax error"
    r"|NOT NULL constraint|CHECK constraint|FOREIGN KEY constraint|relation \"",
    re.I,
)
TABLE = TESTS / "requirements.csv"
MOST_IDS_A_TEST = 3


def test_the_readme_names_every_room():
    words = (ROOT / "README.md").read_text("utf-8")
    rooms = [path.name for path in APP.iterdir() if (path / "__init__.py").is_file()]
    rooms += [path.stem for path in APP.glob("*.py") if not path.stem.startswith("__")]
    missing = [room for room in sorted(rooms) if not re.search(rf"`[^`]*\b{room}(/|\.py)", words)]
    assert not missing, f"README.md says nothing of {missing}"
    for room in ("templates", "static", "migrations", "tests"):
        assert f"`{room}/`" in words, room


def test_no_test_hangs_on_the_words_of_an_engine():
    for path in modules(TESTS):
        if path == Path(__file__):
            continue
        for call in _raises(path):
            for part in call.keywords:
                if part.arg == "match" and isinstance(part.value, ast.Constant):
                    assert not ENGINE_WORDS.search(part.value.value), f"{name_of(path)}:{call.lineno}"


def _raises(path: Path) -> Iterator[ast.Call]:
    for node in ast.walk(tree_of(path)):
        if isinstance(node, ast.Call) and getattr(node.func, "attr", "") == "raises":
            yield node


def marks() -> dict[str, list[str]]:
    """The requirement ids that tests name, each with the tests that do."""
    found: dict[str, list[str]] = {}
    for path in modules(TESTS):
        for node in ast.walk(tree_of(path)):
            for key in _ids_of(node):
                found.setdefault(key, []).append(f"{name_of(path)}:{node.lineno}")
    return found


def _ids_of(node: ast.AST) -> Iterator[str]:
    if not (isinstance(node, ast.Call) and getattr(node.func, "attr", "") == "requirement"):
        return
    for part in node.args:
        assert isinstance(part, ast.Constant) and isinstance(part.value, str), "write the id out"
        yield part.value


def test_every_id_that_a_test_names_is_a_requirement():
    unknown = marks().keys() - {row["id"] for row in _rows()}
    assert not unknown, {key: marks()[key] for key in unknown}


def test_a_requirement_that_works_is_named_by_a_test():
    works = {row["id"] for row in _rows() if row["state"] == "works"}
    assert not sorted(works - marks().keys())


def test_a_test_names_few_requirements():
    for path in modules(TESTS):
        for node in ast.walk(tree_of(path)):
            if isinstance(node, ast.FunctionDef):
                ids = [key for mark in node.decorator_list for key in _ids_of(mark)]
                assert len(ids) <= MOST_IDS_A_TEST, f"{name_of(path)}:{node.lineno}"


def test_every_requirement_has_its_state_once():
    rows = _rows()
    assert len({row["id"] for row in rows}) == len(rows)
    assert {row["state"] for row in rows} <= {"works", "partly", "open"}


def _rows() -> list[dict[str, str]]:
    with TABLE.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))
