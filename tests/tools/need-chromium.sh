#!/bin/sh
# The browser tests drive the system's Chromium: nothing is downloaded by the test tool itself.
# Its shell, where the system offers one, is the same engine without windows, at half the work.
set -eu
if [ -n "${FORUM_CHROMIUM:-}" ]; then
    [ -x "$FORUM_CHROMIUM" ] || { echo "FORUM_CHROMIUM names no program: $FORUM_CHROMIUM" >&2; exit 1; }
    exit 0
fi
found() {
    command -v chromium >/dev/null || command -v chromium-browser >/dev/null || command -v google-chrome >/dev/null
}
shell() {
    command -v chromium-headless-shell >/dev/null
}
offered() {
    command -v apt-cache >/dev/null && apt-cache show chromium-headless-shell >/dev/null 2>&1
}
if ! shell && offered; then
    sh tests/tools/apt.sh chromium-headless-shell fonts-dejavu-core || true
fi
shell && exit 0
found || sh tests/tools/apt.sh chromium fonts-dejavu-core || true
found || {
    echo "Chromium is missing and could not be installed: install it, or name one in FORUM_CHROMIUM." >&2
    exit 1
}
