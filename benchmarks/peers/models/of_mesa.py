"""Mesa: a citizen is an agent, and a week has three stages, in each of which everybody acts once."""

import mesa
import numpy as np


class Citizen(mesa.Agent):
    """A citizen with two scores."""

    def __init__(self, model, row):
        super().__init__(model)
        self.row = int(row)
        self.own = self.shown = self.next = model.t.start
        self.friends = []

    def act(self):
        """Do the acts of a week, which are recorded or not, and recover."""
        m = self.model
        count = int(self.rng.poisson(m.totals[self.row]))
        m.considered += count
        restricted = self.shown < m.t.below
        for kind in self.random.choices(m.kinds, cum_weights=m.shares[self.row], k=count):
            if (restricted and m.denied[kind]) or self.random.random() >= m.recorded[self.row][kind]:
                continue
            self.own = min(m.t.high, max(m.t.low, self.own + m.points[kind]))
            self.shown = min(m.t.high, max(m.t.low, self.shown + m.points[kind]))
        if self.own < m.t.start:
            self.own = min(m.t.start, self.own + m.recovery)

    def meet(self):
        """Find what friends make of the own score."""
        weight = self.model.pull[len(self.friends)]
        total = sum(friend.shown for friend in self.friends)
        pulled = self.own + weight * (total - len(self.friends) * self.own)
        self.next = min(self.model.t.high, max(self.model.t.low, pulled))

    def advance(self):
        """Show it."""
        self.shown = self.next


class Society(mesa.Model):
    """Everybody, and what is collected each week."""

    def __init__(self, tables, seed):
        super().__init__(seed=seed)
        self.t, self.considered, self.recovery = tables, 0, 0.0
        self.totals = tables.rates.sum(axis=1).tolist()
        self.shares = np.cumsum(tables.rates, axis=1).tolist()
        self.recorded, self.points = tables.recorded.tolist(), tables.points.tolist()
        self.denied, self.pull = tables.denied.tolist(), tables.pull.tolist()
        self.kinds = range(len(self.points))
        citizens = list(Citizen.create_agents(self, tables.citizens, row=tables.class_of))
        for citizen, friends in zip(citizens, tables.friends.tolist(), strict=True):
            citizen.friends = [citizens[friend] for friend in friends if friend >= 0]
        self.collector = mesa.DataCollector({
            "mean": lambda m: m.agents.agg("shown", np.mean),
            "below": lambda m: m.agents.agg("shown", lambda shown: np.mean(np.array(shown) < m.t.below)),
        })  # fmt: skip

    def step(self):
        """One week."""
        self.recovery = float(self.t.recovery[self.steps - 1])
        for stage in ("act", "meet", "advance"):
            self.agents.do(stage)
        self.collector.collect(self)


def make(tables, seed):
    """The model."""
    return Society(tables, seed)


def live(model):
    """Live all weeks; returns the shown scores, means and shares by week, and acts considered."""
    for _ in model.t.recovery:
        model.step()
    found = model.collector.get_model_vars_dataframe()
    shown = np.array(model.agents.get("shown"))
    return shown, found["mean"].tolist(), found["below"].tolist(), model.considered
