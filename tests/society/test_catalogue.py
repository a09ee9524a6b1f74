"""The shipped societies: documented, valid by the exported schema, blind to group, made from their tables."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import jsonschema
import numpy as np
import pytest

from tests.society.small import data
from underheaven.documents.quantity import Model, Sourced, Table
from underheaven.documents.reading import read_document
from underheaven.documents.schema import json_schema
from underheaven.society.archetypes import Archetypes
from underheaven.society.loading import CATALOGUE, load_society, society_names
from underheaven.society.schema import Society
from underheaven.society.synthesis import Synthesiser

ROOT = Path(__file__).resolve().parents[2]
NAMES = society_names()


def numbers(part: object, path: str = "") -> Iterator[tuple[str, Sourced]]:
    """Every number or table at or below `part`, with its path."""
    if isinstance(part, Sourced):
        yield path, part
    elif isinstance(part, Model):
        for name in type(part).model_fields:
            yield from numbers(getattr(part, name), f"{path}.{name}")
    elif isinstance(part, dict):
        for key, value in part.items():
            yield from numbers(value, f"{path}.{key}")
    elif isinstance(part, tuple):
        for number, value in enumerate(part):
            yield from numbers(value, f"{path}[{number}]")


def as_json(part: object) -> object:
    if isinstance(part, dict):
        return {key: as_json(value) for key, value in part.items()}
    if isinstance(part, list):
        return [as_json(value) for value in part]
    return float(part) if isinstance(part, Decimal) else part


@pytest.mark.parametrize("name", NAMES)
def test_every_number_states_its_source_or_is_assumed_within_a_range(name: str) -> None:
    society = load_society(name)
    found = list(numbers(society))
    assert len(found) > 500
    assert [path for path, number in found if not number.documented] == []
    assert {number.source for _, number in found if number.source} <= society.sources.keys()


@pytest.mark.parametrize("name", NAMES)
def test_every_value_lies_in_its_range(name: str) -> None:
    for path, number in numbers(load_society(name)):
        value = getattr(number, "value", None)
        if number.range is not None and value is not None:
            assert number.range[0] <= value <= number.range[1], path
        elif number.range is not None:
            # The range of a table is the factors between which each value may be off.
            assert number.range[0] <= 1 <= number.range[1], path


@pytest.mark.parametrize("name", NAMES)
def test_files_are_valid_by_the_exported_schema(name: str) -> None:
    validator = jsonschema.Draft202012Validator(json_schema(Society))
    path = CATALOGUE / f"{name}.yaml"
    validator.validate(as_json(read_document(path).data))
    validator.validate(as_json(data(path)))


@pytest.mark.parametrize("name", NAMES)
def test_what_people_do_never_depends_on_group(name: str) -> None:
    society = load_society(name)
    archetypes = Archetypes(society)
    for kind, act in society.acts.items():
        assert "group" not in act.rate_by
        assert "group" not in act.propensity_by
        assert "group" not in act.repayment_by
        by_group = archetypes.rates(kind).reshape(len(society.groups), -1)
        assert (by_group == by_group[0]).all(), kind


@pytest.mark.parametrize("name", NAMES)
def test_nobody_under_18_acts_and_every_adult_may(name: str) -> None:
    society = load_society(name)
    archetypes = Archetypes(society)
    young = np.isin(archetypes.codes("age"), [0, 1])
    for kind in society.acts:
        rates = archetypes.rates(kind)
        assert not rates[young].any(), kind
        if kind == "diapers":
            assert ((rates > 0) == (~young & (archetypes.codes("child") == 1))).all()
        else:
            assert (rates[~young] > 0).all(), kind


@pytest.mark.parametrize("name", NAMES)
def test_densities_are_relative_to_the_nation(name: str) -> None:
    society = load_society(name)
    regions = society.regions.values()
    people = sum(region.population.value for region in regions)
    for density in ("cameras", "internet", "doctors"):
        total = sum(region.population.value * region.densities[density].value for region in regions)
        assert float(total / people) == pytest.approx(1, abs=0.002)


@pytest.mark.parametrize("name", NAMES)
def test_every_kind_of_act_belongs_to_a_part_of_life_that_some_need_shares(name: str) -> None:
    """Else nothing could be denied for its records under a policy that keeps to the same context."""
    acts = load_society(name).acts
    assert all(act.context != "general" for act in acts.values())
    assert len({act.context for act in acts.values()}) <= 16
    needs = {act.context for act in acts.values() if act.kind in ("need", "credit")}
    assert {
        acts[kind].context for kind in ("fare_evasion", "court_order_unmet", "missed_health_duty")
    } <= needs


@pytest.mark.parametrize("name", NAMES)
def test_only_lawful_acts_can_be_done_for_their_points(name: str) -> None:
    acts = load_society(name).acts
    gamed = {kind for kind, act in acts.items() if act.effort is not None}
    assert gamed == {"diapers", "supportive_post", "tax_paid_on_time", "bill_paid_on_time", "volunteering"}
    assert all(acts[kind].lawful for kind in gamed)


@pytest.mark.parametrize("name", NAMES)
def test_the_hospital_has_room_for_most_of_what_is_wanted(name: str) -> None:
    society = load_society(name)
    hospital = society.hospital
    assert hospital is not None
    archetypes = Archetypes(society)
    rates = archetypes.rates(hospital.kind) * float(society.acts[hospital.kind].propensity.value)
    synthesiser, people, wanted = Synthesiser(society, 1, 1024), 0.0, 0.0
    for number, region in enumerate(society.regions.values()):
        weight = float(region.population.value)
        people += weight
        wanted += weight * rates[synthesiser.fill(number, 0, 1024) & 4095].mean()
    load = wanted / people / float(hospital.visits_per_person_year.value)
    assert load == pytest.approx(float(hospital.usual_load.value), abs=0.03)


@pytest.mark.parametrize("name", NAMES)
def test_firms_have_about_the_size_that_was_counted(name: str) -> None:
    """532 million persons in 84.7 million legal entities and one-household businesses, end of 2018."""
    firms, behaviour = load_society(name).firms, load_society(name).behaviour
    assert firms is not None
    sizes = {int(size): float(share.value) for size, share in firms.sizes.items()}
    assert sum(sizes.values()) == pytest.approx(1, abs=1e-12)
    assert sum(float(share.value) for share in firms.sectors.values()) == pytest.approx(1, abs=1e-12)
    assert max(sizes) <= behaviour.workplace_size.value
    places = 1 / sum(share / size for size, share in sizes.items())
    assert 4.5 < 0.61 * places < 7.5


@pytest.mark.parametrize("name", NAMES)
def test_thresholds_of_speech_lie_below_the_climate_without_a_scheme(name: str) -> None:
    behaviour = load_society(name).behaviour
    assert sum(part.share.value for part in behaviour.speech_thresholds) == 1
    assert max(part.climate.value for part in behaviour.speech_thresholds) < behaviour.climate.prior.value


def test_income_is_that_of_the_fifths_of_the_nation() -> None:
    income = load_society("china-2019").income
    assert [int(income[quintile].value) for quintile in ("q1", "q2", "q3", "q4", "q5")] == [
        7_380, 15_777, 25_035, 39_230, 76_401,
    ]  # fmt: skip


def test_tiles_do_not_collide() -> None:
    for name in NAMES:
        tiles = [region.tile for region in load_society(name).regions.values()]
        assert len(set(tiles)) == len(tiles)


def test_china_2019_is_what_the_tables_give() -> None:
    script = ROOT / "tools" / "china_2019.py"
    subprocess.run([sys.executable, str(script), "--check"], check=True, cwd=ROOT)


def test_china_2019_holds_the_census() -> None:
    society = load_society("china-2019")
    assert len(society.regions) == 31
    assert sum(region.population.value for region in society.regions.values()) == 1_409_778_724
    assert all(
        sum(region.age_sex.values.values()) == region.population.value for region in society.regions.values()
    )
    urban = sum(region.population.value * region.urban.value for region in society.regions.values())
    assert float(urban) / 1_409_778_724 == pytest.approx(0.6384, abs=1e-4)
    minority = sum(
        region.population.value * region.groups.values["minority"] for region in society.regions.values()
    )
    assert float(minority) / 1_409_778_724 == pytest.approx(0.0889, abs=1e-4)
    assert all(region.title_local for region in society.regions.values())


def test_the_nation_has_a_fifth_of_its_people_in_each_income_quintile() -> None:
    society = load_society("china-2019")

    def share(table: Table, quintile: str) -> Decimal:
        return table.values[quintile]

    for quintile in ("q1", "q2", "q3", "q4", "q5"):
        people = sum(
            region.population.value
            * (
                region.urban.value * share(region.quintiles_urban, quintile)
                + (1 - region.urban.value) * share(region.quintiles_rural, quintile)
            )
            for region in society.regions.values()
        )
        assert float(people) / 1_409_778_724 == pytest.approx(0.2, abs=1e-4)
