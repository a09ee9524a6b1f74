"""What is shipped: the lock, the version, the contents of the wheel, and nothing that reaches outside."""

import ast
import importlib.metadata
import os
import re
import subprocess
import sys
import tomllib
import zipfile
from pathlib import Path

import underheaven

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = ROOT / "underheaven"
LOCK = ROOT / "requirements.lock"
NETWORK_CLIENTS = {
    "aiohttp", "ftplib", "http.client", "httpx", "requests", "smtplib", "socketserver",
    "urllib.request", "urllib3", "xmlrpc.client",
}  # fmt: skip


def run(*command: str, cwd: Path = ROOT) -> str:
    return subprocess.run(command, cwd=cwd, check=True, capture_output=True, text=True).stdout


def lock_entries() -> list[str]:
    """The requirements of the lock, each with its continuation lines joined."""
    lines = [line for line in LOCK.read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
    return "\n".join(lines).replace("\\\n", " ").splitlines()


def locked_names() -> set[str]:
    return {entry.split("==")[0] for entry in lock_entries()}


def metadata() -> dict[str, object]:
    project: dict[str, object] = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    return project


def required_names() -> set[str]:
    """Every distribution that pyproject.toml asks for, the build backend included, in normal form."""
    document = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    project = document["project"]
    wanted = [
        *project["dependencies"], *project["optional-dependencies"]["dev"],
        *document["build-system"]["requires"],
    ]  # fmt: skip
    return {re.sub(r"[-_.]+", "-", re.split(r"[<>=!~\[; ]", text)[0]).lower() for text in wanted}


def test_lock_pins_and_hashes_every_requirement() -> None:
    entries = lock_entries()
    assert len(entries) > 20
    for entry in entries:
        assert re.match(r"^[a-z0-9-]+==[^ ]+ ", entry), entry
        assert re.search(r"--hash=sha256:[0-9a-f]{64}", entry), entry


def test_lock_names_no_host_or_path() -> None:
    text = LOCK.read_text(encoding="utf-8")
    assert "://" not in text
    assert not re.search(r"^\s*(-i|-f|--index|--extra-index|--find-links|--trusted-host)", text, re.MULTILINE)
    assert not re.search(r"(^|\s)/\w", text)


def test_lock_covers_what_the_project_asks_for() -> None:
    assert required_names() <= locked_names()


def test_resolver_files_environment_and_results_are_ignored() -> None:
    ignored = run("git", "check-ignore", "uv.lock", ".venv/bin/python", "out/main/report.html").split()
    assert ignored == ["uv.lock", ".venv/bin/python", "out/main/report.html"]


def test_version_is_the_same_everywhere() -> None:
    assert metadata()["version"] == underheaven.__version__
    assert importlib.metadata.version("underheaven") == underheaven.__version__
    citation = (ROOT / "CITATION.cff").read_text(encoding="utf-8")
    assert f"\nversion: {underheaven.__version__}\n" in citation


def test_licence_is_stated_and_shipped() -> None:
    assert metadata()["license"] == "Apache-2.0"
    assert "Apache License" in (ROOT / "LICENSE").read_text(encoding="utf-8")


def test_importing_the_package_loads_no_network_client() -> None:
    code = "import sys, underheaven; print(*sys.modules, sep='\\n')"
    assert not NETWORK_CLIENTS & set(run(sys.executable, "-c", code).split())


def test_no_module_of_the_package_imports_a_network_client() -> None:
    for path in sorted(PACKAGE.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            names: list[str] = []
            if isinstance(node, ast.Import):
                names = [alias.name for alias in node.names]
            elif isinstance(node, ast.ImportFrom) and node.module:
                names = [node.module, *(f"{node.module}.{alias.name}" for alias in node.names)]
            assert not NETWORK_CLIENTS & set(names), path
            assert not {name.split(".")[0] for name in names} & NETWORK_CLIENTS, path


ANSWERS = "observatory/serving"
NETWORK = {"asyncio", "email", "http", "socket", "socketserver", "ssl", "urllib", "websockets"}
STARTED_BY = {"commands/observe.py", "notebook/observed.py", "notebook/offered.py"}
"""What starts a server, or says what it is started with; imported where it is asked for, and nowhere else."""
ASKING = {"connect", "connect_ex", "create_connection", "getaddrinfo", "sendto"}
IN_MEMORY = "record/query.py"
"""DuckDB's word for opening a database in memory is `connect`."""


def test_only_the_folder_that_answers_imports_network_code_and_it_only_answers() -> None:
    for path in sorted(PACKAGE.rglob("*.py")):
        place = path.relative_to(PACKAGE).as_posix()
        tree, inside = ast.parse(path.read_text(encoding="utf-8")), place.startswith(ANSWERS)
        names = {each.name for node in ast.walk(tree) if isinstance(node, ast.Import) for each in node.names}
        names |= {str(node.module) for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}
        assert inside or not {name.split(".")[0] for name in names} & NETWORK, place
        started = any(name.startswith("underheaven.observatory.serving") for name in names)
        assert inside or place in STARTED_BY or not started, place
        called = {node.attr for node in ast.walk(tree) if isinstance(node, ast.Attribute)}
        assert place == IN_MEMORY or not called & ASKING, place


RAY = "distributed/cluster.py"


def test_only_one_file_speaks_of_ray_and_it_imports_it_when_it_is_asked_to() -> None:
    for path in sorted(PACKAGE.rglob("*.py")):
        place, tree = path.relative_to(PACKAGE).as_posix(), ast.parse(path.read_text(encoding="utf-8"))
        imported = {
            each.name for node in ast.walk(tree) if isinstance(node, ast.Import) for each in node.names
        }
        imported |= {str(node.module) for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}
        assert not {name.split(".")[0] for name in imported} & {"ray"}, place
        named = {node.value for node in ast.walk(tree) if isinstance(node, ast.Constant)}
        assert ("ray" in named) == (place == RAY), place


def test_wheel_holds_every_file_of_the_package(tmp_path: Path) -> None:
    run(sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(tmp_path))
    (wheel,) = tmp_path.glob("*.whl")
    with zipfile.ZipFile(wheel) as archive:
        shipped = set(archive.namelist())
    tracked = set(run("git", "ls-files", "underheaven").splitlines())
    assert "underheaven/py.typed" in tracked
    assert tracked <= shipped
    assert not {name for name in shipped if name.startswith("tests/")}


def test_no_tracked_file_names_a_machine_or_a_registry() -> None:
    # Put together here so that this file does not contain what it looks for.
    folders = "|".join(["wo" + "rk", "ro" + "ot", "ho" + "me"])
    hosts = "|".join(["py" + "pi", "python" + "hosted", "npm" + "js", "debian"])
    forbidden = re.compile(rf"(?<![\w.)\]}}-])/({folders})/|\b({hosts})\.(org|com|net)\b".encode())
    for name in run("git", "ls-files", "-z").split("\0"):
        path = ROOT / name
        if name and path.is_file():
            found = forbidden.search(path.read_bytes())
            assert found is None, f"{name}: {found}"


def test_ci_entry_can_be_executed() -> None:
    assert os.access(ROOT / ".ci" / "run", os.X_OK)
