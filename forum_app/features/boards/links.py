"""How two boards are linked, as it is said from either end."""

OUTWARD, INWARD = "to", "from"
# As one chooses it on a board's own page: the direction, and the kind of link that is kept.
LINK_CHOICES = (
    ("to:feeds", "feeds the"),
    ("from:feeds", "is fed by the"),
    ("to:reports_to", "reports to the"),
    ("from:reports_to", "gets reports from the"),
    ("to:consulted_by", "is consulted by the"),
    ("from:consulted_by", "consults the"),
    ("to:shares_learning_with", "shares learning with the"),
)


def link_ends(how: str, here: str, other: str) -> dict[str, str]:
    """The link that a choice stands for, between the board it was made on and the other."""
    direction, _, kind = how.partition(":")
    ends = (here, other) if direction == OUTWARD else (other, here)
    return {"kind": kind, "from_board": ends[0], "to_board": ends[1]}
