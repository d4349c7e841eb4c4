"""What the commands say, and how they give up."""

import sys


class Stopped(Exception):
    """The command cannot go on; the words say why and what to do."""


def tell(words: str = "") -> None:
    sys.stdout.write(f"{words}\n")
    sys.stdout.flush()


def complain(words: str) -> int:
    """Say what stood in the way; returns how the process ends."""
    sys.stderr.write(f"{words}\n")
    return 1
