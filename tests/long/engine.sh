#!/bin/sh
# The engine's long tier: a thousand kills on each store, 5,000 power cuts, every failing disk call,
# 100,000 timers due at once.
# Run on purpose, alone on the machine: sh tests/long/engine.sh [RESULT-FILE]
set -eu
cd "$(dirname "$0")/../.."
result="${1:-tests/long/findings/engine.txt}"
mkdir -p "$(dirname "$result")"
GUIJU_FAULTS=1 GUIJU_KILLS=1000 GUIJU_CUTS=5000 GUIJU_TIMERS=100000 \
    .venv/bin/python -m pytest -q --timeout 7200 -p no:cacheprovider \
    tests/run/test_kill_nine.py tests/run/test_power_and_disk_fail.py \
    tests/run/test_many_timers.py --durations=0 | tee "$result"
