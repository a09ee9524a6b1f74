"""The files for clusters: held against what Slurm and Ray's operator document, and against each other.

Fields are those of `RayJob` and `RayCluster` in `ray.io/v1`, and of the parts of a pod that are used.
"""

import re
import shlex
import subprocess
import tomllib
from pathlib import Path
from typing import Any

import typer
from ruamel.yaml import YAML

from underheaven import __version__
from underheaven.cli import app

ROOT = Path(__file__).resolve().parents[2]
FILES = ROOT / "docs" / "clusters"
KUBERNETES = FILES / "kubernetes.yaml"
FIELDS: dict[str, tuple[set[str], set[str]]] = {
    "": ({"apiVersion", "kind", "metadata", "spec"}, set()),
    "metadata": ({"name"}, {"namespace", "labels", "annotations"}),
    "spec": (
        {"entrypoint", "rayClusterSpec"},
        {"shutdownAfterJobFinishes", "ttlSecondsAfterFinished", "activeDeadlineSeconds", "backoffLimit",
         "submissionMode", "submitterPodTemplate", "runtimeEnvYAML", "suspend", "metadata"},
    ),
    "rayClusterSpec": (
        {"headGroupSpec"},
        {"rayVersion", "workerGroupSpecs", "enableInTreeAutoscaling", "autoscalerOptions", "suspend"},
    ),
    "headGroupSpec": ({"rayStartParams", "template"}, {"serviceType", "enableIngress"}),
    "workerGroupSpecs": (
        {"groupName", "rayStartParams", "template"},
        {"replicas", "minReplicas", "maxReplicas", "numOfHosts", "idleTimeoutSeconds"},
    ),
    "template": ({"spec"}, {"metadata"}),
    "template.spec": ({"containers"}, {"volumes", "securityContext", "serviceAccountName", "nodeSelector"}),
    "containers": (
        {"name", "image"},
        {"resources", "volumeMounts", "env", "ports", "imagePullPolicy", "command", "args"},
    ),
    "resources": (set(), {"requests", "limits"}),
    "volumeMounts": ({"name", "mountPath"}, {"readOnly", "subPath"}),
    "volumes": ({"name"}, {"persistentVolumeClaim", "emptyDir"}),
}  # fmt: skip
"""Of each part of a `RayJob`: fields that it must have, and others that it may have."""
SBATCH = {"job-name", "nodes", "ntasks-per-node", "cpus-per-task", "time", "signal"}


def _read() -> tuple[dict[str, Any], dict[str, Any]]:
    claim, job = YAML(typ="safe").load_all(KUBERNETES.read_text(encoding="utf-8"))
    return claim, job


def _checked(name: str, part: dict[str, Any]) -> None:
    """Check the fields of a part, and of all parts in it."""
    needed, allowed = FIELDS[name]
    assert needed <= part.keys() <= needed | allowed, name
    for key, value in part.items():
        inner = f"{name}.{key}" if f"{name}.{key}" in FIELDS else key
        if inner in FIELDS:
            for each in value if isinstance(value, list) else [value]:
                _checked(inner, each)


def _options(words: list[str]) -> None:
    """Check that a line names a command of the program, and options that this command has."""
    assert words[0] == "underheaven"
    command = typer.main.get_command(app).commands[words[1]]  # type: ignore[attr-defined]
    known = {option for each in command.params for option in each.opts}
    assert {word for word in words if word.startswith("--")} <= known


def test_the_job_has_the_fields_that_the_operator_documents() -> None:
    claim, job = _read()
    assert (job["apiVersion"], job["kind"]) == ("ray.io/v1", "RayJob")
    _checked("", job)
    cluster = job["spec"]["rayClusterSpec"]
    groups = cluster["workerGroupSpecs"]
    assert all(each["minReplicas"] <= each["replicas"] <= each["maxReplicas"] for each in groups)
    for each in (cluster["headGroupSpec"], *groups):
        # Values of `ray start` are texts, and each pod gets what it asks for.
        assert all(isinstance(value, str) for value in each["rayStartParams"].values())
        (container,) = each["template"]["spec"]["containers"]
        assert container["resources"]["requests"] == container["resources"]["limits"]
    assert (claim["apiVersion"], claim["kind"]) == ("v1", "PersistentVolumeClaim")


def test_what_the_command_keeps_lies_on_the_volume_that_stays() -> None:
    claim, job = _read()
    pod = job["spec"]["rayClusterSpec"]["headGroupSpec"]["template"]["spec"]
    ((mount,), (volume,)) = pod["containers"][0]["volumeMounts"], pod["volumes"]
    assert mount["name"] == volume["name"]
    assert volume["persistentVolumeClaim"]["claimName"] == claim["metadata"]["name"]
    words = shlex.split(job["spec"]["entrypoint"])
    assert words[words.index("--out") + 1].startswith(f"{mount['mountPath']}/")
    assert words[-2:] == ["--address", "auto"]
    _options(words)


def test_versions_are_the_same_everywhere() -> None:
    _, job = _read()
    docker = (FILES / "Dockerfile").read_text(encoding="utf-8")
    page = (ROOT / "docs" / "clusters.md").read_text(encoding="utf-8")
    lock = (ROOT / "requirements.lock").read_text(encoding="utf-8")
    locked = re.search(r"^ray==(\S+)", lock, re.MULTILINE)
    assert locked is not None
    ray = job["spec"]["rayClusterSpec"]["rayVersion"]
    assert re.findall(r'"ray\[default\]==([^"]+)"', docker) == [ray] == [locked[1]]
    images = re.findall(
        r"REGISTRY/underheaven:(\S+)", f"{docker}{page}{KUBERNETES.read_text(encoding='utf-8')}"
    )
    assert len(images) == 5
    assert set(images) == {__version__}


def test_the_image_is_made_of_what_is_there() -> None:
    text = (FILES / "Dockerfile").read_text(encoding="utf-8").replace("\\\n", " ")
    lines = [line.split(maxsplit=1) for line in text.splitlines() if line and not line.startswith("#")]
    assert {name for name, _ in lines} == {"FROM", "RUN", "WORKDIR", "COPY", "USER", "ENV"}
    tracked = subprocess.run(["git", "ls-files"], cwd=ROOT, check=True, capture_output=True, text=True)
    files = set(tracked.stdout.splitlines())
    for source in [word for name, rest in lines if name == "COPY" for word in rest.split()[:-1]]:
        assert source in files or any(each.startswith(f"{source}/") for each in files), source
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    (extras,) = re.findall(r'"\.\[([^\]]+)\]"', text)
    assert set(extras.split(",")) <= project["optional-dependencies"].keys()
    assert project["readme"] in files
    runs = [part.split()[0] for name, rest in lines if name == "RUN" for part in rest.split("&&")]
    assert set(runs) == {"apt-get", "rm", "pip", "useradd"}
    (home,) = re.findall(r"--home-dir (\S+)", text)
    assert dict(lines)["WORKDIR"] == home
    assert dict(lines)["ENV"].startswith(f"XDG_CACHE_HOME={home}/")


def test_the_slurm_script_is_one_for_bash_whose_options_slurm_documents() -> None:
    path = FILES / "slurm.sh"
    subprocess.run(["bash", "-n", path], check=True)
    lines = path.read_text(encoding="utf-8").splitlines()
    asked = [line.removeprefix("#SBATCH --") for line in lines if line.startswith("#SBATCH")]
    assert {each.split("=")[0] for each in asked} == SBATCH
    # Slurm reads them up to the first command.
    first = next(number for number, line in enumerate(lines) if line and not line.startswith("#"))
    assert not any(line.startswith("#SBATCH") for line in lines[first:])
    for line in lines:
        if "sbatch slurm.sh" in line:
            _options(["underheaven", *shlex.split(line.split("slurm.sh ")[1])])
