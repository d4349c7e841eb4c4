"""The pages that the side bar and the bottom bar lead to, for one viewer."""

from dataclasses import dataclass

from flask import current_app, request, url_for

from ..permissions.roles import Viewer
from .access import POLICIES


@dataclass(frozen=True)
class Place:
    """One entry. `rooms` are the blueprints, or endpoints, in which it is the current one."""

    endpoint: str
    label: str
    icon: str
    place: str = "side"
    policy: str = "member"
    rooms: tuple[str, ...] = ()


PLACES = (
    Place("home.show", "Home", "house", "both", "signed_in", ("home",)),
    Place("meetings.index", "Meetings", "calendar-days", "both", "member", ("meetings", "cover")),
    Place("meetings.which", "Log", "square-pen", "bar", "member", ("meetings.which", "meetings.log")),
    Place("boards.index", "Boards", "network", rooms=("boards", "assigning", "packs")),
    Place(
        "people.index",
        "People",
        "users",
        rooms=("people", "accounts.roles", "accounts.remove_role", "accounts.invite"),
    ),
    Place("time.index", "Time", "clock", "both", "member", ("time",)),
    Place("ledger.show", "Ledger", "heart-handshake", rooms=("ledger",)),
    Place("tables.index", "Tables", "table-2", rooms=("tables",)),
    Place("digests.index", "Digests", "mail", "side", "member", ("digests",)),
    Place("more.show", "More", "menu", "bar", "signed_in", ("more", "accounts")),
)


def places_for(viewer: Viewer | None, *, lost: bool = False) -> list[dict]:
    """The entries this viewer may open. On an error page (`lost`) none is the current one."""
    if viewer is None:
        return []
    endpoint = "" if lost else request.endpoint or ""
    blueprint = "" if lost else request.blueprint or ""
    marked = next((place for place in PLACES if endpoint in place.rooms), None)
    marked = marked or next((place for place in PLACES if blueprint in place.rooms), None)
    return [
        {
            "href": url_for(place.endpoint),
            "label": place.label,
            "icon": place.icon,
            "place": place.place,
            "current": place is marked,
        }
        for place in PLACES
        if place.endpoint in current_app.view_functions and POLICIES[place.policy](viewer)
    ]
