"""Polars: a frame of citizens, to which a week is a few expressions. It has no distributions: NumPy draws."""

import numpy as np
import polars as pl


def make(tables, seed):
    """The tables, a generator, and the frame of citizens."""
    friends = {f"friend{i}": column for i, column in enumerate(tables.friends.T)}
    frame = pl.DataFrame({"own": np.full(tables.citizens, tables.start), **friends}).with_columns(
        pl.col(*friends).replace(-1, None), shown="own", row=pl.Series(tables.class_of)
    )
    ties = pl.sum_horizontal(pl.col(*friends).is_not_null()).cast(pl.UInt8)
    return tables, np.random.default_rng(seed), frame.with_columns(ties=ties), list(friends)


def live(model):
    """Live all weeks; returns the shown scores, means and shares by week, and acts considered."""
    t, rng, citizens, friends = model
    kinds, score = range(len(t.points)), (t.low, t.high)
    weight = pl.lit(pl.Series(t.pull)).gather(pl.col("ties"))
    recorded = sum(t.points[k] * pl.col(f"recorded{k}") for k in kinds)
    moved = [pl.col(name) + pl.col("moved") for name in ("own", "shown")]
    of_friends = pl.sum_horizontal(*(pl.col("shown").gather(pl.col(friend)) for friend in friends))
    pulled = pl.col("own") + weight * (of_friends - pl.col("ties") * pl.col("own"))
    means, below, considered = [], [], 0
    for recovery in t.recovery.tolist():
        row, restricted = citizens["row"].to_numpy(), citizens["shown"].to_numpy() < t.below
        drawn = {}
        for kind in kinds:
            acts = rng.poisson(t.rates[row, kind])
            considered += int(acts.sum())
            done = np.where(restricted, 0, acts) if t.denied[kind] else acts
            drawn[f"recorded{kind}"] = rng.binomial(done, t.recorded[row, kind])
        recovered = pl.min_horizontal(t.start, pl.col("own") + recovery)
        citizens = (
            citizens.with_columns(pl.DataFrame(drawn).select(moved=recorded))
            .with_columns(each.clip(*score) for each in moved)
            .with_columns(own=pl.when(pl.col("own") < t.start).then(recovered).otherwise("own"))
            .with_columns(shown=pulled.clip(*score))
            .drop("moved")
        )
        means.append(citizens["shown"].mean())
        below.append((citizens["shown"] < t.below).mean())
    return citizens["shown"].to_numpy(), means, below, considered
