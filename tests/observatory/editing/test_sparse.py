"""What a reform has to say, its word in an address, and how one entry of a text is written anew."""

from __future__ import annotations

import datetime as dt
import random
import zlib
from base64 import urlsafe_b64encode
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.observatory.editing.corpus import SMALL
from underheaven.documents.document import Document
from underheaven.documents.problems import InputError
from underheaven.documents.reading import read_text
from underheaven.documents.reform import merge
from underheaven.documents.writing import as_yaml
from underheaven.observatory.editing.checking import FILE, changes_of, shipped
from underheaven.observatory.editing.packed import MOST_BYTES, MOST_LETTERS, packed, unpacked
from underheaven.observatory.editing.retouching import GONE, retouched
from underheaven.observatory.editing.sparse import Data, difference, entries, in_line, same
from underheaven.observatory.editing.undoing import opened, undone
from underheaven.policy.loading import policy_from_text, policy_path

KEYS = st.sampled_from(("a", "b", "value", "source", "range", "values", "dated"))
SCALARS = st.one_of(
    st.booleans(), st.integers(-9, 9), st.sampled_from((Decimal("0.5"), "text", dt.date(2020, 1, 1)))
)
VALUES = st.recursive(
    SCALARS, lambda inner: st.dictionaries(KEYS, inner, min_size=1, max_size=4), max_leaves=12
)
GROUPS = st.dictionaries(KEYS, VALUES, max_size=5)
TEXT = """# before
title: One   # behind
rules:
  fare:
    points: {value: -20, assumed: "so"}   # kept
    kinds: [a, b]
  # between
  noise: {points: -1, of: street}
switch: true
"""


@given(GROUPS, GROUPS)
def test_the_difference_laid_over_the_base_gives_the_document(base: Data, data: Data) -> None:
    changes = difference(base, data)
    assert same(merge(Document("", base), Document("", changes)).data, data)
    assert not list(entries(base, difference(base, base)))


@given(GROUPS, GROUPS)
def test_each_difference_is_told_once_and_with_what_was_there(base: Data, data: Data) -> None:
    told = list(entries(base, difference(base, data)))
    assert len({path for path, _, _ in told}) == len(told)
    for path, old, new in told:
        assert not same(old, new)
        inside: Any = base
        for key in path:
            inside = inside.get(key) if isinstance(inside, dict) else None
        assert inside == old


@given(GROUPS)
def test_an_entry_on_one_line_is_read_as_the_same(data: Data) -> None:
    assert same(read_text(f"x: {in_line(data)}\n", "x").data, {"x": data})


def test_one_and_true_are_not_the_same() -> None:
    assert not same(1, True)
    assert same(1, Decimal("1.0"))


@given(st.text(max_size=400))
def test_a_word_is_unpacked_to_its_text(text: str) -> None:
    word = packed(text.replace("\ud800", ""))
    assert word is not None
    assert unpacked(word) == text


def test_a_long_text_has_no_word_and_a_long_or_damaged_word_no_text() -> None:
    dice = random.Random(1)
    assert packed("".join(chr(dice.randrange(33, 126)) for _ in range(4_000))) is None
    good = packed("reform_of: none\nsecrecy: 0\n") or ""
    for word in ("A" * (MOST_LETTERS + 1), "\u00e9", "a=b", good[:-4], good + "AAAA", "!" + good):
        with pytest.raises(InputError) as refusal:
            unpacked(word)
        assert good[:10] not in str(refusal.value)


def test_a_word_that_grows_without_end_is_not_inflated() -> None:
    squeezed = zlib.compressobj(9, zlib.DEFLATED, -15)
    bomb = squeezed.compress(b"x" * 1_000_000) + squeezed.flush()
    word = urlsafe_b64encode(bomb).decode().rstrip("=")
    assert len(word) <= MOST_LETTERS
    with pytest.raises(InputError, match=f"at most {MOST_BYTES:,} bytes"):
        unpacked(word)


@pytest.mark.parametrize(
    ("path", "value"),
    [
        (("title",), "Another: one"), (("rules", "fare", "points"), {"value": -5}),
        (("rules", "fare", "kinds"), ["c"]),
        (("rules", "noise", "points"), -3), (("rules", "noise", "new"), "x y"), (("rules", "fare", "new"), 2),
        (("rules", "more", "points"), 7), (("rules", "fare"), {"points": 1}), (("last",), {"a": {"b": 1}}),
        (("switch",), False),
    ],
)  # fmt: skip
def test_an_entry_is_written_in_its_place_and_all_else_stays(path: tuple[str, ...], value: object) -> None:
    text = retouched(TEXT, path, value)
    assert text is not None
    data: Any = read_text(TEXT, "x").data
    inside = data
    for key in path[:-1]:
        inside = inside.setdefault(key, {})
    inside[path[-1]] = value
    assert same(read_text(text, "x").data, data)
    assert {"# before", "# between"} <= {line.strip() for line in text.splitlines()}
    assert sum(line in TEXT.splitlines() for line in text.splitlines()) >= 5


@pytest.mark.parametrize(
    "path",
    [
        ("title",),
        ("rules", "fare", "points"),
        ("rules", "noise", "of"),
        ("rules", "noise", "points"),
        ("rules",),
    ],
)
def test_an_entry_is_taken_out(path: tuple[str, ...]) -> None:
    text = retouched(TEXT, path, GONE)
    assert text is not None
    data: Any = read_text(TEXT, "x").data
    inside = data
    for key in path[:-1]:
        inside = inside[key]
    del inside[path[-1]]
    assert same(read_text(text, "x").data, data)


@pytest.mark.parametrize("name", SMALL)
def test_each_difference_can_be_undone_and_what_an_address_holds_is_the_same_policy(name: str) -> None:
    """Both in the whole file and in a reform; with all undone nothing differs."""
    base = shipped(name)[1].data
    assert isinstance(base, dict)
    changes: Data = {"title": "Another: with a colon", "secrecy": 0, "corrections": ["One.", "Two."]}
    changes = difference(base, {**base, **changes})
    reform = as_yaml({"reform_of": name, **changes}, short=True)
    whole = opened(packed(reform) or "")
    assert whole["base"] == name
    assert "reform_of" not in whole["text"]
    for text in (reform, whole["text"]):
        document = policy_from_text(text, FILE)[1]
        assert same(changes_of(document, name), changes)
        left = text
        for number, (path, _, _) in enumerate(entries(base, changes), 1):
            left = undone(left, name, path)
            now = policy_from_text(left, FILE)[1]
            assert (
                len(list(entries(base, changes_of(now, name)))) == len(list(entries(base, changes))) - number
            )
        # What stands on one line is written again as the shipped file has it.
        shipped_lines = policy_path(name).read_text(encoding="utf-8").splitlines()
        title = next(line for line in shipped_lines if line.startswith("title:"))
        assert (title if text != reform else f"reform_of: {name}") in left.splitlines()
