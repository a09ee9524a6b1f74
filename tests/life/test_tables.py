"""The tables as they are stored with a run."""

import numpy as np

from tests.worlds import random_world
from underheaven.engine.compiling import compile_tables
from underheaven.life.tables import RECORDS, Tables, arrays


def test_every_table_is_an_array_of_integers_by_its_name() -> None:
    tables = compile_tables(random_world(3)[0])
    stored = arrays(tables)
    names = [name.partition(".")[0] for name in stored]
    assert list(dict.fromkeys(names)) == list(Tables._fields)
    assert all(np.issubdtype(array.dtype, np.integer) for array in stored.values())
    assert stored["step_minutes"] == tables.step_minutes


def test_tables_of_a_mechanism_go_by_its_name() -> None:
    tables = compile_tables(random_world(3)[0])
    stored = arrays(tables)
    assert len(RECORDS) > 8
    for name in RECORDS:
        for part, value in getattr(tables, name)._asdict().items():
            assert np.array_equal(stored[f"{name}.{part}"], value)


def test_tables_cannot_be_changed() -> None:
    stored = arrays(compile_tables(random_world(3)[0]))
    assert not any(part.flags.writeable for part in stored.values() if part.ndim)
