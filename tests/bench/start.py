"""A cold start to the first answer, and what the web process keeps in memory then."""

import os
from collections.abc import Iterator
from pathlib import Path
from statistics import median

from tests.bench.figures import Figure, ms
from tests.bench.forum import Served

STARTS = 5
MOST_SECONDS, MOST_MIB = 0.7, 60
TICK = os.sysconf("SC_CLK_TCK")
USED = (13, 14, 15, 16)  # its own time and that of its ended children, for itself and in the kernel


def figures(path: Path) -> Iterator[Figure]:
    """The forum as it is served without its worker. The first start only lets Python compile."""
    starts, memory = [], 0.0
    served = Served(path.parent / "served", path)
    for number in range(STARTS + 1):
        served.start()
        if number:
            starts.append(sum(map(_seconds, served.process_ids())))
            memory = max(map(_resident, served.process_ids()))
        served.stop()
    yield Figure("cold start to the first answer", ms(median(starts)), median(starts), "s", MOST_SECONDS)
    yield Figure("idle memory of the web process", "", memory, "MiB", MOST_MIB)


def _seconds(pid: int) -> float:
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return sum(int(fields[place - 2]) for place in USED) / TICK


def _resident(pid: int) -> float:
    lines = Path(f"/proc/{pid}/status").read_text().splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("VmRSS")) / 1024
