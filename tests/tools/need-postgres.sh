#!/bin/sh
# The tests start a PostgreSQL server of their own, so only the server's programs have to be here.
set -eu
found() {
    .venv/bin/python -m tests.tools.postgres >/dev/null 2>&1
}
found || sh tests/tools/apt.sh postgresql || true
found || {
    echo "PostgreSQL's server programs are missing: install them, or name their folder in FORUM_PG_BIN." >&2
    exit 1
}
