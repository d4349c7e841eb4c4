"""Addresses: each rule learns how it is written when it is first asked, and what was written is kept."""

import secrets
from collections.abc import Callable
from functools import lru_cache
from typing import Any

from flask import Flask, has_request_context, request
from werkzeug.routing import Rule

from ..fields.ids import looks_like_id

Written = tuple[str, str]
MOST_KEPT = 2_000
# What an address says as it is; of other values two may be alike and yet written differently, as 1 and true.
PLAIN = frozenset({str, int, type(None)})
# What stands for the ids of records while an address is kept: no text that anybody writes can hold it.
IN_PLACE = tuple(f"{secrets.token_hex(8)}{number}" for number in range(3))


class Forum(Flask):
    """Flask that keeps the addresses it wrote: a page names fifty, and the next one most of them again."""

    def __init__(self, *args: Any, **more: Any):
        super().__init__(*args, **more)
        self._kept = lru_cache(maxsize=MOST_KEPT)(self._write)

    def url_for(self, /, endpoint: str, **said: Any) -> str:
        """As Flask writes it. The key is all that it is made of: the rule, the values, how we were asked."""
        if not has_request_context() or endpoint[:1] == "." or said.get("_scheme"):
            return super().url_for(endpoint, **said)
        key, ids = list[tuple[str, Any]](), list[str]()
        for name, value in said.items():
            # Of two records the addresses differ by the id alone, which is written as it is.
            if looks_like_id(value) and len(ids) < len(IN_PLACE):
                key.append((name, IN_PLACE[len(ids)]))
                ids.append(value)
            elif type(value) is list and all(type(one) is str for one in value):
                key.append((name, tuple(value)))
            elif type(value) in PLAIN:
                key.append((name, value))
            else:
                return super().url_for(endpoint, **said)
        address = self._kept(request.method, request.root_path, endpoint, tuple(key))
        for place, id in zip(IN_PLACE, ids, strict=False):
            address = address.replace(place, id)
        return address

    def ensure_sync(self, func: Callable[..., Any]) -> Callable[..., Any]:
        """Nothing here is asynchronous; Flask looks at each function anew, a dozen for every request."""
        return func

    def _write(self, _method: str, _root: str, endpoint: str, said: tuple[tuple[str, Any], ...]) -> str:
        return super().url_for(endpoint, **dict(said))


class Address(Rule):
    """A rule whose two builders are compiled when they are first called.

    werkzeug compiles both of every rule as the app is put together, a tenth of a start.
    """

    def _compile_builder(self, append_unknown: bool = True) -> Callable[..., Written]:
        compiled = super()._compile_builder
        name = "_build_unknown" if append_unknown else "_build"

        def build(rule: "Address", **values: object) -> Written:
            builder = compiled(append_unknown).__get__(rule, None)
            setattr(rule, name, builder)
            return builder(**values)

        return build
