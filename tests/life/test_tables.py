"""The tables as they are stored with a run."""

import numpy as np

from tests.worlds import random_world
from underheaven.engine.compiling import compile_tables
from underheaven.life.tables import Tables, arrays


def test_every_table_is_an_array_of_integers_by_its_name() -> None:
    tables = compile_tables(random_world(3)[0])
    stored = arrays(tables)
    assert tuple(stored) == Tables._fields
    assert all(np.issubdtype(array.dtype, np.integer) for array in stored.values())
    assert stored["step_minutes"] == tables.step_minutes


def test_tables_cannot_be_changed() -> None:
    tables = compile_tables(random_world(3)[0])
    assert not any(part.flags.writeable for part in tables if isinstance(part, np.ndarray))
