"""Turns the parts of a board, its members, links, quorum rule and terms, into what their pages print."""

from itertools import groupby

from ...fields.words import day, number_of
from ..meetings.quorum import warning, words_of
from . import gaps, terms
from .links import INWARD, LINK_CHOICES, OUTWARD
from .queries.keeping import QuorumPage

NOT_OF_ONE = "Of no organisation"


def missing(found, rule) -> list[tuple[str, str, str]]:
    """What is not known of a board yet, and where to say it."""
    return gaps.missing(
        found.board,
        quorum=rule.stated or bool(rule.words),
        terms=bool(found.board.terms_edition),
        members=bool(found.members),
    )


def member_groups(rows) -> list[tuple[str | None, str, list[dict]]]:
    """Members by organisation, in the order in which their organisations joined: id, name, lines."""
    order: dict[str | None, int] = {}
    for row in rows:
        order.setdefault(row.organisation_id, len(order))
    grouped = groupby(
        sorted(rows, key=lambda row: order[row.organisation_id]), key=lambda row: row.organisation_id
    )
    groups = []
    for body_id, theirs in grouped:
        lines = list(theirs)
        groups.append((body_id, lines[0].body or NOT_OF_ONE, [_member(row) for row in lines]))
    return groups


def _member(row) -> dict:
    who = row.officer or row.part or ""
    words = [row.words]
    if row.officer:
        titled = row.part and row.part.casefold() in (row.title or "").casefold()
        words += [row.title, "" if titled else row.part]
    said = ", ".join(text for text in words if text)
    return {"id": row.id, "who": who, "words": said or ("" if who else "a member")}


def link_rows(board, links) -> list[dict]:
    """Links as said from this board."""
    said = dict(LINK_CHOICES)
    rows = []
    for link in links:
        outward = link.from_board_id == board.id
        direction = OUTWARD if outward else INWARD
        # A link that is the same from both ends is said once.
        words = said.get(f"{direction}:{link.kind}") or said.get(f"to:{link.kind}", "goes with the")
        rows.append(
            {
                "id": link.id,
                "words": words,
                "board_id": link.to_board_id if outward else link.from_board_id,
                "name": link.to_name if outward else link.from_name,
            }
        )
    return rows


def rule_told(rule) -> tuple[str, str]:
    """What a rule comes to, and what is wrong with it, as the board's own page says it."""
    wrong = warning(rule)
    if not rule.stated and not rule.words:
        return "", "No quorum is stated yet."
    parts = sum(part.minimum for part in rule.parts)
    adds_up = f" The parts add up to {parts}." if rule.parts and not wrong else ""
    return wrong, f"Quorum is {words_of(rule).rstrip('.')}.{adds_up}"


def rule_stands(found: QuorumPage) -> str:
    """The rule as it is kept, for whoever was second to change it."""
    parts = [f"{part.minimum}" for part in found.parts]
    total = found.board.quorum_total
    return f"{total if total is not None else 'no'} in all, parts of {', '.join(parts) or 'none'}"


def terms_context(viewer, held, *, version: int | None, old: int | None, new: int | None) -> dict:
    """Every version, the one that is open, and two of them compared."""
    by_edition = {row.edition: row for row in held}
    in_force = next((row for row in held if row.starts_on <= viewer.today), None)
    opened = by_edition.get(version or 0) or in_force or (held[0] if held else None)
    pair = (by_edition.get(old or 0), by_edition.get(new or 0))
    return {
        "versions": [_version(viewer, row, row is in_force) for row in held],
        "opened": _version(viewer, opened, opened is in_force) if opened else None,
        "text": opened.text if opened else "",
        "compared": _compared(*pair) if all(pair) else None,
        "keeps": viewer.has("coordinator"),
        "chosen": _usual_pair(held, old, new),
    }


def _version(viewer, row, in_force: bool) -> dict:
    ahead = row.starts_on > viewer.today
    return {
        "edition": row.edition,
        "from": day(row.starts_on, viewer.today),
        "state": "in force" if in_force else "to come" if ahead else "",
        "asked_by": row.asked_by,
        "note": row.note,
    }


def _usual_pair(held, old: int | None, new: int | None) -> tuple[int, int]:
    """The two to compare unless somebody says otherwise: the last and the one before."""
    if len(held) < 2:
        return (0, 0)
    return (old or held[1].edition, new or held[0].edition)


def _compared(before, after) -> dict:
    pieces = terms.compare(before.text, after.text)
    added, taken = terms.told(pieces)
    changed = [
        f"{number_of(number, 'sentence')} {words}"
        for number, words in ((added, "added"), (taken, "taken away"))
        if number
    ]
    return {
        "old": before.edition,
        "new": after.edition,
        "pieces": pieces,
        "words": " and ".join(changed) or "No sentence differs",
        "asked_by": after.asked_by,
        "note": after.note,
    }
