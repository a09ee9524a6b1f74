"""The random worlds are worth running: everything that is counted happens in some of them."""

from collections import Counter

from hypothesis import given, settings

from tests.engine.reference.runs import run
from tests.worlds import FEATURES, Columns, random_world, worlds
from underheaven.counted.columns import (
    Act,
    Consequence,
    Firm,
    FirmAct,
    FirmConsequence,
    Game,
    Person,
    Place,
    Privilege,
    Reckon,
    Source,
    labels,
)
from underheaven.engine.world import World

HAPPENS_OFTEN = ("act.denied", "act.wrong", "act.recorded", "consequence.entered", "person.pull_sum")
BLOCKS = {
    "act": Act,
    "source": Source,
    "consequence": Consequence,
    "privilege": Privilege,
    "place": Place,
    "firm_act": FirmAct,
    "firm_consequence": FirmConsequence,
    "firm": Firm,
    "person": Person,
    "game": Game,
    "reckon": Reckon,
}


def test_every_outcome_happens_somewhere() -> None:
    """Sixty worlds; what proves most happens in most of them, and nothing only by a rare chance."""
    happened: Counter[str] = Counter()
    for seed in range(60):
        found = run(seed)
        names = (name.split(".") for name in found.layout.columns if found.totals(name).any())
        happened.update({f"{block}.{what}" for block, *_, what in names})
    assert happened.keys() == {f"{block}.{what}" for block, names in BLOCKS.items() for what in labels(names)}
    assert min(happened[name] for name in HAPPENS_OFTEN) >= 30
    assert min(happened.values()) >= 5


def test_queues_of_visits_and_of_appeals_are_overfull_somewhere() -> None:
    runs = [run(seed) for seed in range(60)]
    for name in ("refused_fast", "refused_slow", "backlog", "appeal_wait"):
        field = runs[0].layout.known.index(name)
        assert sum(any(step.known[:, field].any() for step in each.result.steps) for each in runs) >= 3, name


def test_worlds_cover_the_calendar() -> None:
    found = [random_world(seed)[0] for seed in range(100)]
    assert {world.step_minutes for world in found} == {1440, 5040, 10_080}
    assert {world.community_size for world in found} == {256, 512}
    assert any(world.horizon % world.step_minutes for world in found)
    assert any(world.year_of(0) != world.year_of(world.steps - 1) for world in found)
    assert any(min(world.citizens_of_regions) < 10 for world in found)
    assert all(3 <= world.steps <= 6 for world in found)


def test_a_seed_names_a_world() -> None:
    for seed in range(5):
        (world, columns), (again, same) = random_world(seed), random_world(seed)
        assert world.hash == again.hash
        assert columns == same


@settings(max_examples=25)
@given(worlds())
def test_drawn_worlds_have_people_for_every_place(drawn: tuple[World, Columns]) -> None:
    world, columns = drawn
    assert sum(map(len, columns.values())) == world.citizens
    assert all(column[0] & 0x8000 for column in columns.values())


def test_a_world_without_features_is_plain() -> None:
    world, _ = random_world(1, frozenset())
    policy = world.policy
    for part in (policy.sources, policy.rules, policy.consequences, policy.news, policy.announcements):
        assert not part
    assert len(FEATURES) == len(set(FEATURES))
