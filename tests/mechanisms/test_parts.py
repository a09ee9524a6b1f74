"""The parts of mechanisms: each file is looked for or imported, and what should be there is there."""

import re

import pytest

from tools.house import FLOORS, imports, mechanism_of, module_of
from underheaven.kernels import READ
from underheaven.mechanisms.registry import FOLDER, names, names_of, parts, placed
from underheaven.policy.safeguard import safeguards
from underheaven.policy.safeguards import Safeguards
from underheaven.verify.mechanisms import switched

LOOKED_FOR = {*FLOORS, "compiled"} - {"scheme"}


def test_every_file_of_a_folder_is_looked_for_or_imported() -> None:
    """So that a part whose name is misspelt does not lie there in silence."""
    imported = {other for _, other in imports()} | {other.rpartition(".")[0] for _, other in imports()}
    for path in FOLDER.glob("*/*.py"):
        module = module_of(path)
        assert path.stem.partition("_of_")[0] in LOOKED_FOR or module in imported, module


@pytest.mark.parametrize("part", sorted(LOOKED_FOR - {"__init__"}))
def test_every_part_that_is_looked_for_is_there_and_has_a_docstring(part: str) -> None:
    found = parts(part)
    assert found
    assert all(module.__doc__ for module in found)
    assert len(found) == len(names_of(part))


def test_no_kernel_is_compiled_again_for_a_part_that_none_is_made_of() -> None:
    above = {part for part, floor in FLOORS.items() if floor not in ("registry", "models", "society", "life")}
    assert set(READ) == above | {"mechanism", "checks"}
    assert len(READ) == len(set(READ))


def test_every_mechanism_says_what_follows_from_it() -> None:
    assert {mechanism_of(module.__name__) for module in parts("effects")} == set(names())


def test_what_follows_is_said_of_every_safeguard() -> None:
    keys = {key for each in switched() for key in each.on if key.startswith("policy.safeguards.")}
    assert keys == {f"policy.safeguards.{name}" for name in Safeguards.model_fields}


@pytest.mark.parametrize("name", Safeguards.model_fields)
def test_a_safeguard_is_told_in_words_that_a_sentence_can_take(name: str) -> None:
    words = safeguards()[name].words
    for text in (words.about, words.presumes, words.promise, words.written or words.about):
        assert re.fullmatch(r"[^A-Z].*[^.\s]", text), text
    assert words.title[0].isupper()


def test_places_and_names_are_taken_once() -> None:
    for part, key in (
        ("said", "HEADING"),
        ("offered", "HEADING"),
        ("safeguard", "NAME"),
        ("pair", "NAME"),
        ("structure", "NAME"),
    ):
        assert len(placed(parts(part), key)) == len(parts(part))
    for part in ("screened", "form", "effects"):
        places = [module.PLACE for module in parts(part)]
        assert len(set(places)) == len(places)
