"""A document opens files in its own folder or below, and nothing of any other file is ever repeated."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.commands.asking import ask, refused
from underheaven.documents.beside import beside

SECRET = "hunter2"
Maker = Callable[[Path], str]


def _link_out(folder: Path) -> str:
    (folder.parent / "outside.yaml").write_text(f"policy: x\npassword: {SECRET}\n", encoding="utf-8")
    (folder / "link.yaml").symlink_to(folder.parent / "outside.yaml")
    return "link.yaml"


def _folder_link(folder: Path) -> str:
    (folder / "up").symlink_to(folder.parent, target_is_directory=True)
    (folder.parent / "outside.yaml").write_text(f"policy: x\npassword: {SECRET}\n", encoding="utf-8")
    return "up/outside.yaml"


def _fifo(folder: Path) -> str:
    os.mkfifo(folder / "fifo.yaml")
    return "fifo.yaml"


def _device(folder: Path) -> str:
    (folder / "zero.yaml").symlink_to("/dev/zero")
    return "zero.yaml"


def _written(text: str) -> Maker:
    def make(folder: Path) -> str:
        (folder / "other.yaml").write_text(text, encoding="utf-8")
        return "other.yaml"

    return make


def _named(name: str) -> Maker:
    return lambda _: name


OUTSIDE = {
    "absolute": _named("/etc/passwd"),
    "upwards": _named("../outside.yaml"),
    "down and upwards": _named("in/../../outside.yaml"),
    "a drive": _named("C:\\\\outside.yaml"),
    "a link": _link_out,
    "a linked folder": _folder_link,
    "a pipe": _fifo,
    "a device": _device,
    "a folder": _named("."),
    "a long name": _named("a" * 5000),
}
NO_POLICY = {
    "settings": _written(f"password: {SECRET}\nother: {SECRET}\n"),
    "settings with a key of policies": _written(f"policy: x\n{SECRET}: 1\npassword: {SECRET}\n"),
    "no YAML": _written(f"{SECRET}: [\n"),
    "keys twice": _written(f"policy: x\n{SECRET}: 1\n{SECRET}: 1\n"),
    "a table": _written(f"name,password\n{SECRET},1\n{SECRET},2\n{SECRET},3\n"),
    "no text": _written("\x00\x01"),
}


@pytest.mark.parametrize("make", OUTSIDE.values(), ids=OUTSIDE.keys())
def test_what_is_outside_is_not_opened(make: Maker, tmp_path: Path) -> None:
    folder = tmp_path / "own"
    folder.mkdir()
    (line,) = _refused_reform(folder, make(folder))
    assert "reform_of: there is no policy '" in line
    assert "neither in the catalogue nor a file in the folder of this one or below" in line


@pytest.mark.parametrize("make", NO_POLICY.values(), ids=NO_POLICY.keys())
def test_a_file_that_is_no_policy_is_not_quoted(make: Maker, tmp_path: Path) -> None:
    (line,) = _refused_reform(tmp_path, make(tmp_path))
    assert "reform_of: other.yaml is not a policy." in line


def _refused_reform(folder: Path, name: str) -> list[str]:
    path = folder / "mine.yaml"
    path.write_text(f'reform_of: "{name}"\npolicy: mine\n', encoding="utf-8")
    told = ask("check", path, "--json")
    assert told.status == 2
    assert SECRET not in told.out + told.err
    lines = refused(ask("run", path))
    assert SECRET not in " ".join(lines)
    return lines


@pytest.mark.parametrize("name", ["other.yaml", "./other.yaml", "sub/other.yaml"])
def test_what_lies_beside_or_below_is_found(name: str, tmp_path: Path) -> None:
    (tmp_path / "sub").mkdir()
    (tmp_path / name).write_text("reform_of: none\npolicy: other\n", encoding="utf-8")
    assert beside(tmp_path, name) == tmp_path / name
    path = tmp_path / "mine.yaml"
    path.write_text(f"reform_of: {name}\npolicy: mine\n", encoding="utf-8")
    assert ask("check", path).status == 0
