"""The page on societies: it names every key of the language, and its examples are read."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.policy.test_page import keys
from tests.society.small import data
from underheaven.documents.reading import read_text
from underheaven.documents.reform import SOCIETY_OF
from underheaven.society.checks import check_society
from underheaven.society.loading import society_from_text
from underheaven.society.schema import Society

PAGE = (Path(__file__).resolve().parents[2] / "docs" / "societies.md").read_text(encoding="utf-8")
EXAMPLES = re.findall(r"^```yaml\n(.*?)^```", PAGE, flags=re.MULTILINE | re.DOTALL)


def test_the_page_names_every_key() -> None:
    words = set(re.findall(r"[a-z_0-9]+", PAGE))
    obvious = {"first", "last", "between", "weights", "propensity_by"}
    assert sorted(set(keys(Society)) - words - obvious) == []


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda text: text.split(":")[0])
def test_every_example_can_stand_in_riverton(example: str) -> None:
    """A difference is a society by itself; other examples are parts of one."""
    parts = read_text(example, "example.yaml").data
    assert isinstance(parts, dict)
    if SOCIETY_OF in parts:
        assert society_from_text(example, "example.yaml").society == parts["society"]
        return
    whole = dict(data())
    for key, part in parts.items():
        whole[key] = {**whole[key], **part} if key in ("acts", "behaviour") else part
    # Of a kind of act that riverton has an example may say what it adds.
    known = data()["acts"]
    whole["acts"] = {name: {**known.get(name, {}), **act} for name, act in whole["acts"].items()}
    check_society(Society.model_validate(whole))
