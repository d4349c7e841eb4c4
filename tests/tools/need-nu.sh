#!/bin/sh
# Puts the Nu HTML checker at .cache/vnu.jar: one version, known by its hash. The checker comes from
# npm, and npm from a package of its own where the machine has none.
set -eu
version=26.9.27
sha256=22f15dd39a33bed929d2a5c0cddf5946849a647eca9272bf4d5d00bc7e7a4d47
jar=.cache/vnu.jar
right() {
    [ -f "$jar" ] && echo "$sha256  $jar" | sha256sum --check --status
}
right && exit 0

echo "Fetching the Nu HTML checker $version"
work=.cache/nu.$$
mkdir -p "$work"
trap 'rm -rf "$work"' EXIT
fetch() {
    npm=npm
    if ! command -v npm >/dev/null; then
        .venv/bin/python -m venv "$work/npm"
        "$work/npm/bin/python" -m pip install -q -q --disable-pip-version-check --require-hashes \
            -r tests/tools/npm.lock
        npm=$PWD/$work/npm/bin/npm
    fi
    (cd "$work" && "$npm" pack --silent "vnu-jar@$version" >/dev/null 2>&1) &&
        tar -xzf "$work/vnu-jar-$version.tgz" -C "$work" &&
        mv "$work/package/build/dist/vnu.jar" "$jar"
}
fetch 2>/dev/null || true
right || {
    echo "The Nu HTML checker $version is missing and could not be fetched: put its vnu.jar at $jar." >&2
    exit 1
}
