"""Measuring as on a disk whose sync takes longer than this machine's."""

import atexit
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

SOURCE = Path(__file__).with_suffix(".c")


def begin_again(microseconds):
    """Start this very program once more, every sync of which takes at least so long.

    Comes back in the new process; a database server that runs already keeps its own disk.

    Raises:
        subprocess.CalledProcessError: there is no C compiler, or it refused.
    """
    if os.environ.get("SYNC_US") == str(microseconds):
        # Processes that are started from here load it too.
        atexit.register(shutil.rmtree, Path(os.environ["LD_PRELOAD"]).parent)
        return
    made = Path(tempfile.mkdtemp(prefix="guiju-disk-")) / "slow_disk.so"
    options = ["-O2", "-shared", "-fPIC", "-o", str(made), "-ldl"]
    subprocess.run([os.environ.get("CC", "cc"), str(SOURCE), *options], check=True)
    environment = {**os.environ, "LD_PRELOAD": str(made), "SYNC_US": str(microseconds)}
    os.execve(sys.executable, [sys.executable, *sys.argv], environment)
