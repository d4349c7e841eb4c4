"""What an address of a table says, and how to say it otherwise: every state of a table is a link."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from ...records import views

FOLD = "fold"
MOST_FOLDS = 100


@dataclass(frozen=True)
class Look:
    """The parameters of what is on the screen; `turned`: groups that somebody folded or opened there."""

    params: dict[str, list[str]] = field(default_factory=dict)
    turned: tuple[str, ...] = ()

    def address(self, **parts: Iterable[str] | None) -> dict[str, Any]:
        """Everything on the screen with these parts changed; none of a part takes it out."""
        said = {**self.params, FOLD: list(self.turned)} | {
            name: list(now or ()) for name, now in parts.items()
        }
        return {name: now for name, now in said.items() if now}

    def hidden(self, but: Sequence[str] = ()) -> list[tuple[str, str]]:
        """What a form must carry along so that the rest stays as it is."""
        kept = self.address(**dict.fromkeys(but))
        return [(name, one) for name, said in kept.items() for one in said]

    def turn(self, token: str) -> dict[str, Any]:
        """The same with one group folded or opened."""
        others = [one for one in self.turned if one != token]
        return self.address(fold=others if token in self.turned else [*others, token])


def look_of(args: Mapping[str, Sequence[str]]) -> Look:
    """What an address says."""
    params = views.written(views.read(args))
    return Look(params, tuple(dict.fromkeys(one for one in args.get(FOLD, ())[:MOST_FOLDS] if one)))
