#!/bin/sh
# Usage: need-packages.sh LOCK NAME. Builds .venv from a hashed lock. The stamp is a copy of
# that lock: while the two agree nothing is installed, whatever a checkout does to the dates.
set -eu
lock=$1
stamp=.venv/$2.stamp
python=${PY:-python3}

if [ -x .venv/bin/python ] && cmp -s "$lock" "$stamp"; then
    exit 0
fi

fail() {
    echo "$1" >&2
    exit 1
}

"$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null ||
    fail "Python 3.11 or newer is needed: name one with PY=, for example 'make PY=python3.12'."
if ! .venv/bin/python -c 'import pip' 2>/dev/null; then
    "$python" -m venv --clear .venv ||
        fail "The folder .venv could not be made: on Debian, install the package python3-venv."
fi
echo "Installing the packages of $lock"
.venv/bin/python -m pip install -q -q --disable-pip-version-check --no-input --require-hashes -r "$lock" ||
    fail "The packages of $lock could not be installed: see the lines above, then try again."
cp "$lock" "$stamp"
