"""Starsim: people, a network of friends, and a module with two scores, whose draws are common random numbers.

An `ss.poisson` draws fast where its mean is one number, so each class has its own for each kind.
"""

import numpy as np
import starsim as ss


class Scheme(ss.Module):
    """What a scheme does to a citizen in a week."""

    def __init__(self, tables, **kwargs):
        super().__init__(**kwargs)
        self.tables = tables
        self.define_states(
            ss.FloatArr("own", default=tables.start), ss.FloatArr("shown", default=tables.start)
        )
        chances = tables.rates * tables.recorded
        self.of_records = [[ss.poisson(lam=float(lam)) for lam in row] for row in chances]
        self.of_others = [ss.poisson(lam=float(lam)) for lam in (tables.rates - chances).sum(axis=1)]
        self.members = [ss.uids(np.flatnonzero(tables.class_of == c)) for c in range(len(chances))]

    def init_results(self):
        """What is kept of each week."""
        super().init_results()
        self.define_results(
            ss.Result("mean", dtype=float),
            ss.Result("below", dtype=float),
            ss.Result("considered", dtype=int),
        )

    def step(self):
        """One week."""
        t, moved, considered = self.tables, np.zeros(len(self.own)), 0
        restricted = self.shown.values < t.below
        for of_kinds, of_others, uids in zip(self.of_records, self.of_others, self.members, strict=True):
            considered += int(of_others.rvs(uids).sum())
            for kind, of_records in enumerate(of_kinds):
                records = of_records.rvs(uids)
                considered += int(records.sum())
                if t.denied[kind]:
                    records = np.where(restricted[uids], 0, records)
                moved[uids] += t.points[kind] * records
        own = np.clip(self.own.values + moved, t.low, t.high)
        shown = np.clip(self.shown.values + moved, t.low, t.high)
        own = np.where(own < t.start, np.minimum(t.start, own + t.recovery[self.ti]), own)
        edges, n = self.sim.networks.friends.edges, len(own)
        of_friends = np.bincount(edges.p1, shown[edges.p2], n) + np.bincount(edges.p2, shown[edges.p1], n)
        ties = np.bincount(edges.p1, minlength=n) + np.bincount(edges.p2, minlength=n)
        shown = np.clip(own + t.pull[ties] * (of_friends - ties * own), t.low, t.high)
        self.own[:], self.shown[:] = own, shown
        self.results.mean[self.ti], self.results.below[self.ti] = shown.mean(), (shown < t.below).mean()
        self.results.considered[self.ti] = considered


def make(tables, seed):
    """The simulation, initialised."""
    # Every other column turns the one before it around: an edge has two ends.
    p1, p2 = (
        np.concatenate(ends)
        for ends in zip(*(_edges(column) for column in tables.friends.T[::2]), strict=True)
    )
    friends = ss.Network(p1=p1, p2=p2, beta=np.ones(len(p1)), name="friends")
    scheme = Scheme(tables, name="scheme")
    sim = ss.Sim(
        n_agents=tables.citizens, networks=friends, modules=scheme, rand_seed=seed, verbose=0,
        start=0, stop=len(tables.recovery) - 1, dt=1,
    )  # fmt: skip
    return sim.init()


def _edges(friends):
    there = np.flatnonzero(friends >= 0)
    return there, friends[there]


def live(sim):
    """Live all weeks; returns the shown scores, means and shares by week, and acts considered."""
    sim.run()
    scheme = sim.get_module("scheme")
    results = scheme.results
    return scheme.shown.values, list(results.mean), list(results.below), results.considered.sum()
