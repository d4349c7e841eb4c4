"""What an undo did, in a sentence."""

from ...fields import words
from ...records.undo import Cell, Undone

FEW = 3


def told(undone: Undone) -> str:
    """What was put back, and what was left because somebody has changed it since."""
    if not undone.put_back and not undone.left:
        return "There was nothing left to put back."
    parts = []
    if undone.put_back:
        parts.append(f"Put back: {_named(undone.put_back)}.")
    if undone.left:
        parts.append(f"Left as it is, because it was changed since: {_named(undone.left)}.")
    return " ".join(parts)


def _named(cells: tuple[Cell, ...]) -> str:
    names = list(dict.fromkeys(_name(cell) for cell in cells))
    if len(names) > FEW:
        return f"{'; '.join(names[: FEW - 1])}; and {words.number_of(len(names) - FEW + 1, 'more', 'more')}"
    return "; ".join(names)


def _name(cell: Cell) -> str:
    return f"{cell.title}, {cell.label.lower()}" if cell.label else cell.title
