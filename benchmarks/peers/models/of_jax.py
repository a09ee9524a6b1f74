"""JAX: arrays that nobody changes, a week as one compiled function, and a key for every draw."""

from functools import partial

import jax
import jax.numpy as jnp
import numpy as np


@partial(jax.jit, donate_argnums=(1, 2))
def week_of(key, own, shown, t, recovery):
    """One week: the scores after it, their mean, the share below, and the acts considered."""
    # Acts that are recorded and the others are Poisson numbers too, independent of each other.
    drawn = jax.random.poisson(key, t["means"][t["class_of"]])
    restricted = shown < t["below"]
    moved = jnp.where(restricted[:, None] & t["denied"], 0, drawn[:, :-1]) @ t["points"]
    own = jnp.clip(own + moved, t["low"], t["high"])
    shown = jnp.clip(shown + moved, t["low"], t["high"])
    own = jnp.where(own < t["start"], jnp.minimum(t["start"], own + recovery), own)
    of_friends = jnp.where(t["friends"] >= 0, shown[t["friends"]], 0.0).sum(axis=1)
    ties = (t["friends"] >= 0).sum(axis=1)
    shown = jnp.clip(own + t["pull"][ties] * (of_friends - ties * own), t["low"], t["high"])
    return own, shown, shown.mean(), (shown < t["below"]).mean(), drawn.sum()


def make(tables, seed):
    """The key, both scores, and the tables as arrays."""
    names = ("class_of", "points", "denied", "friends", "pull", "below", "low", "high", "start")
    t = {name: jnp.asarray(getattr(tables, name)) for name in names}
    recorded = tables.rates * tables.recorded
    others = (tables.rates - recorded).sum(axis=1, keepdims=True)
    t["means"] = jnp.asarray(np.hstack([recorded, others]))
    start = partial(jnp.full, tables.citizens, tables.start, jnp.float32)
    return jax.random.key(seed), start(), start(), t, jnp.asarray(tables.recovery)


def live(model):
    """Live all weeks; returns the shown scores, means and shares by week, and acts considered."""
    key, own, shown, t, recovery = model
    weeks = []
    for week, points in enumerate(recovery):
        own, shown, *found = week_of(jax.random.fold_in(key, week), own, shown, t, points)
        weeks.append(found)
    means, below, considered = (np.array(each).tolist() for each in zip(*weeks, strict=True))
    return np.asarray(shown), means, below, sum(considered)
