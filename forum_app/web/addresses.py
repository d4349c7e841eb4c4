"""The rules of the addresses: each is found at once, and learns how it is written when it is first asked."""

from collections.abc import Callable

from werkzeug.routing import Rule

Written = tuple[str, str]


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
