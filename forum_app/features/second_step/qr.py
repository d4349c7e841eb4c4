"""The square code that a phone scans, as a path for the page to draw: nothing is fetched, nothing kept."""

from dataclasses import dataclass

QUIET = 4  # squares of white round it, without which phones do not find it


@dataclass(frozen=True)
class Square:
    """The side in squares, and the path that fills the dark ones."""

    side: int
    path: str


def drawn(text: str) -> Square:
    # Here, since it is wanted once by each person, and held by every process.
    import segno

    code = segno.make(text, error="m", micro=False)
    dark = [
        f"M{x + QUIET} {y + QUIET}h1v1h-1z"
        for y, row in enumerate(code.matrix)
        for x, filled in enumerate(row)
        if filled
    ]
    return Square(len(code.matrix) + 2 * QUIET, "".join(dark))
