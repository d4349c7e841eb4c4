"""How long things take: in turn, round by round, so that a busy machine slows all of them alike."""

import gc
import time
from collections.abc import Callable, Mapping
from statistics import median

Work = Callable[[], object]


def in_turn(
    works: Mapping[str, Work],
    rounds: int,
    warm_up: int = 3,
    clock: Callable[[], float] = time.process_time,
) -> dict[str, float]:
    """The middle of the seconds that each work took, by this process's CPU unless told otherwise."""
    for _ in range(warm_up):
        for work in works.values():
            work()
    gc.collect()
    took: dict[str, list[float]] = {name: [] for name in works}
    for _ in range(rounds):
        for name, work in works.items():
            took[name].append(seconds(work, clock))
    return {name: median(found) for name, found in took.items()}


def seconds(work: Work, clock: Callable[[], float] = time.process_time) -> float:
    before = clock()
    work()
    return clock() - before
