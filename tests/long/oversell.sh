#!/bin/sh
# A thousand reservations at once of a hundred units, a hundred times on each store: never one more.
# Run on purpose: sh tests/long/oversell.sh [RESULT-FILE]
set -eu
cd "$(dirname "$0")/../.."
result="${1:-tests/long/findings/oversell.txt}"
mkdir -p "$(dirname "$result")"
GUIJU_OVERSELL_ROUNDS=100 nice -n 5 .venv/bin/python -m pytest -q --timeout 7200 \
    -p no:cacheprovider tests/systems/stock/test_many_at_once.py -k thousand | tee "$result"
