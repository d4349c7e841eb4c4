"""The app's own Python and templates, read as trees."""

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
APP = ROOT / "forum_app"
TESTS = ROOT / "tests"


@cache
def tree_of(path: Path) -> ast.Module:
    return ast.parse(path.read_text("utf-8"), str(path))


def modules(folder: Path = APP) -> list[Path]:
    """Every module in a folder, in order."""
    return sorted(path for path in folder.rglob("*.py") if "vendor" not in path.parts)


def name_of(path: Path) -> str:
    """A path as people write it: forum_app/records/write.py."""
    return path.relative_to(ROOT).as_posix()


def imports_of(path: Path) -> Iterator[str]:
    """The dotted names a module imports, relative ones made whole: forum_app.records.write."""
    package = path.relative_to(ROOT).with_suffix("").parts[:-1]
    for node in ast.walk(tree_of(path)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            before = package[: len(package) - node.level + 1] if node.level else ()
            base = ".".join([*before, *([node.module] if node.module else [])])
            yield from (f"{base}.{alias.name}" for alias in node.names)


def calls_of(path: Path, *names: str) -> Iterator[ast.Call]:
    """Each call of a function by one of these names, however it was reached."""
    for node in ast.walk(tree_of(path)):
        if isinstance(node, ast.Call):
            called = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
            if called in names:
                yield node
