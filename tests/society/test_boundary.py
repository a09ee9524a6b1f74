"""No small cells in a society of real people, and no names of real places in an invented one."""

import re
from decimal import Decimal
from pathlib import Path

import pytest

from tests.documents.small import problems_of
from underheaven.documents.people import REASON
from underheaven.society.checks.cells import LEAST_OF_A_MARGIN, LEAST_OF_A_TRAIT
from underheaven.society.checks.real import real_place
from underheaven.society.loading import load_society, read_society, society_names, society_path
from underheaven.society.schema import Society

RIVERTON = society_path("riverton").read_text(encoding="utf-8")
REAL = RIVERTON.replace("invented: true", "invented: false").replace(
    "{population: 24000", "{population: 240000"
)


def _read(text: str, tmp_path: Path) -> Society:
    path = tmp_path / "mine.yaml"
    path.write_text(text, encoding="utf-8")
    return read_society(path)


def _larger(text: str) -> str:
    """The same society with ten times as many people in each region."""
    return re.sub(r"population: (?:\{value: )?(\d+)", lambda match: f"{match[0]}0", text)


def test_the_societies_of_the_catalogue_pass() -> None:
    for name in society_names():
        load_society(name)


@pytest.mark.parametrize(
    ("old", "new", "where", "least"),
    [
        ("weir: 0.80, fen: 0.15, holm: 0.05", "weir: 0.80, fen: 0.199999999, holm: 0.000000001",
         "oldtown.groups.values.holm", LEAST_OF_A_TRAIT),
        ("weir: 0.80, fen: 0.15, holm: 0.05", "weir: 0.80, fen: 0.1975, holm: 0.0025",
         "oldtown.groups.values.holm", LEAST_OF_A_TRAIT),
    ],
)  # fmt: skip
def test_a_group_of_few_is_refused_unless_all_is_invented(
    old: str, new: str, where: str, least: int, tmp_path: Path
) -> None:
    text = _larger(RIVERTON).replace(old, new, 1)
    assert text != _larger(RIVERTON)
    _read(text, tmp_path)
    _read(_larger(RIVERTON).replace("invented: true", "invented: false"), tmp_path)
    (problem,) = problems_of(_read, text.replace("invented: true", "invented: false"), tmp_path)
    assert problem.where == f"regions.{where}"
    assert f"fewer than {least:,}" in problem.why
    assert "merge" in problem.remedy
    assert problem.line > 1


@pytest.mark.parametrize(
    ("table", "category", "others", "share", "least"),
    [
        ("opinions", "critical", "neutral", Decimal("0.0000001"), LEAST_OF_A_TRAIT),
        ("age_sex", "75+/male", "45-59/male", Decimal("0.0000001"), LEAST_OF_A_MARGIN),
        ("household_sizes", "6", "2", Decimal("0.00001"), LEAST_OF_A_MARGIN),
        ("quintiles_urban", "q5", "q1", Decimal("0.0000001"), LEAST_OF_A_MARGIN),
    ],
)
def test_every_table_of_a_region_is_held_to_its_least(
    table: str, category: str, others: str, share: Decimal, least: int
) -> None:
    from underheaven.society.checks import check_society

    real = load_society("china-2019")
    data = real.regions["tibet"].model_dump(exclude_none=True)
    values = data[table]["values"]
    whole = sum(values.values())
    values[others] += values[category] - share * whole
    values[category] = share * whole
    region = type(real.regions["tibet"]).model_validate(data)
    changed = real.model_copy(update={"regions": {**real.regions, "tibet": region}})
    (problem,) = problems_of(check_society, changed)
    assert problem.where == f"regions.tibet.{table}.values.{category}"
    assert f"fewer than {least:,}" in problem.why


@pytest.mark.parametrize(
    ("old", "new", "place"),
    [
        ("title: Harbour", "title: Beijing", "Beijing"),
        ("title: Harbour", "title: The city of BEIJING", "Beijing"),
        ("title: Harbour", "title: Harbour\n    title_local: 北京市", "北京"),
        ("title: Harbour", "title: São-Paulo", "Sao Paulo"),
        ("  harbour:", "  hunan:", "Hunan"),
        ("title: Riverton", "title: China about 2019", "China"),
        ("society: riverton", "society: china-2019b", "China"),
    ],
)
def test_an_invented_society_has_no_names_of_real_places(
    old: str, new: str, place: str, tmp_path: Path
) -> None:
    assert old in RIVERTON
    (problem,) = problems_of(_read, RIVERTON.replace(old, new, 1), tmp_path)
    assert f"names a real place ({place})" in problem.what
    assert "invented: false" in problem.remedy


@pytest.mark.parametrize(
    "name", ["Riverton", "Oldtown", "Region 1", "Millside", "The old city", "2019", "Northern district"]
)
def test_invented_names_are_free(name: str) -> None:
    assert real_place(name) is None


def test_every_region_of_the_real_society_would_be_known() -> None:
    for region in load_society("china-2019").regions.values():
        assert real_place(region.title)
        assert region.title_local is not None
        assert real_place(region.title_local)


@pytest.mark.parametrize("many", [90, 250])
def test_a_list_of_persons_in_place_of_sources_is_refused_with_the_reason(many: int, tmp_path: Path) -> None:
    persons = "".join(f"  s{i}: Zhang San{i}\n" for i in range(many))
    (problem,) = problems_of(_read, RIVERTON.replace("sources: {}", f"sources:\n{persons}"), tmp_path)
    assert (problem.where, problem.why) == ("sources", REASON)


@pytest.mark.parametrize("many", [17, 250])
def test_persons_in_place_of_densities_are_refused(many: int, tmp_path: Path) -> None:
    persons = "".join(f"\n      zhang_{i}: 0.5" for i in range(many))
    text = RIVERTON.replace("densities:", f"densities:{persons}", 1)
    problem = problems_of(_read, text, tmp_path)[0]
    assert problem.where.endswith("densities")
    assert (problem.why == REASON) == (many > 100)


def test_persons_cannot_be_spread_over_the_densities_of_regions(tmp_path: Path) -> None:
    numbers = iter(range(1000))
    text = re.sub(
        "densities:",
        lambda _: "densities:" + "".join(f"\n      zhang_{next(numbers)}: 0.5" for _ in range(8)),
        RIVERTON,
    )
    assert "names of densities" in problems_of(_read, text, tmp_path)[0].what
