"""What a run's counts say of each treatment of a policy: how many, how long, how often in error, and who."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import chain

from underheaven.engine.world import MINUTES_PER_DAY, World
from underheaven.measure.totals import Totals
from underheaven.policy.screening import Element, Fact, Treatment
from underheaven.policy.screening.element import percent_of
from underheaven.policy.screening.working import Moved, Working

FEW = 30
"""Times that people of a group came under a consequence, below which its share says little."""


@dataclass(frozen=True)
class Run:
    """A run's counts, and what of its policy works."""

    world: World
    counts: Totals
    working: Working

    def told(self, each: Treatment) -> Treatment:
        """A treatment with the facts that the counts add."""
        of_part = {
            "consequences": self._consequence,
            "privileges": self._privilege,
            "positional": self._place,
            "firms.consequences": self._firm,
        }
        return of_part[each.part](each)

    def days(self, steps: float) -> float:
        """Steps in days."""
        return steps * self.world.step_minutes / MINUTES_PER_DAY

    def _consequence(self, each: Treatment) -> Treatment:
        at = f"consequence.{each.name}"
        if not self.counts[f"{at}.under"]:
            return _with(each, "detriment", [Fact("In the run nobody came under it.", (f"{at}.under",))])
        each = _with(each, "detriment", [*self._reach(at), *self._length(at), *self._groups(at)])
        each = _with(each, "context", self._contexts(each))
        proportion = each.element("proportion")
        added = [*self._causes(at), *self._against(at)]
        if each.element("detriment").met == "met" and any(
            self.counts[f"{at}.{why}"] for why in ("in_error", "by_ties")
        ):
            why = "People were under it without having broken a rule themselves."
            proportion = proportion if proportion.met == "met" else replace(proportion, met="met", why=why)
        return each.with_element(replace(proportion, facts=(*proportion.facts, *added)))

    def _reach(self, at: str) -> Iterator[Fact]:
        share = self.counts.share(f"{at}.under", "person.enrolled")
        if share is not None:
            yield Fact(
                f"In the run {percent_of(share)} of adults in the scheme were under it at any one time; "
                f"people came under it {_times(self.counts[f'{at}.entered'])}.",
                (f"{at}.under", "person.enrolled", f"{at}.entered"),
            )

    def _length(self, at: str) -> Iterator[Fact]:
        if self.counts[f"{at}.entered"]:
            yield Fact(
                f"Each time it lasted {self.mean_days(at):,.0f} days on average, as far as the run goes.",
                (f"{at}.under", f"{at}.entered"),
            )
            if left := self.counts[f"{at}.left"]:
                redress = percent_of(self.counts[f"{at}.left_by_redress"] / left)
                yield Fact(
                    f"It ended {_times(left)}, of which {redress} by redress: appeals, or expiry.",
                    (f"{at}.left", f"{at}.left_by_redress"),
                )

    def mean_days(self, at: str) -> float:
        """How long a consequence lasts each time, as far as the run goes; `at` is `consequence.NAME`."""
        return self.days(self.counts[f"{at}.under"] / max(1, self.counts[f"{at}.entered"]))

    def _groups(self, at: str) -> Iterator[Fact]:
        shares = self.counts.shares(f"{at}.under", "person.enrolled")
        if len(shares) < 2:
            return
        few = self.few(at)
        highest, lowest = max(shares.values()), min(shares.values())
        told = ", ".join(f"{group} {percent_of(share)}" for group, share in shares.items())
        ratio = f"; the highest is {highest / lowest:.2g} times the lowest" if lowest else ""
        small = f" (few cases: {', '.join(few)})" if few else ""
        yield Fact(f"By group: {told}{ratio}{small}.", (f"{at}.under by group", "person.enrolled by group"))

    def few(self, at: str) -> list[str]:
        """The groups of which fewer than `FEW` came under a consequence."""
        return [group for group, counts in self.counts.by_group.items() if counts[f"{at}.entered"] < FEW]

    def _records(self) -> dict[str, int]:
        """Records of each kind that cost points; not those of credit, which may also have brought some."""
        return {
            kind: self.counts[f"act.{kind}.recorded"] + self.counts[f"act.{kind}.wrong"]
            for kind, each in self.working.costly.items()
            if each.most <= 0
        }

    def _contexts(self, each: Treatment) -> list[Fact]:
        records = self._records()
        total = sum(records.values())
        if not total or not each.contexts:
            return []
        other = sum(
            number
            for kind, number in records.items()
            if self.working.costly[kind].context not in each.contexts
        )
        return [
            Fact(
                f"Of the {total:,} records that cost points in the run, {percent_of(other / total)} "
                "were of other parts of life.",
                ("act.*.recorded", "act.*.wrong"),
            )
        ]

    def _causes(self, at: str) -> Iterator[Fact]:
        under = self.counts[f"{at}.under"]
        for why, words in (
            ("in_error", "would not have been without records about the wrong person"),
            ("by_ties", "would not have been without the scores of others"),
        ):
            number = self.counts[f"{at}.{why}"]
            yield Fact(
                f"Of the time under it, {percent_of(number / under)} {words}.", (f"{at}.{why}", f"{at}.under")
            )

    def _against(self, at: str) -> Iterator[Fact]:
        points = median_points(self._records(), self.working.costly)
        if points is not None and self.counts[f"{at}.entered"]:
            yield Fact(
                f"Half of all records that cost points cost {points:g} or less; coming under it lasted "
                f"{self.mean_days(at):,.0f} days on average.",
                ("act.*.recorded", "act.*.wrong", "rules", f"{at}.under", f"{at}.entered"),
            )

    def _privilege(self, each: Treatment) -> Treatment:
        column = f"privilege.{each.name}.holders"
        share = self.counts.share(column, "person.enrolled")
        if share is None:
            return each
        shares = self.counts.shares(column, "person.enrolled")
        told = ", ".join(f"{group} {percent_of(of)}" for group, of in shares.items())
        facts = [
            Fact(
                f"In the run {percent_of(1 - share)} of adults in the scheme were without it at any one "
                f"time. Had it, by group: {told}.",
                (column, "person.enrolled"),
            )
        ]
        if self.world.policy.privileges[each.name].fast_lane and self.counts["person.slow_visits"]:
            wait, one = (
                self.counts[f"person.{what}"] / self.counts["person.slow_visits"]
                for what in ("slow_minutes", "slow_minutes_one_line")
            )
            facts.append(
                Fact(
                    f"Those not served first waited {wait:,.0f} minutes on average; in one line it would "
                    f"have been {one:,.0f}.",
                    ("person.slow_minutes", "person.slow_minutes_one_line", "person.slow_visits"),
                )
            )
        return _with(each, "detriment", facts)

    def _place(self, each: Treatment) -> Treatment:
        at = f"place.{each.name}"
        if each.name not in self.world.society.places or not self.counts[f"{at}.families"]:
            return each
        displaced, placed = self.counts[f"{at}.displaced"], self.counts[f"{at}.placed"]
        fact = Fact(
            f"In the run {placed:,} places were given; {displaced:,} families that would have had one by lot "
            "had none.",
            (f"{at}.placed", f"{at}.displaced"),
        )
        return _with(each, "detriment", [fact])

    def _firm(self, each: Treatment) -> Treatment:
        at = f"firm_consequence.{each.name}"
        share = self.counts.share(f"{at}.employees", "firm.employees")
        if share is None:
            return each
        fact = Fact(
            f"In the run {percent_of(share)} of employees worked in a firm under it at any one time; "
            f"firms came under it {_times(self.counts[f'{at}.entered'])}.",
            (f"{at}.employees", "firm.employees", f"{at}.entered"),
        )
        return _with(each, "detriment", [fact])


def median_points(records: dict[str, int], costly: dict[str, Moved]) -> float | None:
    """The points that half of the records cost at most, each at what its kind costs at worst."""
    total, passed = sum(records.values()), 0
    for kind in sorted(records, key=lambda kind: costly[kind].costs):
        passed += records[kind]
        if total and 2 * passed >= total:
            return float(costly[kind].costs)
    return None


def _with(each: Treatment, name: str, facts: list[Fact]) -> Treatment:
    element: Element = each.element(name)
    return each.with_element(replace(element, facts=tuple(chain(element.facts, facts))))


def _times(number: int) -> str:
    return "once" if number == 1 else "never" if number == 0 else f"{number:,} times"
