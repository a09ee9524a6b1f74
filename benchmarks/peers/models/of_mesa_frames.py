"""mesa-frames: a set of citizens is a frame of Polars, changed by expressions."""

import numpy as np
import polars as pl
from mesa_frames import AgentSetPolars, ModelDF


class Citizens(AgentSetPolars):
    """Citizens with two scores."""

    def __init__(self, model):
        super().__init__(model)
        t, n = model.tables, model.tables.citizens
        self.friends = [f"friend{i}" for i in range(t.friends.shape[1])]
        ties = (t.friends >= 0).sum(axis=1)
        columns = dict(zip(self.friends, t.friends.T, strict=True))
        self.add(
            pl.DataFrame(
                {"unique_id": np.arange(n), "own": np.full(n, t.start), "row": t.class_of, **columns}
            )
            .with_columns(pl.col(self.friends).replace(-1, None), shown="own")
            .with_columns(ties=ties.astype(np.int8), weight=t.pull[ties])
        )

    def act(self):
        """Do the acts of a week, which are recorded or not, and recover."""
        t, rng = self.model.tables, self.model.random
        row, restricted = self.agents["row"].to_numpy(), self.agents["shown"].to_numpy() < t.below
        moved = np.zeros(len(row))
        for kind, points in enumerate(t.points):
            acts = rng.poisson(t.rates[row, kind])
            self.model.considered += int(acts.sum())
            done = np.where(restricted, 0, acts) if t.denied[kind] else acts
            moved += points * rng.binomial(done, t.recorded[row, kind])
        recovered = pl.min_horizontal(t.start, pl.col("own") + self.model.recovery)
        self.agents = self.agents.with_columns(
            (pl.col(name) + pl.Series(moved)).clip(t.low, t.high) for name in ("own", "shown")
        ).with_columns(own=pl.when(pl.col("own") < t.start).then(recovered).otherwise("own"))

    def meet(self):
        """Show what friends make of the own score."""
        t = self.model.tables
        total = pl.sum_horizontal(*(pl.col("shown").gather(pl.col(friend)) for friend in self.friends))
        pulled = pl.col("own") + pl.col("weight") * (total - pl.col("ties") * pl.col("own"))
        self.agents = self.agents.with_columns(shown=pulled.clip(t.low, t.high))

    def step(self):
        """One week."""
        self.act()
        self.meet()


class Society(ModelDF):
    """Everybody, and what is kept of each week."""

    def __init__(self, tables, seed):
        super().__init__(seed)
        self.tables, self.considered, self.recovery = tables, 0, 0.0
        self.means, self.below = [], []
        self.citizens = Citizens(self)
        self.agents += self.citizens

    def step(self):
        """One week."""
        self.agents.step()
        shown = self.get_agents_of_type(Citizens).agents["shown"]
        self.means.append(shown.mean())
        self.below.append((shown < self.tables.below).mean())


def make(tables, seed):
    """The model."""
    return Society(tables, seed)


def live(model):
    """Live all weeks; returns the shown scores, means and shares by week, and acts considered."""
    for recovery in model.tables.recovery.tolist():
        model.recovery = recovery
        model.step()
    shown = model.get_agents_of_type(Citizens).agents["shown"].to_numpy()
    return shown, model.means, model.below, model.considered
