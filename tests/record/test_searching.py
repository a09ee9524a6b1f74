"""Examples are found by what befell people, in an order that nothing but the counts decides."""

from decimal import Decimal

import numpy as np
import pytest

from underheaven.counted.columns import Life, labels
from underheaven.documents.problems import InputError
from underheaven.record.examples import NUMBERS, QUESTIONS, where
from underheaven.record.people import WHO, Block
from underheaven.record.searching import Search
from underheaven.society.schema import ATTRIBUTES

CATEGORIES = {
    "region": ("east", "west"),
    "group": ("hill", "river"),
    "sex": ("male", "female"),
    "age": ("child", "adult"),
    "quintile": ("q1", "q2"),
    "place": ("rural", "urban"),
    "child": ("no", "yes"),
    "opinion": ("calm",),
}
COLUMNS = (*labels(Life), "shown", "dread", "hardship")


def block(first: int, n: int, seed: int) -> Block:
    """n random citizens in households of three."""
    draw = np.random.default_rng(seed)
    numbers = {name: draw.integers(0, 6, n) for name in COLUMNS}
    codes = {name: draw.integers(0, len(CATEGORIES[name]), n) for name in WHO}
    return Block(np.arange(first, first + n), numbers, codes, np.arange(n) // 3)


def search(text: str, *blocks: Block, limit: int = 7) -> Search:
    found = Search(
        where(text, CATEGORIES), limit, CATEGORIES, np.array([False, True]), np.tile([3, 4], (2, 1)), 10_080
    )
    found.add_all(blocks)
    return found


BLOCKS = (block(0, 60, 1), block(60, 30, 2), block(90, 90, 3))


@pytest.mark.parametrize("name", QUESTIONS)
def test_the_order_of_the_blocks_is_nothing_and_equals_go_by_number(name: str) -> None:
    one, other = search(name, *BLOCKS), search(name, *reversed(BLOCKS))
    assert one.examples == other.examples
    assert (one.searched, one.found) == (other.searched, other.found) == (180, one.found)
    keys = [(each.value if QUESTIONS[name].lowest else -each.value, each.citizen) for each in one.examples]
    assert keys == sorted(keys)
    assert len(keys) == min(7, one.found)
    every = search(name, *BLOCKS, limit=1_000)
    assert every.examples[:7] == one.examples
    assert len(every.examples) == every.found


def test_values_are_in_days_and_points() -> None:
    steps = np.concatenate([each.columns["in_error"] for each in BLOCKS])
    found = search("sanctioned in error", *BLOCKS, limit=1_000)
    assert {each.citizen: each.value for each in found.examples} == {
        number: 7 * count for number, count in enumerate(steps.tolist()) if count
    }
    shown = np.concatenate([each.columns["shown"] for each in BLOCKS])
    assert search("highest score", *BLOCKS).examples[0].value == shown.max() / 16


def test_conditions_narrow_what_is_found() -> None:
    whole = search("most denied", *BLOCKS, limit=1_000)
    some = search("most denied and in_error >= 14 and sex = female", *BLOCKS, limit=1_000)
    narrowed = {each.citizen for each in some.examples}
    assert narrowed < {each.citizen for each in whole.examples}
    for each in some.examples:
        assert each.who["sex"] == "female"
        of = next(part for part in BLOCKS if each.citizen in part.citizen)
        assert of.columns["in_error"][each.citizen - of.citizen[0]] >= 2


@pytest.mark.parametrize("name", NUMBERS)
def test_a_comparison_alone_ranks(name: str) -> None:
    few, many = search(f"{name} <= 14", *BLOCKS), search(f"{name} >= 0", *BLOCKS)
    assert many.found == 180
    values = [each.value for each in few.examples]
    assert values == sorted(values)
    values = [each.value for each in many.examples]
    assert values == sorted(values, reverse=True)


def test_families_count_their_adults_and_are_shown_once() -> None:
    for part in BLOCKS:
        expected = {}
        for household in range(int(part.household[-1]) + 1):
            adults = np.flatnonzero((part.household == household) & (part.codes["age"] == 1))
            if len(adults):
                mean = int(part.columns["shown"][adults].sum()) // len(adults)
                expected[int(part.citizen[adults[0]])] = mean / 16
        for name in ("top family", "bottom family"):
            found = search(name, part, limit=1_000)
            assert {each.citizen: each.value for each in found.examples} == expected


def test_the_recovered_are_under_nothing_and_the_deedless_did_nothing() -> None:
    for part in BLOCKS:
        sanctioned = part.columns["sanctioned"] > 0
        free = part.columns["shown"] >= np.array([3, 4])[part.codes["group"]]
        deedless = part.columns["deeds"] == 0
        for name, holds in (("recovered", free), ("sanctioned without a deed", deedless)):
            found = {each.citizen for each in search(name, part, limit=1_000).examples}
            assert found == set(part.citizen[sanctioned & holds].tolist())


def test_nobody_is_found_where_there_is_nobody() -> None:
    assert search("most denied and denied > 99", *BLOCKS).examples == []
    assert search("most denied").found == 0


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("sanctioned in eror", "did you mean sanctioned in error"),
        ("longest-confind", "did you mean longest confined"),
        ("in_eror > 3", "did you mean in_error"),
        ("grup = hill", "did you mean group"),
        ("most denied and group = hil", "did you mean hill"),
        ("group = hill", "ranks nobody"),
        ("group > hill", "use ="),
        ("denied > many", "is not a number"),
        ("denied > nan", "is not a number"),
        ("", "nothing to search for"),
        ("most denied; drop table final", "cannot be searched for"),
        ("denied > 1 or 1=1", "cannot be searched for"),
        ("most obedient", "cannot be searched for"),
        ("deeds = 0", "cannot be compared"),
        ("records > 3", "cannot be compared"),
    ],
)
def test_what_cannot_be_searched_for_is_refused_with_what_comes_near(text: str, said: str) -> None:
    with pytest.raises(InputError) as refused:
        where(text, CATEGORIES)
    assert said.casefold() in str(refused.value).casefold()


def test_words_may_be_written_in_several_ways() -> None:
    plain = where("sanctioned in error and in_error > 7.5", CATEGORIES)
    odd = where("  Sanctioned-in_error AND in error>7.5", CATEGORIES)
    assert (plain.rank, plain.comparisons) == (odd.rank, odd.comparisons)
    assert plain.comparisons[0].number == Decimal("7.5")


def test_nothing_ranks_by_conduct() -> None:
    """The boundary: neither good conduct nor being seen is searched for."""
    ranked = {question.column for question in QUESTIONS.values()}
    assert ranked.isdisjoint({"deeds", "records"})
    assert set(NUMBERS).isdisjoint({"deeds", "records"})
    silence = [question for question in QUESTIONS.values() if question.column == "silenced"]
    assert not any(question.lowest for question in silence)
    assert set(WHO) == {"region", *ATTRIBUTES}
