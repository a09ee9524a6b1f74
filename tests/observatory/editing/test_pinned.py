"""Python for the browser is held against its hashes before a site is made with it."""

from __future__ import annotations

import json
from hashlib import sha256
from pathlib import Path

import pytest

from tests.tools_of_site import ROOT
from underheaven.observatory.editing import pinned
from underheaven.observatory.editing.files import LIBRARY, LOCK, MACHINE, SCRIPTS, Brought


def test_the_version_is_that_of_the_lock_and_all_its_files_are_held() -> None:
    lock = json.loads((ROOT / "package-lock.json").read_text(encoding="utf-8"))
    assert lock["packages"]["node_modules/pyodide"]["version"] == pinned.PYODIDE
    assert {*pinned.SHA256} == {*SCRIPTS, MACHINE, LIBRARY, LOCK}


def test_a_file_that_is_another_or_is_missing_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in pinned.SHA256:
        (tmp_path / name).write_text(name)
        monkeypatch.setitem(pinned.SHA256, name, sha256(name.encode()).hexdigest())
    assert [*pinned.others(tmp_path)] == []
    (tmp_path / SCRIPTS[0]).write_text("another")
    (tmp_path / LOCK).unlink()
    problems = Brought(tmp_path, tmp_path).missing
    assert [each.what.partition(" ")[0] for each in problems[:2]] == [SCRIPTS[0], LOCK]
    assert pinned.PYODIDE in problems[0].why
