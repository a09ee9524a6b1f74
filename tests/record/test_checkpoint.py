from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays

from underheaven.documents.problems import InputError
from underheaven.record.checkpoint import load_checkpoint, remove_checkpoint, save_checkpoint

INTEGERS = st.sampled_from(["int16", "uint8", "uint16", "int64"])


@given(
    st.dictionaries(
        st.sampled_from(["own", "shown", "dread"]),
        INTEGERS.flatmap(
            lambda dtype: arrays.arrays(
                dtype, arrays.array_shapes(min_dims=1, max_dims=3, min_side=0, max_side=5)
            )
        ),
    )
)
def test_what_is_loaded_is_what_was_saved(
    tmp_path_factory: pytest.TempPathFactory, state: dict[str, np.ndarray]
) -> None:
    folder = tmp_path_factory.mktemp("run")
    save_checkpoint(folder, 7, state, {"chain": "ff"})
    for mapped in (False, True):
        loaded = load_checkpoint(folder, mapped)
        assert (loaded.step, loaded.extra) == (7, {"chain": "ff"})
        assert loaded.arrays.keys() == state.keys()
        for name, array in state.items():
            assert loaded.arrays[name].dtype == array.dtype
            assert np.array_equal(loaded.arrays[name], array)


def test_the_old_state_stays_until_the_new_one_is_complete(tmp_path: Path) -> None:
    one, two = np.full(5, 1, dtype=np.int16), np.full(5, 2, dtype=np.int16)
    save_checkpoint(tmp_path, 1, {"own": one, "shown": one}, {})
    (tmp_path / "checkpoint" / "b").mkdir()
    (tmp_path / "checkpoint" / "b" / "shown.npy.part").symlink_to("/dev/full")
    with pytest.raises(InputError, match="disk is full"):
        save_checkpoint(tmp_path, 2, {"own": two, "shown": two}, {})
    kept = load_checkpoint(tmp_path)
    assert kept.step == 1
    assert np.array_equal(kept.arrays["own"], one)
    save_checkpoint(tmp_path, 2, {"own": two, "shown": two}, {})
    assert load_checkpoint(tmp_path).step == 2
    assert len(list((tmp_path / "checkpoint").rglob("*.npy"))) == 2


@pytest.mark.parametrize("name", ["checkpoint.json", "a/own.npy"])
def test_damage_is_found(tmp_path: Path, name: str) -> None:
    save_checkpoint(tmp_path, 1, {"own": np.arange(100, dtype=np.int16)}, {})
    path = tmp_path / "checkpoint" / name
    data = bytearray(path.read_bytes())
    data[-20] ^= 1
    path.write_bytes(bytes(data))
    with pytest.raises(InputError, match="damaged"):
        load_checkpoint(tmp_path)
    path.unlink()
    with pytest.raises(InputError, match="--replace"):
        load_checkpoint(tmp_path)


def test_removing_leaves_what_is_not_a_checkpoint(tmp_path: Path) -> None:
    save_checkpoint(tmp_path, 1, {"own": np.arange(3)}, {})
    (tmp_path / "checkpoint" / "mine.txt").write_text("mine")
    remove_checkpoint(tmp_path)
    assert [path.name for path in (tmp_path / "checkpoint").iterdir()] == ["mine.txt"]
    (tmp_path / "checkpoint" / "mine.txt").unlink()
    remove_checkpoint(tmp_path)
    assert not list(tmp_path.iterdir())
