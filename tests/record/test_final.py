from pathlib import Path

import numpy as np
import pyarrow.parquet as pq
import pytest

from tests.record import made
from underheaven.counted.columns import Life, labels
from underheaven.documents.problems import InputError
from underheaven.record.final import FinalRows


def rows(region: int, community: int, archetypes: list[int]) -> FinalRows:
    n = len(archetypes)
    own, shown, clean_own, clean = (np.full(n, 16 * (600 + place), dtype=np.int16) for place in range(4))
    dread, hardship = (np.full(n, place, dtype=np.uint8) for place in range(2))
    column = np.array(archetypes, dtype=np.uint16)
    lives = np.repeat(np.arange(len(Life), dtype=np.uint32)[:, None], n, axis=1)
    return FinalRows(region, community, column, own, shown, clean_own, clean, dread, hardship, lives)


def test_archetypes_are_taken_apart_as_the_specification_puts_them_together(tmp_path: Path) -> None:
    world = made.world()
    recorder = made.recorder(tmp_path, world)
    # number = ((((((group × 2 + sex) × A + age) × 5 + quintile) × 2 + place) × 2 + child) × O + opinion
    number = (((((1 * 2 + 1) * 2 + 1) * 5 + 3) * 2 + 1) * 2 + 0) * 1 + 0
    recorder.final([rows(1, 5, [number | 1 << 15, number, 0 | 1 << 15])])
    for _ in made.drive(recorder, made.counts_of_weeks()):
        pass
    recorder.finish({}, 0.0)
    first, second, third = pq.read_table(tmp_path / "final.parquet").to_pylist()
    expected = {
        "region": "west",
        "community": 5,
        "slot": 0,
        "household": 0,
        "group": "river",
        "sex": "female",
        "age": "adult",
        "quintile": "q4",
        "place": "urban",
        "child": "no",
        "opinion": "calm",
        "own": 9600,
        "shown": 9616,
        "clean_own": 9632,
        "clean": 9648,
        "dread": 0,
        "hardship": 1,
        **{name: number for number, name in enumerate(labels(Life))},
    }
    assert first == expected
    assert second == expected | {"slot": 1}
    assert (third["household"], third["group"], third["sex"], third["age"]) == (1, "hill", "male", "child")


def test_a_very_large_table_is_written_only_when_asked_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("underheaven.record.final.LIMIT", 100)
    recorder = made.recorder(tmp_path, made.world())
    with pytest.raises(InputError, match="--final"):
        recorder.final([rows(0, 0, [1])])
    assert recorder.final([rows(0, 0, [1])], asked=True).is_file()
