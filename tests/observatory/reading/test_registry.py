"""The page of the evidence has the whole registry of every shipped file, and what reads each number."""

import pytest

from underheaven.documents.evidence import KINDS, counted, numbers
from underheaven.documents.works import works
from underheaven.mechanisms.declared import ALL
from underheaven.observatory.reading.registry import COLUMNS, registry, used_in
from underheaven.policy.loading import load_policy, policy_names
from underheaven.society.loading import load_society, society_names

FOUND = registry()
NAMES = (*policy_names(), *society_names())


def cells(name: str, *columns: str) -> list[tuple[object, ...]]:
    """Some columns of the rows of a file."""
    places = [COLUMNS.index(column) for column in columns]
    return [tuple(row[place] for place in places) for row in FOUND["rows"] if row[0] == name]


@pytest.mark.parametrize("name", NAMES)
def test_the_page_has_every_number_of_a_file_as_the_registry_has_it(name: str) -> None:
    document = load_policy(name) if name in policy_names() else load_society(name)
    of_file = numbers(document)
    assert FOUND["files"][name] == document.title
    shown = cells(name, "number", "value", "unit", "range", "tag", "source")
    assert shown == [
        (each.path, each.text, each.unit, each.range, each.kind, each.origin) for each in of_file
    ]
    by_tag = {
        tag: sum(int(str(many)) for many, its in cells(name, "many", "tag") if its == tag) for tag in KINDS
    }
    assert {tag: many for tag, many in by_tag.items() if many} == counted(of_file)


def test_nothing_else_is_in_it() -> None:
    assert {row[0] for row in FOUND["rows"]} == set(NAMES)
    assert all(len(row) == len(FOUND["columns"]) for row in FOUND["rows"])


def test_a_number_is_used_in_the_mechanism_that_names_it_most_closely() -> None:
    """Known by name: faces are the mistakes' among the sources, which are the week's."""
    assert used_in("policy", "sources.cameras.faces.false_match_rate") == "mistakes"
    assert used_in("policy", "sources.cameras.coverage.urban") == "engine"
    assert used_in("policy", "privileges.hospital_fast_lane.above") == "privileges"
    assert used_in("policy", "score.start") == "engine"
    assert used_in("society", "behaviour.gaming.efforts.3.share") == "gaming"
    assert used_in("society", "regions.oldtown.people") == "society"


def test_a_key_ends_where_a_name_ends() -> None:
    assert used_in("society", "dating_of_nobody") == "society"


def test_every_mechanism_and_tag_of_a_row_has_words() -> None:
    of_rows = {(row[COLUMNS.index("tag")], row[COLUMNS.index("mechanism")]) for row in FOUND["rows"]}
    assert {tag for tag, _ in of_rows} <= FOUND["tags"].keys()
    assert {used for _, used in of_rows} == FOUND["mechanisms"].keys()
    assert FOUND["mechanisms"].items() <= {name: each.title for name, each in ALL.items()}.items()


def test_works_that_a_source_names_are_listed() -> None:
    named = {work["name"] for work in FOUND["works"]}
    assert "NISTIR 8280" in named
    assert named <= works().keys()
