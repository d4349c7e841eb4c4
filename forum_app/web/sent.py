"""What was asked for and sent, without the one character that no text of ours can hold."""

from collections.abc import Iterable
from typing import Any

from flask import Flask, abort, request
from werkzeug.datastructures import ImmutableMultiDict, iter_multi_items

NUL = "\x00"


class Fields(ImmutableMultiDict):
    """The fields of a form or a query. PostgreSQL refuses a NUL, so none of them ever holds one."""

    def __init__(self, fields: Any = None):
        super().__init__(list(_without_nul(iter_multi_items(fields or ()))))


def init_app(app: Flask) -> None:
    """Read every request so; what htmx adds to requests has to be there before."""
    app.request_class = type("Sent", (app.request_class,), {"parameter_storage_class": Fields})


def check_address() -> None:
    """No address of ours holds one, so there is nothing there."""
    if NUL in request.path:
        abort(404)


def _without_nul(pairs: Iterable[tuple[Any, Any]]) -> Iterable[tuple[Any, Any]]:
    for name, value in pairs:
        yield name.replace(NUL, ""), value.replace(NUL, "") if isinstance(value, str) else value
