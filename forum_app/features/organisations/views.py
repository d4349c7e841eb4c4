"""Turns what the queries found about partners into what their pages print."""

from itertools import groupby

from ...fields.words import short_date
from .queries import Partner

OTHER = "Other"


def index_context(viewer, rows, chosen: str | None) -> dict:
    """Partners by sector; `chosen` leaves only one sector."""
    grouped = groupby(rows, key=lambda row: row.sector or OTHER)
    sectors = [(sector, [_line(viewer, row) for row in found]) for sector, found in grouped]
    names = [sector for sector, _ in sectors]
    if chosen in names:
        sectors = [(sector, found) for sector, found in sectors if sector == chosen]
    return {"sectors": sectors, "names": names, "chosen": chosen if chosen in names else None}


def _line(viewer, row) -> dict:
    over = row.ended_on is not None and row.ended_on < viewer.today
    return {
        "id": row.id,
        "name": row.name,
        "short_name": row.short_name if row.short_name not in row.name else "",
        "note": row.note,
        "ended": f"ended {short_date(row.ended_on, viewer.today)}" if over else "",
    }


def partner_context(viewer, found: Partner) -> dict:
    """One partner's page."""
    body = found.organisation
    ended = body.ended_on is not None and body.ended_on < viewer.today
    return {
        "page_title": body.name,
        "found": found,
        "body": body,
        "since": f"Since {short_date(body.started_on, viewer.today)}" if body.started_on else "",
        "ended": f"Ended {short_date(body.ended_on, viewer.today)}" if ended else "",
        "contacts": [_contact(row) for row in found.contacts],
        "keeps": viewer.has("coordinator"),
    }


def _contact(row) -> dict:
    """A partner's officer: name, title, department and work address, nothing of their own life."""
    titles = [row.role_title] if row.role_title else []
    if row.part and row.part.lower() not in row.role_title.lower():
        titles.append(row.part)
    return {"id": row.id, "name": row.name, "title": ", ".join(titles), "email": row.email}
