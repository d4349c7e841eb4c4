"""`python -m forum_app` is the `forum` command."""

import sys

from .cli import main

if __name__ == "__main__":
    sys.exit(main())
