"""What was read once is read anew only where its text, or what reads it, is another; nothing else differs."""

import json
import shutil
import subprocess
import sys
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.commands.asking import ROOT, environment
from tests.documents.small import FIXTURES
from underheaven.documents import kept
from underheaven.documents.document import Document
from underheaven.documents.kept import HERE, LEAST, MOST, decoded, encoded, fingerprint
from underheaven.documents.problems import InputError
from underheaven.documents.reading import read_document, read_text
from underheaven.policy.loading import load_policy_document, policy_names, policy_path
from underheaven.society.loading import load_society, society_names, society_path
from underheaven.society.parts import FOLDER as PARTS

CATALOGUE = [*map(policy_path, policy_names()), *map(society_path, society_names()), *PARTS.glob("*.yaml")]
SHIPPED = [path for path in CATALOGUE if path.stat().st_size >= 2 * LEAST]
LONG = "# " + "x" * LEAST + "\n"
"""A first line that makes any text worth keeping."""


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A cache of its own, in which nothing is kept yet."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    kept._folder.cache_clear()
    yield tmp_path / "cache" / "underheaven" / f"documents-{fingerprint()}"
    kept._folder.cache_clear()


def _all_of(document: Document) -> tuple[object, ...]:
    """Everything of a document, with types and the order of its mappings."""
    return (
        document.file,
        repr(document.data),
        list(document.places.items()),
        list(document.values.items()),
        document.faults,
    )


def _forbid(monkeypatch: pytest.MonkeyPatch) -> None:
    def parse(*_: object, **__: object) -> None:
        raise AssertionError("it was read anew")

    monkeypatch.setattr("underheaven.documents.reading.read_text", parse)


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.stem)
def test_a_shipped_document_that_was_kept_is_the_one_that_is_read(
    path: Path, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    read = read_document(path)
    assert len(list(folder.iterdir())) == 1
    _forbid(monkeypatch)
    assert _all_of(read_document(path)) == _all_of(read)


SCALARS = st.none() | st.booleans() | st.integers() | st.dates() | st.text() | st.decimals(allow_nan=False)
DATA = st.recursive(
    SCALARS, lambda inside: st.lists(inside, max_size=4) | st.dictionaries(st.text(), inside, max_size=4)
)


@given(DATA, st.integers(1, 2**40))
def test_every_value_is_kept_with_its_type_and_its_place(data: object, first: int) -> None:
    document = Document("there.yaml", None)
    places = iter(range(first, 2**60))
    document.places[()] = document.values[()] = (next(places), next(places))
    document.data = data

    def place(inside: object, path: tuple[str | int, ...]) -> None:
        below = dict(enumerate(inside)) if isinstance(inside, list) else inside
        for step, each in below.items() if isinstance(below, dict) else ():
            at = (next(places), next(places))
            document.places[*path, step] = at
            document.values[*path, step] = (next(places), 1) if isinstance(inside, dict) else at
            place(each, (*path, step))

    place(data, ())
    again = decoded(encoded(document), "there.yaml")
    assert repr(again.data) == repr(data)
    assert (again.places, again.values) == (document.places, document.values)


@pytest.mark.parametrize("path", sorted((FIXTURES / "syntax").iterdir()), ids=lambda path: path.stem)
def test_a_faulty_file_has_the_same_problems_however_often_it_is_read(path: Path, tmp_path: Path) -> None:
    """Also with a first line that makes it worth keeping, if it were not for its faults."""
    for begins in (b"", LONG.encode()):
        copy = tmp_path / "copy.yaml"
        copy.write_bytes(begins + path.read_bytes())
        said = []
        for _ in range(2):
            with pytest.raises(InputError) as caught:
                read_document(copy)
            said.append(caught.value.problems)
        assert said[0] == said[1]


BROKEN = {
    "misspelt": ("per_year", "per_yaer"),
    "of another kind": ("age_bands:", "age_bands: [1, 2]\nage_bonds:"),
    "no such day": ("title:", "dated: 2019-02-30\ntitle:"),
}


@pytest.mark.parametrize("change", BROKEN)
def test_errors_found_later_name_the_same_places_in_every_process(change: str, tmp_path: Path) -> None:
    old, new = BROKEN[change]
    text = society_path("riverton").read_text(encoding="utf-8")
    assert old in text
    (tmp_path / "land.yaml").write_text(text.replace(old, new, 1), encoding="utf-8")
    script = "from underheaven.society.loading import load_society\nload_society('land.yaml')\n"
    words = [sys.executable, "-c", script]
    shown = [
        subprocess.run(words, cwd=tmp_path, env={**environment(), "PYTHONPATH": str(ROOT)}, check=False,
                       capture_output=True, text=True).stderr.splitlines()[-1]
        for _ in range(2)
    ]  # fmt: skip
    assert shown[0] == shown[1]
    assert "land.yaml" in shown[0]


def test_what_is_made_of_a_kept_document_is_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kept, "LEAST", 1)
    societies = {name: load_society(name) for name in society_names()}
    policies = {name: load_policy_document(name) for name in policy_names()}
    _forbid(monkeypatch)
    for name, society in societies.items():
        assert repr(load_society(name)) == repr(society)
    for name, (policy, document) in policies.items():
        again, found = load_policy_document(name)
        assert repr(again) == repr(policy)
        assert _all_of(found) == _all_of(document)


def test_another_text_is_read_anew(tmp_path: Path) -> None:
    file = tmp_path / "numbers.yaml"
    for number in ("1.50", "1.5", "2"):
        file.write_text(f"{LONG}a: {number}\n", encoding="utf-8")
        assert repr(read_document(file).data) == repr(
            {"a": Decimal(number) if "." in number else int(number)}
        )


def test_the_name_of_a_file_is_that_of_the_one_that_is_read(tmp_path: Path) -> None:
    for name in ("one.yaml", "two.yaml"):
        (tmp_path / name).write_text(f"{LONG}a: 1\n", encoding="utf-8")
        assert read_document(tmp_path / name).file == str(tmp_path / name)


def test_whatever_reads_documents_is_in_the_name_of_the_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    room = tmp_path / "documents"
    shutil.copytree(HERE, room)
    before = fingerprint(room)
    assert before == fingerprint()
    for source in sorted(room.glob("*.py")):
        text = source.read_bytes()
        source.write_bytes(text + b"# More.\n")
        assert fingerprint(room) != before, source
        source.write_bytes(text)
    (room / "tree.py").rename(room / "trees.py")
    assert fingerprint(room) != before
    monkeypatch.setattr("ruamel.yaml.__version__", "0.0")
    assert fingerprint() != before


def test_reading_imports_nothing_of_the_package_that_is_not_hashed() -> None:
    """But for what keeps files, and which puts nothing into a document."""
    script = "import sys; import underheaven.documents.reading; print(*sys.modules)"
    done = subprocess.run(
        [sys.executable, "-c", script], env=environment(), check=True, capture_output=True, text=True
    )
    ours = {name for name in done.stdout.split() if name.startswith("underheaven.")}
    others = {name for name in ours if not name.startswith("underheaven.documents")}
    assert others == {"underheaven.caching", "underheaven.sealed"}


DAMAGE = {
    "empty": lambda path: path.write_bytes(b""),
    "truncated": lambda path: path.write_bytes(path.read_bytes()[:-9]),
    "another number": lambda path: path.write_bytes(path.read_bytes().replace(b"12345", b"54321")),
    "another document's": lambda path: path.write_bytes(next(
        each for each in path.parent.iterdir() if each != path).read_bytes()),
    "open to others": lambda path: path.chmod(0o666),
}  # fmt: skip


@pytest.mark.parametrize("way", DAMAGE)
def test_a_kept_document_that_was_altered_is_discarded_with_one_line(
    way: str, folder: Path, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "numbers.yaml"
    file.write_text(f"{LONG}a: 12345\n", encoding="utf-8")
    read_document(file)
    (path,) = folder.iterdir()
    (tmp_path / "other.yaml").write_text(f"{LONG}a: 2\n", encoding="utf-8")
    read_document(tmp_path / "other.yaml")
    DAMAGE[way](path)
    assert read_document(file).data == {"a": 12345}
    line = capfd.readouterr().err
    assert line.startswith(f"Reading again: {path} is damaged")
    assert line.count("\n") == 1
    assert read_document(file).data == {"a": 12345}
    assert capfd.readouterr().err == ""


def test_only_so_many_are_kept_and_none_with_faults_or_too_short(folder: Path, tmp_path: Path) -> None:
    file = tmp_path / "numbers.yaml"
    file.write_text("a: 1\n", encoding="utf-8")
    read_document(file)
    file.write_text(f"{LONG}a: 2019-02-30\n", encoding="utf-8")
    assert read_document(file, keep_faults=True).faults
    read_text(f"{LONG}a: 1\n", "a text")
    assert not any(folder.iterdir())
    for number in range(MOST + 3):
        file.write_text(f"{LONG}a: {number}\n", encoding="utf-8")
        read_document(file)
    assert len(list(folder.iterdir())) == MOST


def test_where_nothing_can_be_kept_documents_are_read_all_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "cache").write_text("a file")
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path / "none"))
    (tmp_path / "numbers.yaml").write_text(f"{LONG}a: 1\n", encoding="utf-8")
    assert read_document(tmp_path / "numbers.yaml").data == {"a": 1}


def test_what_is_kept_is_plain_json(folder: Path) -> None:
    """Whoever could plant one could make a document of it, and nothing else."""
    read_document(society_path("riverton"))
    (path,) = folder.iterdir()
    assert isinstance(json.loads(path.read_bytes()[:-32]), list)
