#!/bin/sh
# Usage: apt.sh PACKAGE... Installs Debian packages as root or through sudo without a password;
# fails without a word where neither can be done, so that the caller says what is missing.
set -eu
if [ "$(id -u)" = 0 ]; then
    as_root=
else
    sudo -n true 2>/dev/null || exit 1
    as_root="sudo -n"
fi
command -v apt-get >/dev/null || exit 1
echo "Installing $*"
$as_root apt-get update -qq >/dev/null
$as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "$@" >/dev/null
