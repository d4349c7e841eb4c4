#!/bin/sh
# The Nu HTML checker is a Java program.
set -eu
found() {
    java -version >/dev/null 2>&1
}
found || sh tests/tools/apt.sh default-jre-headless || true
found || {
    echo "A Java runtime is missing and could not be installed: install Java 11 or newer." >&2
    exit 1
}
