"""What an undo did, in a sentence."""

from ...fields import words
from ...records.undo import Cell, Undone

FEW = 3
WAYS = {"cell": "in the table", "paste": "pasted", "import": "from a file or a paste"}


def told(undone: Undone) -> str:
    """What was put back, and what was left because somebody has changed it since or it is locked."""
    if not (undone.put_back or undone.left or undone.locked):
        return "There was nothing left to put back."
    parts = []
    if undone.put_back:
        parts.append(f"Put back: {_named(undone.put_back)}.")
    if undone.left:
        parts.append(f"Left as it is, because it was changed since: {_named(undone.left)}.")
    if undone.locked:
        parts.append(f"Left as it is, because it is locked: {_named(undone.locked)}.")
    return " ".join(parts)


def way(via: str) -> str:
    """By which way somebody did it, where that helps them to know it again."""
    return WAYS.get(via, "")


def _named(cells: tuple[Cell, ...]) -> str:
    labels: dict[tuple[str, str, str], list[str]] = {}
    for cell in cells:
        labels.setdefault((cell.table, cell.id, cell.title), []).append(cell.label.lower())
    names = list(dict.fromkeys(_name(title, found) for (_, _, title), found in labels.items() if title))
    number = len(names) if all(title for _, _, title in labels) else len(labels)
    if number > FEW:
        few = names[: FEW - 1]
        return f"{'; '.join(few)}; and {words.number_of(number - len(few), 'more', 'more')}"
    return "; ".join(names)


def _name(title: str, labels: list[str]) -> str:
    """A record by its title, with what of it changed; a record that came or went has no label."""
    changed = ", ".join(label for label in labels if label)
    return f"{title} ({changed})" if changed else title
