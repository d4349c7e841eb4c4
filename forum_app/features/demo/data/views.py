"""Views of the demo: what the coordinator keeps for everybody, for a role, and for herself."""

from typing import Any

SINCE_NOVEMBER = '["day","on_or_after","2026-11-01"]'
STRATEGIC, OPERATIONAL = ('["board_kind","is","Strategic"]', '["board_kind","is","Operational"]')
VIEWS: tuple[dict[str, Any], ...] = (
    {
        "table": "time-entries",
        "name": "To confirm",
        "shown_to": "everybody",
        "asks": ("state",),
        "params": {"where": ['{"all":[["state","is","to_confirm"]]}'], "sort": ["day"]},
    },
    {
        "table": "time-entries",
        "name": "By board",
        "shown_to": "everybody",
        "asks": ("board", "board_kind"),
        "params": {
            "where": [
                f'{{"all":[{SINCE_NOVEMBER},{{"any":[{STRATEGIC},{OPERATIONAL}]}}]}}',
            ],
            "group": ["board"],
            "sort": ["day"],
            "foot": ["minutes:sum"],
        },
        "locked": "the funder's half-year is told from it",
    },
    {
        "table": "time-entries",
        "name": "Month",
        "shown_to": "everybody",
        "asks": ("day",),
        "params": {"group": ["-day"], "foot": ["minutes:sum"]},
    },
    {
        "table": "time-entries",
        "name": "Late logs",
        "owner": "S1",
        "asks": ("state",),
        "params": {
            "where": ['{"all":[["state","is","to_confirm"],["day","within","last-30-days"]]}'],
            "sort": ["day", "person"],
        },
    },
    {
        "table": "people",
        "name": "Agreement lapses or missing",
        "shown_to": "cochair",
        "asks": ("agreement_ends",),
        "params": {
            "where": [
                '{"any":[["agreement_ends","within","this-school-term"],["agreement_ends","is_empty"]]}'
            ],
            "sort": ["agreement_ends"],
            "show": ["name", "agreement_ends", "email", "phone"],
        },
    },
    {
        "table": "meetings",
        "name": "My boards",
        "shown_to": "everybody",
        "asks": ("board",),
        "params": {"where": ['{"all":[["board","is_any_of","my-boards"]]}']},
    },
)
