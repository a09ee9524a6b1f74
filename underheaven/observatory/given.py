"""What of a world's arrays hangs on the society and the size alone, as the engine makes it."""

from __future__ import annotations

from typing import Any, cast

import numpy as np

from underheaven.draws import key
from underheaven.engine.digest import digesting_of
from underheaven.engine.state import Communities
from underheaven.engine.world import World
from underheaven.mechanisms.association.kernel import modulus
from underheaven.observatory.considered import MADE, considered
from underheaven.observatory.handed import fields_handed
from underheaven.observatory.planned import Given, communities_in
from underheaven.society.making import Where
from underheaven.society.synthesis import Synthesiser


def given_of(world: World) -> Given:
    """The tables of synthesis of a world's society and seed, and room for communities of its size.

    Raises `InputError` where margins and associations contradict each other.
    """
    c = communities_in(world)
    one, none = np.zeros(c, np.int64), cast(Any, None)
    where = Where(one, one, one, one, np.zeros(world.citizens, np.uint16))
    making = Synthesiser(world.society, world.seed, world.community_size).records(where)
    largest = min(world.community_size, max(world.citizens_of_regions))
    size = np.array([largest], np.int64)
    digesting = digesting_of(Communities(*[size] * 8), none, none, none, 0)
    arrays, numbers = dict[str, Any](), dict[str, int]()
    for each in fields_handed("making", making):
        if each.axes:
            shape = list(each.axes) if each.record == "where" else list(each.value.shape)
            arrays[each.name] = shape, each.value.tobytes()
        else:
            numbers[each.name] = each.value
    arrays["founded.ground.place"] = [modulus(world.community_size)], 0
    for name in ("byte", "begin"):
        text = getattr(digesting.text, name)
        arrays[f"digesting.text.{name}"] = list(text.shape), text.tobytes()
    arrays["digesting.digested.by_place"] = [len(digesting.digested.by_place)], 0
    rates = considered(world.society, world.step_minutes)
    kinds, rows = len(world.society.acts), len(rates["rows"])
    for name, made in MADE.items():
        arrays[name] = [rates["cap"], rows] if made == "count_above" else [rows, kinds], {"made": made}
    return Given(key(world.seed), arrays, numbers, rates)
