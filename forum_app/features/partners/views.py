"""What the page about partners prints of each meeting."""

from ...fields.words import number_of


def lines(found) -> list[dict]:
    """Each meeting with both clocks in words: how many days ahead, and by how many days short."""
    return [
        {
            "meeting": meeting,
            "notice": _clock("Invited", meeting.notice, meeting.notice_days),
            "papers": _clock("Papers", meeting.papers, meeting.papers_days),
        }
        for meeting in found.meetings
    ]


def _clock(what: str, days: int | None, agreed: int) -> dict:
    if days is None:
        return {"words": f"{what}: no day known", "pill": ("missed", "Not kept")}
    words = f"{what} {number_of(days, 'day')} ahead"
    if days >= agreed:
        return {"words": words, "pill": ("kept", "Kept")}
    return {"words": words, "pill": ("late", f"{number_of(agreed - days, 'day')} short")}
