"""A score is kept for each firm: as many as there are, each at its place."""

import numpy as np
import pytest

from tests.engine.handing import arguments_with, call, somewhere
from tests.engine.small import shipped
from underheaven.draws import counter, key
from underheaven.engine.cpu import Engine
from underheaven.mechanisms.association.kernel import lay_out, modulus


@pytest.mark.parametrize("size", [3, 64, 100, 256])
def test_firms_begin_where_the_places_are_cut(size: int) -> None:
    engine = Engine(shipped(days=7, citizens=1_000, community_size=256))
    engine.close()
    t, word, seed = engine.tables, counter(1, 2), key(engine.world.seed)
    employer = np.zeros(2 * modulus(size) + 64, np.uint16)
    arguments = arguments_with(
        somewhere(word, size, seed),
        ties={"workplace_size": t.workplace_size},
        firms={"size": t.firms.size, "size_until": t.firms.size_until},
        tying={"employer": employer},
    )
    call(lay_out, arguments)
    begins = engine.founding.places(1, 2, size)
    assert begins.tolist() == np.flatnonzero(employer[: modulus(size)]).tolist()


def test_each_community_has_its_firms() -> None:
    engine = Engine(shipped(days=7, citizens=3_000, community_size=256))
    engine.close()
    c = engine.communities
    where = zip(c.region.tolist(), c.number.tolist(), c.size.tolist(), strict=True)
    assert np.diff(c.firms).tolist() == [len(engine.founding.places(*each)) for each in where]
    assert c.firms[0] == 0
    assert c.firms[-1] == len(engine.state.firm) < sum(modulus(n) for n in c.size.tolist()) / 2


def test_without_a_scheme_no_score_is_kept() -> None:
    engine = Engine(shipped("none", days=7, citizens=1_000))
    engine.close()
    assert not engine.communities.firms.any()
    assert engine.state.firm.size == 0
