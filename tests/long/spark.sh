#!/bin/sh
# The tests of Spark, with a real master and two workers. Needs Java 17; about 700 MB are installed.
#   tests/long/spark.sh [FOLDER FOR THE ENVIRONMENT]
set -eu
here=$(cd "$(dirname "$0")/../.." && pwd)
where=${1:-"$here/.venv-spark"}
[ -x "$where/bin/python" ] || python3 -m venv "$where"
"$where/bin/python" -m pip install -q --require-hashes -r "$here/requirements/test.txt"
"$where/bin/python" -m pip install -q "pyspark==4.0.5"
cd "$here"
PYTHONPATH=src exec "$where/bin/python" -m pytest -q tests/journal/scale/test_spark.py
