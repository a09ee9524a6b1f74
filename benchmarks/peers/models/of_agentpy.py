"""AgentPy: a citizen is an agent, and a list of agents calls all of them."""

import agentpy as ap
import numpy as np


class Citizen(ap.Agent):
    """A citizen with two scores."""

    def setup(self):
        self.own = self.shown = self.next = self.p.tables.start
        self.friends, self.row = [], 0

    def act(self):
        """Do the acts of a week, which are recorded or not, and recover."""
        m, t = self.model, self.p.tables
        count = int(m.nprandom.poisson(m.totals[self.row]))
        m.considered += count
        restricted = self.shown < t.below
        for kind in m.random.choices(m.kinds, cum_weights=m.shares[self.row], k=count):
            if (restricted and m.denied[kind]) or m.random.random() >= m.recorded[self.row][kind]:
                continue
            self.own = min(t.high, max(t.low, self.own + m.points[kind]))
            self.shown = min(t.high, max(t.low, self.shown + m.points[kind]))
        if self.own < t.start:
            self.own = min(t.start, self.own + m.recovery)

    def meet(self):
        """Find what friends make of the own score."""
        t, weight = self.p.tables, self.model.pull[len(self.friends)]
        total = sum(friend.shown for friend in self.friends)
        self.next = min(t.high, max(t.low, self.own + weight * (total - len(self.friends) * self.own)))

    def advance(self):
        """Show it."""
        self.shown = self.next


class Society(ap.Model):
    """Everybody, and what is recorded each week."""

    def setup(self):
        t = self.p.tables
        self.considered, self.recovery = 0, 0.0
        self.totals = t.rates.sum(axis=1).tolist()
        self.shares = np.cumsum(t.rates, axis=1).tolist()
        self.recorded, self.points = t.recorded.tolist(), t.points.tolist()
        self.denied, self.pull = t.denied.tolist(), t.pull.tolist()
        self.kinds = range(len(self.points))
        self.agents = ap.AgentList(self, t.citizens, Citizen)
        self.agents.row = ap.AttrIter(t.class_of.tolist())
        for citizen, friends in zip(self.agents, t.friends.tolist(), strict=True):
            citizen.friends = [self.agents[friend] for friend in friends if friend >= 0]

    def step(self):
        """One week."""
        self.recovery = float(self.p.tables.recovery[self.t - 1])
        self.agents.act()
        self.agents.meet()
        self.agents.advance()

    def update(self):
        """Record the week."""
        if self.t > 0:
            shown = np.array(list(self.agents.shown))
            self.record("mean", shown.mean())
            self.record("below", (shown < self.p.tables.below).mean())


def make(tables, seed):
    """The model, set up."""
    model = Society({"tables": tables, "seed": seed})
    model.sim_setup()
    return model


def live(model):
    """Live all weeks; returns the shown scores, means and shares by week, and acts considered."""
    for _ in model.p.tables.recovery:
        model.sim_step()
    shown = np.array(list(model.agents.shown))
    return shown, model.log["mean"], model.log["below"], model.considered
