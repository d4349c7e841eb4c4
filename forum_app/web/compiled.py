"""Templates as Python has compiled them, kept from one start to the next beside the forum's other files."""

import marshal
import os
import sys
from contextlib import suppress
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path
from threading import get_ident

from jinja2 import BytecodeCache
from jinja2.bccache import Bucket

from .. import config

FOLDER = "compiled"
FILTERS = ("forum_app/fields", "forum_app/web")  # the rooms that they come from
OTHERS_MAY_WRITE = 0o022


def kept() -> "Compiled | None":
    """Where they are kept; None where this forum has no folder that it alone may write to.

    What lies there is run, so it is trusted as the secret key and the database beside it are.
    """
    folder = config.INSTANCE / FOLDER
    with suppress(OSError):
        folder.mkdir(mode=0o700, exist_ok=True)
        for found in (config.INSTANCE.stat(), folder.lstat()):
            if found.st_uid != os.geteuid() or found.st_mode & OTHERS_MAY_WRITE:
                return None
        return Compiled(folder)
    return None


class Compiled(BytecodeCache):
    """One file for each template, which is good for its own words, this code and this Python alone."""

    def __init__(self, folder: Path):
        self._folder = folder
        # Jinja works out some filters as it compiles, so what it made is as old as the code of the filters.
        code = max(path.stat().st_mtime_ns for room in FILTERS for path in (config.ROOT / room).glob("*.py"))
        self._made_by = f"{sys.version} {version('jinja2')} {code}".encode()

    def load_bytecode(self, bucket: Bucket) -> None:
        with suppress(OSError, ValueError, EOFError, TypeError):
            head, _, code = self._path(bucket).read_bytes().partition(b"\n")
            if head == self._head(bucket):
                bucket.code = marshal.loads(code)

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep it if there is room; whoever reads meanwhile finds the old file or the new one, whole."""
        path = self._path(bucket)
        beside = path.with_suffix(f".{os.getpid()}-{get_ident()}")
        with suppress(OSError):
            beside.write_bytes(self._head(bucket) + b"\n" + marshal.dumps(bucket.code))
            beside.replace(path)

    def _path(self, bucket: Bucket) -> Path:
        return self._folder / f"{bucket.key}.code"

    def _head(self, bucket: Bucket) -> bytes:
        return sha256(self._made_by + bucket.checksum.encode()).hexdigest().encode()
