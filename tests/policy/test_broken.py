"""One broken policy for each kind of error: `fixtures/*.yaml`, and what is said of it in `expected.txt`."""

from __future__ import annotations

from pathlib import Path

import pytest

from underheaven.documents.problems import InputError
from underheaven.policy.fitness import check_fit
from underheaven.policy.loading import load_policy_document
from underheaven.society.loading import load_society

FIXTURES = Path(__file__).parent / "fixtures"
ROWS = [
    tuple(cell.strip() for cell in line.split(" | "))
    for line in (FIXTURES / "expected.txt").read_text(encoding="utf-8").splitlines()
    if not line.startswith("#")
]


def said(expected: str, actual: str) -> bool:
    """Whether the texts are the same; an expected one that ends with dots gives the beginning."""
    if expected.endswith("..."):
        return actual.startswith(expected.removesuffix("...").rstrip())
    return expected == actual


def test_every_broken_policy_is_expected() -> None:
    assert {row[0] for row in ROWS} == {path.stem for path in FIXTURES.glob("*.yaml")}
    assert {len(row) for row in ROWS} == {6}


def load_and_fit(path: Path) -> None:
    """A file whose name begins with `bare` meets a society that has nothing beside its people."""
    policy, document = load_policy_document(str(path))
    society = load_society("riverton")
    if path.stem.startswith("bare-"):
        nothing: dict[str, object] = {"hospital": None, "places": {}, "dating": None, "firms": None}
        society = society.model_copy(update=nothing)
    check_fit(policy, society, document)


@pytest.mark.parametrize("name", sorted({row[0] for row in ROWS}))
def test_a_broken_policy_is_refused_with_place_cause_and_remedy(name: str) -> None:
    path = FIXTURES / f"{name}.yaml"
    with pytest.raises(InputError) as caught:
        load_and_fit(path)
    expected = [row[1:] for row in ROWS if row[0] == name]
    problems = caught.value.problems
    assert len(problems) == len(expected)
    for problem, (place, *words) in zip(problems, expected, strict=True):
        assert problem.file == str(path)
        assert f"{problem.line}:{problem.column}" == place
        actual = (problem.where, problem.what, problem.why, problem.remedy)
        assert all(map(said, words, actual)), (words, actual)
