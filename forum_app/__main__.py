"""`python -m forum_app` is the `forum` command."""

import os
import signal
import sys

STOPPED = 130


def run() -> int:
    """Run the command. Ctrl+C ends it quietly, from the first moment on."""
    # While the rooms are being imported nothing has begun, so there is nothing to tidy up.
    signal.signal(signal.SIGINT, lambda *_: os._exit(STOPPED))
    from .cli import main

    signal.signal(signal.SIGINT, signal.default_int_handler)
    try:
        return main()
    except KeyboardInterrupt:
        return STOPPED
    finally:
        # Python remembers a Ctrl+C that fell into generated code, such as a dataclass's, and would end
        # by that signal whatever is returned here. Running text once more makes it forget.
        exec("")


if __name__ == "__main__":
    sys.exit(run())
