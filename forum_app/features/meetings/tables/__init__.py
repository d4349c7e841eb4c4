"""The tables about meetings and what came of them, as people meet them."""

from . import held, outcomes, reading

__all__ = ["held", "outcomes", "reading"]
