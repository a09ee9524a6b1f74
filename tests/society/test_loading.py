from __future__ import annotations

import re
from decimal import Decimal
from pathlib import Path

import pytest

from tests.society.broken import TEXT, own_acts, refused
from tests.society.small import RIVERTON
from underheaven.documents.problems import InputError
from underheaven.society.loading import load_society, society_names


def place(text: str) -> str:
    """The line and column at which `text` stands first."""
    before = TEXT[: TEXT.index(text)]
    return f"{before.count(chr(10)) + 1}:{len(before) - before.rfind(chr(10))}"


def test_societies_of_the_catalogue_load_by_name() -> None:
    assert society_names() == ["china-2019", "riverton"]
    for name in society_names():
        assert load_society(name).society == name


def test_a_file_loads_by_path_as_it_does_by_name() -> None:
    assert load_society(str(RIVERTON)) == load_society("riverton")


def test_an_unknown_name_is_refused_with_the_nearest() -> None:
    with pytest.raises(InputError, match=r"there is no society 'rivertown'.*Write 'riverton'"):
        load_society("rivertown")
    with pytest.raises(InputError, match=r"there is no society 'xyz'.*Choose one of china-2019, riverton"):
        load_society("xyz")
    with pytest.raises(InputError, match="there is no such file"):
        load_society("nowhere/mine.yaml")


def test_a_table_of_factors_gives_each_its_range() -> None:
    factor = load_society("riverton").matching.false_match["holm"]["holm"]
    assert factor.value == 10
    assert factor.range == (Decimal(5), Decimal(20))
    assert factor.assumed == "invented"


@pytest.mark.parametrize(
    ("old", "new", "where", "said"),
    [
        ("holm: 0.05", "hlm: 0.05", "regions.oldtown.groups.values.hlm", "there is no 'hlm'.*Write 'holm'"),
        ("holm: 0.05}}", "holm: 0.05}, sorce: x}", "regions.oldtown.groups", "unknown key 'sorce'"),
        ("fen: 0.15", "fen: 0.20", "regions.oldtown.groups", "the shares add up to 1.05"),
        ("75+/male: 0.022", "75+/male: 0.122", "regions.oldtown.age_sex", "add up to 1.100"),
        ("value: 36000", "value: 900", "regions.oldtown.population", "a region of 900 people is too small"),
        ("weir: 0.80, fen: 0.15", "weir: 1.00, fen: -0.05", "groups.values.fen", "-0.05 is neither a share"),
        ('"7": 0.01', '"x": 0.01', "household_sizes.values.x", "'x' is not a household size"),
        ('"7": 0.01', '"64": 0.01', "household_sizes.values.64", "'64' is not a household size"),
        ("{first: 3, last: 17,", "{first: 4, last: 17,", "age_bands.3-17", "begins at 4.*Begin it at 3"),
        ("{first: 75,", "{first: 75, last: 99,", "age_bands", "the oldest band ends"),
        ("below: {value: 3,", "below: {value: 4,", "age_bands", "no band begins at 4"),
        ("[group, quintile]", "[grup, quintile]", "associations[0].between", "'grup'.*Write 'group'"),
        ("[group, quintile]", "[group, group]", "associations[0].between", "associated with itself"),
        ("fen: {q1: 1.1", "fen: {q1: -1", "associations[0].weights.fen.q1", "-1 is not a weight"),
        ("fen: {q1: 1.1, ", "fen: {", "associations[0].weights.fen", "q1 is missing"),
        ("acts: acts", "acts: act", "acts", "no shared part 'act' for acts.*Write 'acts'"),
        ("behaviour: behaviour", "behaviour: acts", "behaviour", "no shared part 'acts' for behaviour"),
        ("sources: {}", "sources: {gats: mine}", "sources.gats", "'gats' means another source"),
        ("weir: 0.2, fen: 0.5", "wier: 0.2, fen: 0.5", "matching.false_match.holm.wier", "Write 'weir'"),
        ("fen: 1.2, holm: 1.5", "fen: 1.2, holm: big", "false_non_match.holm", "'big' is not a number"),
        ("invented: true", "invented: maybe", "invented", "neither true nor false|true or false"),
        ("[weir, fen, holm]", "[weir, fen, weir]", "groups", "'weir' is named twice"),
        ("neutral, critical]", "neutral, critical, d, e]", "", "the society has 4200 archetypes"),
        (
            '"1": 0.25, "2": 0.29, "3": 0.21, "4": 0.14, "5": 0.07, "6": 0.03, "7": 0.01', '"1": 1',
            "regions.oldtown.household_sizes", "more households than adults",
        ),
    ],
)  # fmt: skip
def test_a_broken_society_is_refused_with_its_place(
    tmp_path: Path, old: str, new: str, where: str, said: str
) -> None:
    text = refused(tmp_path, old, new)
    assert re.search(said, text), text
    assert where in text
    assert text.startswith("FILE:")


def test_the_place_is_the_line_and_column_of_the_entry(tmp_path: Path) -> None:
    assert refused(tmp_path, "holm: 0.05", "hlm: 0.05").startswith(f"FILE:{place('holm: 0.05')}: ")


def test_contradicting_associations_are_refused_at_their_region(tmp_path: Path) -> None:
    text = refused(
        tmp_path,
        "holm: {q1: 1.8, q2: 1.4, q3: 1.0, q4: 0.7, q5: 0.4}",
        "holm: {q1: 0, q2: 0, q3: 0, q4: 0, q5: 0}",
    )
    assert f"FILE:{place('  oldtown:').replace(':1', ':3')}: regions.oldtown: no cell" in text
    assert "regions.northfields" in text


ACT = (
    "{{title: Waving, kind: need, outside: true, per_year: 1, rate_by: {rates}, propensity: 0.5,"
    " propensity_by: {chances}, dread_response: 0, hardship_response: 0, hardship: 0}}"
)


@pytest.mark.parametrize(
    ("rates", "chances", "said"),
    [
        ("{sx: {male: 1}}", "{}", "acts.wave.rate_by.sx: there is no 'sx'.*Write 'sex'"),
        ("{sex: {mail: 1}}", "{}", "acts.wave.rate_by.sex.mail: there is no 'mail'.*Write 'male'"),
        ("{group: {weir: -1}}", "{}", "acts.wave.rate_by.group.weir"),
        ("{}", "{sex: {male: 1.5}, child: {'yes': 1.5}}", "the chance that somebody does it is 1.125"),
    ],
)
def test_broken_acts_are_refused(tmp_path: Path, rates: str, chances: str, said: str) -> None:
    assert re.search(said, own_acts(tmp_path, ACT.format(rates=rates, chances=chances)))


def test_a_society_of_ones_own_may_let_group_enter_a_rate(tmp_path: Path) -> None:
    path = tmp_path / "mine.yaml"
    act = ACT.format(rates="{group: {weir: 2}}", chances="{}")
    text = TEXT.replace("acts: acts", f"acts:\n  wave: {act}")
    for kind in ("doctor_visit", "dating"):
        text = text.replace(f"kind: {kind}", "kind: wave")
    path.write_text(text, encoding="utf-8")
    assert load_society(str(path)).acts["wave"].rate_by["group"]["weir"].value == 2
