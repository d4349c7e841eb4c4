"""The search index: takes in what an embargo has let go, and a whole old forum once."""

from collections.abc import Callable
from datetime import datetime

from ..records import search


def run(now: Callable[[], datetime]) -> int:
    """Take in what has become due; how many records. Safe to run twice."""
    return search.take_in_due(now())
