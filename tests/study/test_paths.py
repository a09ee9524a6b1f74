"""Effects by path: parts that add up, exact games, and switches that switch nothing but what they say."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from itertools import permutations
from math import isclose

import numpy as np
import pytest

from tests.engine.small import NEW_YEAR, shipped
from underheaven.documents.problems import InputError
from underheaven.engine.compiling import compile_tables
from underheaven.engine.world import World
from underheaven.life.tables import arrays
from underheaven.policy.loading import policy_from_text
from underheaven.study.compare import compare
from underheaven.study.lived import live
from underheaven.study.paths import NAMES, Routes, routes
from underheaven.study.pool import ALONE, Here
from underheaven.study.seeds import paired
from underheaven.study.shapley import Game, Paths, dividends, interactions, shapley, subsets
from underheaven.study.switches import PATHS, closed

SEEDS = (3, 5)
TABLES = {
    "ties": {"weights"},
    "behaviour": {
        "dread_response", "climate_factor", "speech.any", "speech.until", "speech.threshold", "gaming.any",
        "gaming.until", "gaming.effort_until", "gaming.worth", "gaming.chance", "gaming.first", "gaming.way",
        "gaming.able", "gaming.pick", "gaming.gain", "gaming.row", "person_drawn", "firms.dread",
    },
    "hardship": {"hardship_factor"},
}  # fmt: skip
"""Tables that each path may change when it is closed."""


@cache
def worlds() -> tuple[World, World]:
    """Seven weeks in which everybody is enrolled, and a reform that sanctions many more."""
    a = shipped(start=NEW_YEAR, days=49, citizens=1_000, community_size=256)
    harsh = "policy: harsh\nconsequences: {no_loan: {below: 590}}\nassociation: {alpha: 0.4}"
    text = f"reform_of: article-2019\n{harsh}"
    return a, replace(a, policy=policy_from_text(text, "a reform")[0])


@cache
def found() -> Routes:
    """The split of that reform's effects."""
    return routes(*worlds(), seeds=SEEDS, pool=Here(2))


def random_game(seed: int) -> Game:
    """A number for every set of paths."""
    numbers = np.random.default_rng(seed).normal(0, 1, 8).tolist()
    return dict(zip(subsets(NAMES), numbers, strict=True))


@pytest.mark.parametrize("seed", range(5))
def test_shapley_values_are_mean_marginal_contributions(seed: int) -> None:
    """Over all orders in which the paths may be opened; and they sum to the whole, exactly."""
    game = random_game(seed)
    values = shapley(game, NAMES)
    for path in NAMES:
        marginal = []
        for order in permutations(NAMES):
            before: Paths = frozenset(order[: order.index(path)])
            marginal.append(game[before | {path}] - game[before])
        assert float(values[path]) == pytest.approx(np.mean(marginal))
    whole = frozenset(NAMES)
    assert sum(values.values()) + dividends(game, NAMES)[frozenset()] == sum(dividends(game, NAMES).values())
    assert float(sum(dividends(game, NAMES).values())) == game[whole]


@pytest.mark.parametrize("seed", range(5))
def test_interactions_are_those_of_grabisch_and_roubens(seed: int) -> None:
    """The mean over the third path, closed and open, of what two do together beyond each alone."""
    game = random_game(seed)
    for pair, index in interactions(game, NAMES).items():
        if len(pair) == 2:
            i, j = sorted(pair)
            (third,) = set(NAMES) - pair
            beyond = [
                game[s | {i, j}] - game[s | {i}] - game[s | {j}] + game[s]
                for s in (frozenset[str](), frozenset({third}))
            ]
            assert float(index) == pytest.approx(np.mean(beyond))


def test_paths_that_add_up_do_not_interact() -> None:
    """Each then has its own, whatever else is open."""
    own = dict(zip(NAMES, (2.0, -1.0, 0.5), strict=True))
    game = {some: 3.0 + sum(own[path] for path in some) for some in subsets(NAMES)}
    assert {path: float(value) for path, value in shapley(game, NAMES).items()} == own
    assert set(interactions(game, NAMES).values()) == {0}


@pytest.mark.parametrize("path", NAMES)
def test_a_path_closes_its_own_tables_alone(path: str) -> None:
    """And leaves the same people in place."""
    a, _ = worlds()
    before, after = arrays(compile_tables(a)), arrays(compile_tables(closed(a, [path])))
    changed = {name for name in before if not np.array_equal(before[name], after[name])}
    assert changed
    reckoning = {name for name in before if name.startswith("deterrence.")} if path == "behaviour" else set()
    assert changed <= TABLES[path] | reckoning
    if path == "ties":
        assert not after["weights"].any()
    else:
        one, other = (live(replace(world, seed=3)) for world in (a, closed(a, [path])))
        np.testing.assert_array_equal(one.archetype, other.archetype)
    if path == "behaviour":
        assert not after["dread_response"].any()


def test_parts_add_up_to_the_effect_of_the_comparison() -> None:
    """In every measure that is defined."""
    (twin,) = compare(*worlds(), seeds=SEEDS, pool=Here(2)).twins
    seen = 0
    for each in found().splits:
        if each.total.mean is None:
            assert each.direct.mean is None
            assert each.total.missing
            continue
        seen += 1
        parts = [each.direct.mean, *(of.mean for of in each.shares.values())]
        whole = sum(part for part in parts if part is not None)
        assert isclose(whole, each.total.mean, rel_tol=1e-9, abs_tol=1e-9)
        assert each.total == twin.effect(each.name).everyone.difference
    assert seen > 20


def test_a_closed_path_is_what_its_own_runs_say() -> None:
    """With behaviour alone open, of two runs made here."""
    sides = [
        [
            live(closed(replace(world, seed=seed), ["ties", "hardship"])).measures["mean_score"].all.value
            for seed in SEEDS
        ]
        for world in worlds()
    ]
    assert found().split("mean_score").opened["behaviour"] == paired(sides[0], sides[1])


def test_without_ties_nothing_comes_through_them() -> None:
    """And the runs that would say so are not made."""
    a, b = (closed(world, ["ties"]) for world in worlds())
    split = routes(a, b, seeds=(3,), pool=ALONE)
    assert split.runs_lived == split.runs // 2
    assert all(each.shares["ties"].mean in (0, None) for each in split.splits)


def test_a_reform_that_changes_nothing_has_parts_of_0() -> None:
    """Exactly."""
    a, _ = worlds()
    same = replace(a, policy=a.policy.model_copy(update={"policy": "same"}))
    for each in routes(a, same, seeds=(3,), pool=ALONE).splits:
        every = [each.total, each.direct, *each.shares.values(), *each.interactions.values()]
        assert all(of.mean in (0, None) for of in every)


def test_the_frame_has_every_part() -> None:
    """With units."""
    table = found().table()
    assert table.num_rows == len(found().splits) * (2 + 3 + 4 + 8)
    assert set(table["people"].to_pylist()) == {"synthetic"}
    assert set(PATHS) == set(NAMES)


def test_an_unknown_measure_is_refused() -> None:
    """With the nearest."""
    with pytest.raises(InputError, match="Did you mean mean_score"):
        found().split("mean_scores")
