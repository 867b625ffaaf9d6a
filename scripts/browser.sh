#!/usr/bin/env bash
# Makes sure that there is a Chromium for the browser tests, and a Java for the HTML checker.
set -euo pipefail
missing=()
command -v chromium >/dev/null || command -v chromium-browser >/dev/null || missing+=(chromium)
command -v java >/dev/null || missing+=(default-jre-headless)
if [ "${#missing[@]}" = 0 ]; then exit 0; fi
if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
    echo "Installing ${missing[*]} …"
    apt-get update -qq
    DEBIAN_FRONTEND=noninteractive apt-get install -y -qq "${missing[@]}" >/dev/null
    exit 0
fi
echo "The browser tests need Chromium and Java. Install what is missing, then run make again:" >&2
echo "    sudo apt-get install ${missing[*]}" >&2
exit 1
