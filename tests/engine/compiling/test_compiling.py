"""Tables as a whole."""

from decimal import ROUND_UP, localcontext

import numpy as np
import pytest

from tests.engine.small import shipped, source, watched_by
from tests.worlds import random_world
from underheaven.documents.problems import InputError
from underheaven.engine.compiling import compile_tables
from underheaven.life.tables import arrays


def test_the_callers_decimal_context_does_not_matter() -> None:
    world = random_world(11)[0]
    expected = arrays(compile_tables(world))
    with localcontext(prec=6, rounding=ROUND_UP):
        found = arrays(compile_tables(world))
    assert all(np.array_equal(expected[name], found[name]) for name in expected)


def test_a_policy_that_does_not_fit_the_society_is_refused() -> None:
    with pytest.raises(InputError, match="levitation"):
        compile_tables(watched_by(shipped(), cameras=source({"levitation": 1})))


def test_five_sources_of_one_kind_are_refused() -> None:
    sources = {f"s{i}": source({"jaywalking": 1}) for i in range(5)}
    with pytest.raises(InputError, match="jaywalking"):
        compile_tables(watched_by(shipped(), **sources))
