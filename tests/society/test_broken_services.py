"""A broken hospital, broken places, firms, credit and behaviour: what is said of each, and where."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.society.broken import own_acts, own_behaviour, refused


@pytest.mark.parametrize(
    ("old", "new", "where", "said"),
    [
        ("kind: doctor_visit", "kind: doctr_visit", "hospital.kind", "doctr_visit is not a kind.*Write"),
        ("kind: doctor_visit", "kind: alcohol", "hospital.kind", "not a need.*purchase.*Name one of high_"),
        ("kind: doctor_visit", "kind: loan", "hospital.kind", "loan is not a need.*kind is credit"),
        ("year: {value: 5.5, assumed", "year: {value: 0, assumed", "hospital.visits_per", "a capacity of 0"),
        ("density: doctors", "density: docters", "hospital.density", "no region states.*Write 'doctors'"),
        ("share: {value: 0.25", "density: x\n    share: {value: 0.25", "places.school.density", "density x"),
        ("kind: dating", "kind: datng", "dating.kind", "datng is not a kind of act.*Write 'dating'"),
        ("    3-17: {value: 0.02", "    3-18: {value: 0.02", "renewal.per_year.3-18", "'3-18'.*Write '3-17'"),
        ("  q5: {value: 75000", "  q6: {value: 75000", "income.q6", "there is no 'q6'"),
        ("firms: firms", "firms: acts", "firms", "no shared part 'acts' for firms"),
    ],
)  # fmt: skip
def test_broken_services_are_refused_with_their_place(
    tmp_path: Path, old: str, new: str, where: str, said: str
) -> None:
    text = refused(tmp_path, old, new)
    assert re.search(said, text), text
    assert f": {where}" in text
    assert text.startswith("FILE:")


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("value: 0.55", "value: 0.65", "behaviour.speech_thresholds: the shares add up to 1.10"),
        ("share: {value: 0.5,", "share: {value: 0.4,", "behaviour.gaming.efforts: the shares add up to 0.9"),
        (
            "    efforts:\n",
            "    aims: thresholds\n    efforts:\n",
            "gaming for thresholds without `goods`.*Add `goods`",
        ),
        (
            "    efforts:\n",
            "    aims: fame\n    efforts:\n",
            "behaviour.gaming.aims.*'points' or 'thresholds'",
        ),
        ("    efforts:\n", "    margin: -1\n    efforts:\n", "behaviour.gaming.margin.*-1 is below 0"),
        ("    efforts:\n", "    margin: 0.3\n    efforts:\n", "gaming.margin.*The nearest is 0.3125"),
        ("    efforts:\n", "    sharpness: -2\n    efforts:\n", "behaviour.gaming.sharpness.*-2 is below 0"),
        (
            "    efforts:\n",
            "    goods: {acts: {lone: 3}}\n    efforts:\n",
            "behaviour.gaming.goods.acts.lone: there is no 'lone'.*Write 'loan'",
        ),
        (
            "    efforts:\n",
            "    goods: {classes: {needs: 3}}\n    efforts:\n",
            "behaviour.gaming.goods.classes.needs.*one of 'need', 'conduct', 'purchase', 'credit'",
        ),
        (
            "    efforts:\n",
            "    goods: {years: 101}\n    efforts:\n",
            "behaviour.gaming.goods.years.*101 is above 100",
        ),
        (
            "workplace_size: {value: 64,",
            "workplace_size: {value: 16,",
            "behaviour.workplace_size: workplaces of 16 places, and firms of 32 and 64.*size. to 64",
        ),
    ],
)
def test_broken_behaviour_is_refused(tmp_path: Path, old: str, new: str, said: str) -> None:
    assert re.search(said, own_behaviour(tmp_path, old, new))


FIRMS = """firms:
  sizes: {{{sizes}}}
  sectors: {{{sectors}}}
  acts:
    tax: {{title: T, per_year: 1, rate_by_sector: {{{by}}}, propensity: 0.5, dread_response: 0}}
"""


@pytest.mark.parametrize(
    ("sizes", "sectors", "by", "said"),
    [
        ('"2": 0.5', "trade: 1", "trade: 2", "firms.sizes: the shares add up to 0.5"),
        ('"2": 1', "trade: 0.5, other: 0.4", "trade: 2", "firms.sectors: the shares add up to 0.9"),
        ('"2": 1', "trade: 1", "trad: 2", "firms.acts.tax.rate_by_sector.trad: there is no 'trad'.*'trade'"),
        ('"3": 1', "trade: 1", "trade: 2", "firms.sizes.3"),
    ],
)
def test_broken_firms_are_refused(tmp_path: Path, sizes: str, sectors: str, by: str, said: str) -> None:
    text = refused(tmp_path, "firms: firms\n", FIRMS.format(sizes=sizes, sectors=sectors, by=by))
    assert re.search(said, text), text


CREDIT = (
    "{{title: Lending, kind: {kind}, outside: true, per_year: 1, propensity: 0.5, dread_response: 0,"
    " hardship_response: 0, hardship: 0{more}}}"
)


@pytest.mark.parametrize(
    ("kind", "more", "said"),
    [
        ("need", ", repayment: 0.5", "acts.wave.repayment: wave is not credit. Its kind is need"),
        ("need", ", repayment_by_band: [1]", "acts.wave.repayment_by_band: wave is not credit"),
        ("credit", ", repayment_by_band: [1]", "acts.wave.repayment_by_band: factors on a chance"),
        ("credit", ", repayment: 0.5, repayment_by: {sx: {male: 1}}", "repayment_by.sx: there is no 'sx'"),
        ("need", ", effort_by: {sex: {male: 2}}", "acts.wave.effort_by: factors on an effort.*Add `effort`"),
        ("need", ", effort: 1, effort_by: {sex: {mail: 2}}", "effort_by.sex.mail: there is no 'mail'"),
        ("credit", ", repayment: 0.5, repayment_by: {sex: {male: 3}}", "that it is paid back is 1.5"),
    ],
)
def test_broken_credit_is_refused(tmp_path: Path, kind: str, more: str, said: str) -> None:
    text = own_acts(tmp_path, CREDIT.format(kind=kind, more=more))
    assert re.search(said, text), text


def test_acts_have_at_most_sixteen_contexts(tmp_path: Path) -> None:
    acts = "".join(
        f"  wave{i}: {CREDIT.format(kind='conduct', more=f', context: c{i}')}\n" for i in range(17)
    )
    text = refused(tmp_path, "acts: acts", f"acts:\n{acts}")
    assert "acts.wave16.context: 17 contexts of acts. Acts belong to at most 16 parts of life." in text
