"""Worlds as files: all that the kernels are handed is in them, once, and nothing is lost on the way."""

import math
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.engine.small import guarded, shipped
from tests.mechanisms.standards.test_standards import following, plain
from underheaven.documents.problems import InputError
from underheaven.observatory.carried import SEEDED, carried, seeded, seeds
from underheaven.observatory.container import ALIGNED, Bytes, contained, read
from underheaven.observatory.filed import READS, refuse_what_moves
from underheaven.observatory.handed import KINDS, seen

JSON = st.dictionaries(
    st.text(max_size=5), st.integers(-(1 << 60), 1 << 60) | st.text(max_size=9), max_size=5
)


@given(JSON, st.lists(st.binary(max_size=200), max_size=9))
def test_what_is_put_into_a_file_comes_out(said: dict[str, Any], parts: list[bytes]) -> None:
    data = Bytes()
    places = [data.put(part) for part in parts]
    assert all(place % ALIGNED == 0 for place in places)
    again, whole = read(contained(said, data))
    assert again == said
    assert [whole[place : place + len(part)] for place, part in zip(places, parts, strict=True)] == parts


def test_the_same_bytes_stand_in_a_file_once() -> None:
    data = Bytes()
    assert data.put(b"one" * 50) == data.put(b"one" * 50) != data.put(b"two" * 50)


def test_the_same_world_gives_the_same_file() -> None:
    world = shipped(days=14, citizens=300)
    assert carried(world, [300], {}) == carried(world, [300], {})


def test_directories_have_the_words_that_the_engine_writes() -> None:
    plan, data = read(carried(shipped(days=14, citizens=300), [300, 200], {}))
    lengths = {"N": 300, "c": 4, "c+1": 5, "rows": 4, "room": plan["room"], "firms": 50}

    def size_of(shape: list[Any]) -> int:
        return math.prod(int(lengths.get(axis, axis)) for axis in shape)

    assert plan["reads"] == READS
    for name, (directory, _) in KINDS.items():
        entries = plan["directories"][name]
        assert sum(len(entry) if isinstance(entry, list) else 1 for entry in entries) == directory.words
        for entry in entries:
            if isinstance(entry, list):
                array = plan["arrays"][entry[0]]
                size = size_of(array["shape"])
                assert size == size_of(entry[1:])
                if isinstance(array["held"], dict) and "at" in array["held"]:
                    end = array["held"]["at"] + size * np.dtype(array["type"]).itemsize
                    assert end <= len(data)


def test_a_seed_moves_tables_of_synthesis_and_nothing_else() -> None:
    one, other = (seen(shipped(days=14, citizens=300, seed=seed)) for seed in (1, 2))
    names = seeded(one, other)
    assert names
    assert all(name.startswith(SEEDED) for name in names)
    assert one.key != other.key


def test_the_file_of_seeds_has_what_each_is_handed() -> None:
    said, data = read(seeds(shipped(days=14, citizens=300, seed=1), [1, 2, 3]))
    assert [each["seed"] for each in said["seeds"]] == [1, 2, 3]
    for each in said["seeds"]:
        there = seen(shipped(days=14, citizens=300, seed=each["seed"]))
        assert tuple(each["key"]) == there.key
        for name, begin in each["at"].items():
            expected = there.of(name)
            found = np.frombuffer(data, expected.dtype, expected.size, begin)
            assert np.array_equal(found, expected.ravel())


def test_a_threshold_that_follows_outcomes_is_refused() -> None:
    with pytest.raises(InputError) as refused:
        refuse_what_moves(following(plain()).policy)
    (problem,) = refused.value.problems
    assert "follows outcomes" in problem.why


def test_a_ledger_is_carried_with_its_room() -> None:
    plan, _ = read(carried(guarded(shipped(days=14, citizens=300)), [300], {}))
    (entry,) = (array for array in plan["arrays"] if array["name"] == "ledger.at")
    assert entry["shape"] == ["c", "room"]
    assert plan["room"] > 0
