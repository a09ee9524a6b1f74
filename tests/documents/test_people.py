"""The boundary: tables of persons are refused with the reason, and aggregates are not."""

from pathlib import Path

import pytest

from tests.documents.small import FIXTURES, problems_of
from underheaven.documents.people import MANY, looks_like_people
from underheaven.documents.reading import read_document, read_text

REASON = "Underheaven takes aggregates only: this looks like a table with a row per person"


@pytest.mark.parametrize("path", sorted((FIXTURES / "people").iterdir()), ids=lambda path: path.name)
def test_tables_of_persons_are_refused(path: Path) -> None:
    (problem,) = problems_of(read_document, path)
    assert problem.why.startswith(REASON)
    assert problem.line >= 1
    assert problem.remedy


@pytest.mark.parametrize(
    "text",
    [
        "- {first_name: A, score: 1}",
        "- {Date of Birth: 1990-01-01}",
        "- {身份证号: x, 分数: 600}",
        "people: [{age: 3}, {age: 4}]",
        "rows:\n" + "".join(f"  - {{age: {i}, score: 600}}\n" for i in range(MANY)),
        "rows:\n" + "".join(f"  c{i}: {{age: {i}, score: 600}}\n" for i in range(MANY)),
    ],
)
def test_records_inside_a_document_are_refused(text: str) -> None:
    (problem,) = problems_of(read_text, text, "f")
    assert problem.why.startswith(REASON)


@pytest.mark.parametrize(
    "text",
    [
        "policy: x\nsources:\n  phone: {coverage: 0.3}\n  face: {share: 0.1}\n",
        "regions:\n" + "".join(f"  r{i}: {{population: {i}}}\n" for i in range(2 * MANY)),
        "rates:\n" + "".join(f"  - {{value: {i}, source: a}}\n" for i in range(2 * MANY)),
        "people: {urban: {value: 3}, rural: {value: 4}}\ncitizens: 100000\n",
        "- [1, 2]\n- [3, 4]\n- [5, 6]\n",
        "a: [1, 2,\n3, 4,\n5, 6]\n",
        "title: prose, with commas\nabout: more, of it\nlast: one, two\n",
        "{a: 1}",
        "text: |\n  a, b, c\n  d, e, f\n  g, h, i\n  j, k, l\n",
    ],
)
def test_aggregates_are_read(text: str) -> None:
    document = read_text(text, "f")
    assert looks_like_people(text.encode()) is None
    assert looks_like_people(document) is None


def test_a_table_is_known_by_its_first_bytes_however_large(tmp_path: Path) -> None:
    path = tmp_path / "large.csv"
    path.write_text("id,age,score\n" + "1,34,610\n" * 400_000)
    (problem,) = problems_of(read_document, path)
    assert problem.why.startswith(REASON)
