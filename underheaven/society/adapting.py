"""What one society gives by age band or opinion, made to fit the bands and opinions of another."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from underheaven.documents.tables import VALUES, has_origin
from underheaven.society.ages import Bands, by_other_bands

BY = ("rate_by", "propensity_by", "effort_by", "repayment_by")
"""The keys of a kind of act that hold factors by attribute."""
Json = dict[str, Any]


@dataclass
class Adapter:
    """Plain data for people of one set of age bands and opinions, adapted to another; never changed itself.

    `unmet` collects the entries whose factors by opinion say nothing of an opinion of the other set.
    """

    bands: tuple[Bands | None, Bands | None]
    """Theirs, and those that are wanted; None where they are not known."""
    opinions: tuple[tuple[str, ...], tuple[str, ...] | None]
    unmet: list[str] = field(default_factory=list)

    def adapted(self, data: Json) -> Json:
        """`data`, with keys of a society, adapted: acts, employment, renewal and associations."""
        found = dict(data)
        if isinstance(acts := data.get("acts"), dict):
            found["acts"] = {name: self._act(name, act) for name, act in acts.items()}
        if isinstance(behaviour := data.get("behaviour"), dict):
            found["behaviour"] = {**behaviour, "employed_ages": self._employed(behaviour["employed_ages"])}
        if isinstance(renewal := data.get("renewal"), dict):
            rates = self._by_age(renewal["per_year"], missing=0)
            found["renewal"] = {**renewal, "per_year": rates}
        if isinstance(associations := data.get("associations"), list):
            found["associations"] = [self._association(each) for each in associations]
        return found

    def _act(self, name: str, act: Json) -> Json:
        found = dict(act)
        for key in BY:
            if key not in act:
                continue
            tables = dict(act[key])
            if "age" in tables:
                tables["age"] = self._by_age(tables["age"])
            if "opinion" in tables and (opinion := self._by_opinion(tables["opinion"])) is not None:
                tables["opinion"] = opinion
            elif "opinion" in tables:
                self.unmet.append(name)
                del tables["opinion"]
            found[key] = {attribute: table for attribute, table in tables.items() if table}
        return found

    def _by_age(self, table: Json, missing: int = 1) -> Json:
        """A table by age band; empty where the bands that are wanted are not known."""
        theirs, wanted = self.bands
        if wanted is None or theirs is None:
            return {}
        if theirs.years == wanted.years:
            return table
        if missing != 1:
            table = {band: table.get(band, missing) for band in theirs.years}
        return by_other_bands(table, wanted.weights(theirs))

    def _by_opinion(self, table: Json) -> Json | None:
        """A table by opinion, without those that nobody has here; None where an opinion has no factor."""
        theirs, wanted = self.opinions
        if wanted is None:
            return {}
        if not set(wanted) <= set(theirs):
            return None
        return _those(table, wanted)

    def _employed(self, bands: list[str]) -> list[str]:
        """The bands of which at least half the years are those of bands with an employer."""
        theirs, wanted = self.bands
        if wanted is None or theirs is None:
            return []
        if theirs.years == wanted.years:
            return bands
        return [
            band
            for band, parts in wanted.weights(theirs).items()
            if 2 * sum(years for other, years in parts.items() if other in bands) >= sum(parts.values())
        ]

    def _association(self, association: Json) -> Json:
        """An association, its rows or columns by the other bands and opinions, where these can be told."""
        weights: Json = association["weights"]
        for attribute, side in zip(association["between"], (0, 1), strict=True):
            change = {"age": self._by_age, "opinion": self._by_opinion}.get(attribute)
            if change is not None:
                weights = _along(weights, side, change)
        return {**association, "weights": weights}


def _along(weights: Json, side: int, change: Callable[[Json], Json | None]) -> Json:
    """Weights with their rows (0) or their columns (1) changed; as they are where that cannot be done."""
    rows = weights if side else _turned(weights)
    changed: Json = {name: change(row) for name, row in rows.items()}
    if not all(changed.values()):
        return weights
    return changed if side else _turned(changed)


def _turned(weights: Mapping[str, Mapping[str, Any]]) -> Json:
    columns = dict.fromkeys(column for row in weights.values() for column in row)
    return {column: {name: row[column] for name, row in weights.items()} for column in columns}


def _those(table: Json, wanted: tuple[str, ...]) -> Json:
    if has_origin(table):
        return {**table, VALUES: _those(table[VALUES], wanted)}
    return {name: table[name] for name in table if name in wanted}
