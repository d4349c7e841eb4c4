"""Money movements as double entry: every movement's sides sum to nothing, by the way they are made."""

from datetime import date

EXPENSES, OWED, BANK = "expenses", "owed to people", "bank"
ACCOUNTS = (EXPENSES, OWED, BANK)


def movement(
    name: str, day: date, to: str, out_of: str, pence: int, *, funding: str, claim: str
) -> list[dict[str, object]]:
    """The two sides of one movement, as values of postings. Raises ValueError for nought or less."""
    if pence <= 0:
        raise ValueError("a movement moves some money")
    shared = {"movement": name, "day": day, "funding": funding, "claim": claim}
    return [shared | {"account": to, "pence": pence}, shared | {"account": out_of, "pence": -pence}]


def approved(claim: str, code: str, day: date, pence: int, funding: str) -> list[dict[str, object]]:
    """Approving a claim: the forum has spent it, and owes it to the person."""
    return movement(f"{code} approved", day, EXPENSES, OWED, pence, funding=funding, claim=claim)


def paid(claim: str, code: str, day: date, pence: int, funding: str) -> list[dict[str, object]]:
    """Paying a claim: what was owed leaves the bank."""
    return movement(f"{code} paid", day, OWED, BANK, pence, funding=funding, claim=claim)
