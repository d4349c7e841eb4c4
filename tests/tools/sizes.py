"""Prints the files and functions that may want a second noun. It informs; it never fails."""

import ast
from collections.abc import Iterator
from pathlib import Path

LONGEST_FILE = 250
LONGEST_FUNCTION = 30
ROOMS = ("forum_app", "migrations", "tests")


def long_functions(path: Path) -> Iterator[tuple[int, str, int]]:
    """Line, name and length of each function over the limit, its docstring not counted."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if not isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            continue
        first = node.body[0]
        words = first if ast.get_docstring(node, clean=False) is not None else None
        docstring = (words.end_lineno or 0) - words.lineno + 1 if words else 0
        length = (node.end_lineno or node.lineno) - node.lineno + 1 - docstring
        if length > LONGEST_FUNCTION:
            yield node.lineno, node.name, length


def main() -> None:
    """Print the report."""
    files = functions = 0
    for path in sorted(found for room in ROOMS for found in Path(room).rglob("*.py")):
        lines = path.read_text("utf-8").count("\n")
        if lines > LONGEST_FILE:
            files += 1
            print(f"{path}: {lines} lines")
        for line, name, length in long_functions(path):
            functions += 1
            print(f"{path}:{line}: {name} has {length} lines")
    print(f"{files} files over {LONGEST_FILE} lines, {functions} functions over {LONGEST_FUNCTION}.")


if __name__ == "__main__":
    main()
