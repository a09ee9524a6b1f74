"""Two Ray nodes in two network namespaces, begun by the script for Slurm: the folders of one machine.

Slurm itself is not here: `srun` and `scontrol` are stand-ins that run a task in the namespace of its node.
"""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.commands.asking import ask
from tests.distributed.folders import world, written
from tests.distributed.namespaces import ADDRESSES, two_machines
from underheaven.study.engines import OnThreads
from underheaven.study.running import run_on

ROOT = Path(__file__).resolve().parents[2]
SWEEP = ("sweep", "none", "--key", "society.behaviour.climate.alone=1..3", "--points", "3", "--seeds", "1",
         "--citizens", "300", "--from", "2020-01-01", "--to", "2020-01-21")  # fmt: skip
SRUN = """
for word in "$@"; do
  case $word in
    --nodelist=*) node=${word#*=} ;;
    --*) ;;
    *) break ;;
  esac
  shift
done
echo "$node: $*" >> "$TOLD"
case "$1 $node" in
  "hostname NODE0") echo ADDRESS0 ;;
  "hostname NODE1") echo ADDRESS1 ;;
  *) exec ip netns exec "$node" "$@" ;;
esac
"""
UNDERHEAVEN = """
set -e
PYTHON -m underheaven "$@"
exec PYTHON -m tests.distributed.heads "${@: -1}" "$FOLDER"
"""
"""The command itself; then a run whose head is killed, on the same cluster."""


def _stand_ins(folder: Path, nodes: tuple[str, str]) -> str:
    """A path of commands with the stand-ins first."""
    folder.mkdir()
    srun = SRUN
    for number, (node, address) in enumerate(zip(nodes, ADDRESSES, strict=True)):
        srun = srun.replace(f"NODE{number}", node).replace(f"ADDRESS{number}", address)
    scripts = {
        "srun": srun,
        "scontrol": f'[ "$*" = "show hostnames two" ] && echo {nodes[0]} && echo {nodes[1]}',
        "underheaven": UNDERHEAVEN.replace("PYTHON", sys.executable),
        "python": f'exec {sys.executable} "$@"',
        "ray": f'exec {sys.executable} -m ray.scripts.scripts "$@"',
    }
    for name, text in scripts.items():
        (folder / name).write_text(f"#!/usr/bin/env bash\n{text}\n")
        (folder / name).chmod(0o755)
    return f"{folder}{os.pathsep}{os.environ['PATH']}"


def test_the_slurm_script_runs_on_two_machines_and_gives_the_folders_of_one(tmp_path: Path) -> None:
    with two_machines() as nodes:
        surroundings = {
            **os.environ, "PATH": _stand_ins(tmp_path / "bin", nodes), "TOLD": str(tmp_path / "told"),
            "FOLDER": str(tmp_path / "run"), "SLURM_JOB_NODELIST": "two", "SLURM_CPUS_PER_TASK": "1",
        }  # fmt: skip
        asked = [*SWEEP, "--threads", "2", "--out", str(tmp_path / "there")]
        ended = subprocess.run(
            ["ip", "netns", "exec", nodes[0], "bash", "docs/clusters/slurm.sh", *asked],
            cwd=ROOT, env=surroundings, check=False, capture_output=True, text=True, timeout=900,
        )  # fmt: skip
    assert ended.returncode == 0, ended.stdout + ended.stderr
    told = (tmp_path / "told").read_text().splitlines()
    assert [line.split(": ray start")[0] for line in told if "ray start" in line] == list(nodes)
    assert ask(*SWEEP, "--out", tmp_path / "here").status == 0
    for name in ("runs.parquet", "design.json"):
        assert (tmp_path / "there" / name).read_bytes() == (tmp_path / "here" / name).read_bytes()
    whole = run_on(OnThreads(1), world(), tmp_path / "whole")
    assert written(tmp_path / "run") == written(whole.folder)


def test_where_namespaces_may_not_be_made_it_fails_and_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    with pytest.raises(pytest.fail.Exception, match="must be root"), two_machines():
        pass
