"""Spark finds the very variants that the log itself has: in this process and on a real cluster.

A master and two workers are processes of their own; one worker is killed while a query runs.
`tests/long/spark.sh` makes the environment.
"""

import os
import shutil
import socket
import subprocess
import threading
import time

import pytest

from tests.journal.scale.logs import SHARED, hard_log, same

pytest.importorskip("pyspark", reason="needs guiju[spark]: tests/long/spark.sh installs it")
if shutil.which("java") is None:
    pytest.skip("needs Java 17", allow_module_level=True)

from guiju.journal import read_log
from guiju.journal.scale import EngineMissing, engine_at, scaled_log, write_encoded

SETTINGS = {
    "spark_executor_memory": "512m",
    "spark_executor_cores": "1",
    "spark_sql_shuffle_partitions": "4",
    "spark_driver_bindAddress": "127.0.0.1",
    "spark_driver_host": "127.0.0.1",
}


def free_port():
    with socket.socket() as door:
        door.bind(("127.0.0.1", 0))
        return door.getsockname()[1]


def started(folder, name, *arguments):
    import pyspark

    home = os.path.dirname(pyspark.__file__)
    environment = os.environ | {"SPARK_HOME": home, "SPARK_NO_DAEMONIZE": "1"}
    environment |= {"SPARK_LOCAL_IP": "127.0.0.1", "SPARK_DAEMON_MEMORY": "256m"}
    command = [os.path.join(home, "bin", "spark-class"), *arguments]
    log = (folder / f"{name}.log").open("wb")
    return subprocess.Popen(command, env=environment, stdout=log, stderr=log, cwd=folder)


@pytest.fixture(scope="module")
def cluster(tmp_path_factory):
    """(address of the master, its two workers)."""
    folder = tmp_path_factory.mktemp("cluster")
    port, page = free_port(), free_port()
    address = f"spark://127.0.0.1:{port}"
    kind = "org.apache.spark.deploy"
    running = [
        started(
            folder, "master", f"{kind}.master.Master",
            "--host", "127.0.0.1", "--port", str(port), "--webui-port", str(page),
        )
    ]  # fmt: skip
    for number in range(2):
        running.append(
            started(
                folder, f"worker-{number}", f"{kind}.worker.Worker", address, "--cores", "1",
                "--memory", "700m", "--host", "127.0.0.1", "--webui-port", str(free_port()),
            )
        )  # fmt: skip
    master = folder / "master.log"
    for _ in range(120):
        if master.read_text(errors="replace").count("Registering worker") == 2:
            break
        time.sleep(0.5)
    else:
        pytest.fail(master.read_text(errors="replace")[-2000:])
    yield address, running[1:]
    for process in running:
        process.kill()
        process.wait()


@pytest.mark.timeout(900)
def test_here_equal_missing_and_mixed_times_give_the_same_variants(tmp_path):
    with engine_at("local[2]", **SETTINGS) as engine:
        for seed in range(4):
            log = hard_log(seed)
            write_encoded(log, tmp_path / str(seed))
            assert same(scaled_log(tmp_path / str(seed), engine), log)


@pytest.mark.timeout(1800)
def test_on_a_cluster_the_shared_logs_have_the_same_variants(cluster, tmp_path):
    if not SHARED:
        pytest.skip("no shared data beside the checkout")
    address, _ = cluster
    with engine_at(address, **SETTINGS) as engine:
        for path in SHARED:
            log = read_log(path)
            write_encoded(log, tmp_path / path.name)
            assert same(scaled_log(tmp_path / path.name, engine), log), path.name


@pytest.mark.timeout(900)
def test_a_worker_killed_meanwhile_does_not_change_the_answer(cluster, tmp_path):
    if not SHARED:
        pytest.skip("no shared data beside the checkout")
    address, workers = cluster
    log = read_log(next(path for path in SHARED if path.name.startswith("roadfines")))
    write_encoded(log, tmp_path)
    with engine_at(address, **SETTINGS) as engine:
        killed = threading.Timer(2.0, workers[0].kill)
        killed.start()
        found = scaled_log(tmp_path, engine)
        again = scaled_log(tmp_path, engine)
        killed.join()
    assert workers[0].wait(30) is not None
    assert same(found, log)
    assert same(again, log)


def test_a_master_that_does_not_answer_is_told():
    port = free_port()
    with (
        pytest.raises(EngineMissing, match="does not answer"),
        engine_at(f"spark://127.0.0.1:{port}", spark_cores_max="1", **SETTINGS),
    ):
        raise AssertionError
