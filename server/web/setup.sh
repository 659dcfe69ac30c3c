#!/usr/bin/env bash
# Installs what the browser tests need: npm packages, and Debian's Chromium where
# there is none and we may install it (CI, or as root).
set -euo pipefail
cd "$(dirname "$0")"
if ! command -v chromium >/dev/null && ! command -v chromium-browser >/dev/null && ! command -v google-chrome >/dev/null; then
  if [ "${CI:-}" = true ] || [ "$(id -u)" = 0 ]; then
    apt-get update -qq && apt-get install -y -qq --no-install-recommends chromium fonts-dejavu-core >/dev/null
  else
    echo "The browser tests need Chromium: install Debian's package chromium." >&2
    exit 1
  fi
fi
if ! command -v npm >/dev/null; then
  if [ "${CI:-}" = true ] || [ "$(id -u)" = 0 ]; then
    apt-get update -qq && apt-get install -y -qq --no-install-recommends nodejs npm >/dev/null
  else
    echo "The browser tests need Node.js with npm." >&2
    exit 1
  fi
fi
if [ ! -e node_modules/.package-lock.json ] || [ package-lock.json -nt node_modules/.package-lock.json ]; then
  npm ci --no-audit --no-fund --silent
fi
