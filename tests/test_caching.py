"""Folders that are trusted are the user's alone, all the way up; the others are temporary and removed."""

import os
import shutil
import stat
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

from underheaven import caching
from underheaven.caching import PROGRAM, cache_folder, why_not_kept

PURPOSE = "trials-1"
SOMEBODY = 54321
"""A user whom no system's list has."""
NAMED = f"""
import os, sys
sys.path.insert(0, {str(Path(__file__).resolve().parents[1])!r})
from underheaven.caching import cache_folder, why_not_kept
"""
AS_ROOT = os.geteuid() == 0
"""Whether the tests can give files away, and become somebody else."""
WAYS = ("open to all", "sticky", *(("open to a group", "of somebody else") if AS_ROOT else ()))


@pytest.fixture(autouse=True)
def _afresh(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A process that knows no folder yet, with a cache and a place for temporary folders of its own."""
    caching._place.cache_clear()
    (tmp_path / "temporary").mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "temporary"))
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))


def _mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def test_the_folder_is_the_users_and_closed_to_others(tmp_path: Path) -> None:
    folder = cache_folder(PURPOSE)
    assert folder == tmp_path / "cache" / PROGRAM / PURPOSE
    assert why_not_kept(PURPOSE) is None
    for place in (folder, folder.parent, folder.parent.parent):
        assert _mode(place) == 0o700
    assert not any(folder.iterdir())


@pytest.mark.parametrize("place", ["cache", f"cache/{PROGRAM}", f"cache/{PROGRAM}/{PURPOSE}"])
@pytest.mark.parametrize("way", WAYS)
def test_a_folder_that_others_can_write_to_is_not_used(place: str, way: str, tmp_path: Path) -> None:
    folder = tmp_path / "cache" / PROGRAM / PURPOSE
    folder.mkdir(parents=True, mode=0o700)
    planted = folder / "planted"
    planted.touch()
    chosen = tmp_path / place
    if way == "of somebody else":
        os.chown(chosen, SOMEBODY, SOMEBODY)
    elif way == "open to a group":
        os.chown(chosen, os.geteuid(), SOMEBODY)
        chosen.chmod(0o770)
    else:
        chosen.chmod(0o1777 if way == "sticky" else 0o777)
    found, why = cache_folder(PURPOSE), why_not_kept(PURPOSE)
    if way == "sticky" and chosen != folder:
        # As in /tmp: nobody else can put another folder in the place of ours.
        assert found == folder
    else:
        assert found is not None
        assert found.parent == tmp_path / "temporary"
        assert not any(path.name == "planted" for path in found.iterdir())
        assert why is not None
        assert str(chosen) in why


def test_links_are_followed_and_where_they_lead_is_checked(tmp_path: Path) -> None:
    real = tmp_path / "real"
    real.mkdir(mode=0o700)
    (tmp_path / "cache").symlink_to(real)
    assert cache_folder(PURPOSE) == real / PROGRAM / PURPOSE
    caching._place.cache_clear()
    real.chmod(0o777)
    assert why_not_kept(PURPOSE) == f"others may write to {real}"


@pytest.mark.parametrize("trouble", ["a file", "a loop", "no home", "relative home"])
def test_where_nothing_can_be_kept_a_temporary_folder_serves(
    trouble: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    if trouble == "a file":
        (tmp_path / "cache").touch()
    elif trouble == "a loop":
        (tmp_path / "cache").symlink_to(tmp_path / "cache")
    else:
        monkeypatch.setenv("XDG_CACHE_HOME", "relative/paths/are/left/aside")
        monkeypatch.setattr(Path, "home", _no_home if trouble == "no home" else lambda: Path("here"))
    folder = cache_folder(PURPOSE)
    assert folder is not None
    assert folder.parent == tmp_path / "temporary"
    assert folder == cache_folder(PURPOSE)
    assert _mode(folder) == 0o700
    assert why_not_kept(PURPOSE)
    assert not Path("relative").exists()


def _no_home() -> Path:
    raise RuntimeError("Could not determine home directory.")


def test_where_not_even_that_can_be_made_there_is_none(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "cache").touch()
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "gone"))
    assert cache_folder(PURPOSE) is None
    assert why_not_kept(PURPOSE)


ENDS = {
    "well": "",
    "with an error": "raise ValueError",
    "with a status": "sys.exit(3)",
    "after a child": "if not os.fork(): sys.exit()\nos.wait(); assert folder.is_dir()",
}


@pytest.mark.parametrize("end", ENDS)
def test_a_temporary_folder_is_removed_however_the_process_ends(end: str, tmp_path: Path) -> None:
    script = f"{NAMED}folder = cache_folder('trials-2'); (folder / 'x').touch(); print(folder)\n{ENDS[end]}"
    done = _python(script, tmp_path)
    folder = Path(done.stdout.splitlines()[0])
    assert folder.parent == tmp_path / "temporary"
    assert not folder.exists()
    assert not any((tmp_path / "temporary").iterdir())


def test_what_a_killed_process_left_is_removed_by_the_next_and_what_is_in_use_stays(tmp_path: Path) -> None:
    killed = f"{NAMED}print(cache_folder('trials-2'), flush=True); os.kill(os.getpid(), 9)"
    left = Path(_python(killed, tmp_path).stdout.strip())
    assert left.is_dir()
    alive = f"{NAMED}print(cache_folder('trials-2'), flush=True); sys.stdin.read()"
    with subprocess.Popen(
        [sys.executable, "-c", alive],
        env=_environment(tmp_path), stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
    ) as process:  # fmt: skip
        assert process.stdout is not None
        used = Path(process.stdout.readline().strip())
        assert used.is_dir()
        assert not left.exists()
        _python(f"{NAMED}cache_folder('trials-2')", tmp_path)
        assert used.is_dir()
        process.communicate("")
    assert not any((tmp_path / "temporary").iterdir())


@pytest.mark.parametrize("home", [None, "/nonexistent", "/proc"])
def test_a_user_without_home_or_name_as_in_a_container(home: str | None) -> None:
    """As `docker run --user 54321`: no entry in the system's list, HOME not set or not to be written to."""
    become = f"os.setgroups([]); os.setgid({SOMEBODY}); os.setuid({SOMEBODY})" if AS_ROOT else ""
    # Of nobody's home, into which a test's own folder may lie.
    with tempfile.TemporaryDirectory(dir="/tmp") as temporary:
        Path(temporary).chmod(0o1777)
        script = f"{NAMED}{become}\nprint(cache_folder('trials-2')); print(why_not_kept('trials-2'))"
        environment = {"TMPDIR": temporary, "HOME": home} if home else {"TMPDIR": temporary}
        if not AS_ROOT and home is None:
            environment["XDG_CACHE_HOME"] = "/proc"
        done = subprocess.run(
            [sys.executable, "-c", script], env=environment, capture_output=True, text=True, check=True
        )
        folder, why = done.stdout.splitlines()
        assert Path(folder).parent == Path(temporary)
        assert why != "None"
        assert not any(Path(temporary).iterdir())


def _environment(tmp_path: Path) -> dict[str, str]:
    cache = tmp_path / "closed"
    cache.touch()
    return {"XDG_CACHE_HOME": str(cache), "TMPDIR": str(tmp_path / "temporary"), "PATH": os.environ["PATH"]}


def _python(script: str, tmp_path: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", script],
        env=_environment(tmp_path), capture_output=True, text=True, check=False,
    )  # fmt: skip


def test_nothing_is_left_beside(tmp_path: Path) -> None:
    assert cache_folder(PURPOSE) is not None
    shutil.rmtree(tmp_path / "cache")
    assert not any((tmp_path / "temporary").iterdir())
