"""What a life says of reckoning: the chance that was thought of, the loss, and what it counted."""

from decimal import Decimal

import numpy as np

from underheaven.counted.columns import Reckon, labels
from underheaven.engine.cpu import Engine
from underheaven.record.lives import Life, tell_all
from underheaven.record.lives import life as told
from underheaven.record.lives.sums import tallied
from underheaven.record.reliving import Reliving
from underheaven.report.lives.words import Words
from underheaven.verify import deterrence, small


def lives() -> tuple[list[Life], dict[str, int]]:
    """Everybody of a small world, and what the run counted of their act."""
    world = deterrence.Deterred(Decimal("0.2"), Decimal(10), weeks=8, citizens=60).world()
    columns = small.columns(world, np.full(60, small.archetype()))
    engine = Engine(world, archetypes=columns)
    steps = small.run(engine)
    tallies = sum(step.tallies.sum(axis=(0, 1)) for step in steps)
    of = {name: int(tallies[engine.layout.column(name)]) for name in engine.layout.columns}
    community = Reliving(world, np.array(engine.knowns), 0, 0, columns[0, 0], engine.tables)
    return tell_all(community, range(60)), of


def test_lives_say_what_was_reckoned_and_add_up_to_what_was_counted() -> None:
    found, counted = lives()
    acts = [event for life in found for event in life.of(told.ACT)]
    assert acts
    weighed = [event for event in acts if event.chance is not None]
    assert {event.outcome for event in weighed} == {told.DONE, told.HELD_BACK}
    assert {event.outcome for event in acts if event.chance is None} == {told.NOT_DONE}
    assert all(abs((event.chance or 0) - 0.2) < 1e-6 for event in weighed)
    assert all((event.loss, round(event.cost, 3)) == (100.0, 20.0) for event in weighed)
    for column in (*(f"reckon.offence.{what}" for what in labels(Reckon)), "act.offence.held_back"):
        assert sum(tallied(life)[column] for life in found) == counted[column]
    assert counted["reckon.offence.held_back"] > 0


def test_it_is_said_in_words() -> None:
    found, _ = lives()
    words = Words(found[0].world)
    said = {words.sentence(event) for life in found for event in life.of(told.ACT)}
    weighed = "a record, thought 20 % likely, would cost 100 yuan, counted as 20 yuan against the gain"
    plain = {each.replace("\N{NO-BREAK SPACE}", " ") for each in said}
    assert f"An act: held back because {weighed}" in plain
    assert f"An act; {weighed}; nobody records it" in plain
