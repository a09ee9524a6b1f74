"""A head that is killed between checkpoints of a run on a cluster, and another that goes on: a script.

python -m tests.distributed.heads ADDRESS FOLDER
"""

import os
import signal
import subprocess
import sys
from pathlib import Path

from tests.distributed.folders import world
from underheaven.distributed.sharing import InShards
from underheaven.record.checkpoint import kept_step
from underheaven.study.running import run_on
from underheaven.study.watching import Watch

DIES = 5
"""Steps after which the head ends; a checkpoint is kept after the third, at the end of the year."""


def _die(done: int, _of: int) -> None:
    if done == DIES:
        os.kill(os.getpid(), signal.SIGKILL)


def main(address: str, folder: Path, dies: bool) -> None:
    """Be the head that is killed, or begin it and go on after it."""
    engines = InShards(2, address=address)
    if dies:
        run_on(engines, world(), folder, watch=Watch(on_step=_die))
        return
    words = [sys.executable, "-m", "tests.distributed.heads", address, str(folder), "dies"]
    ended = subprocess.run(words, check=False).returncode
    assert ended == -signal.SIGKILL, ended
    assert kept_step(folder) == 3 < DIES
    run_on(engines, world(), folder, resume=True)


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]), len(sys.argv) > 3)
