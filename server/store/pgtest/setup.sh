#!/usr/bin/env bash
# Installs the PostgreSQL server with pgvector that the tests start. Where the
# host has none and its Debian has no pgvector package, Debian 13's is unpacked
# into the user's cache; package pgtest runs it from there.
set -euo pipefail
found() { ls /usr/share/postgresql/*/extension/vector.control >/dev/null 2>&1; }
root="${XDG_CACHE_HOME:-$HOME/.cache}/luonnos/postgresql-17"
if found || [ -e "$root/usr/lib/postgresql/17/bin/postgres" ]; then
  exit 0
fi
if [ "$(id -u)" != 0 ]; then
  echo "The tests of the PostgreSQL store need Debian's packages postgresql and postgresql-*-pgvector." >&2
  exit "$([ "${CI:-}" = true ] && echo 1 || echo 0)"
fi
apt-get update -qq
package=$(apt-cache --names-only search '^postgresql-[0-9]+-pgvector$' | sort -V | tail -n 1 | cut -d ' ' -f 1)
if [ -n "$package" ]; then
  apt-get install -y -qq --no-install-recommends "$package" >/dev/null
  found
  exit
fi
command -v mmdebstrap >/dev/null || apt-get install -y -qq --no-install-recommends mmdebstrap >/dev/null
rm -rf "$root.part"
mkdir -p "$root.part"
mmdebstrap --quiet --mode=root --variant=extract --include=postgresql-17-pgvector,base-files,dash,coreutils,tzdata \
  trixie "$root.part" http://deb.debian.org/debian
echo 'nobody:x:65534:65534::/:/bin/sh' >"$root.part/etc/passwd"
mv "$root.part" "$root"
