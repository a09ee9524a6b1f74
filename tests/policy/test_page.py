"""The page on policies: it names every key of the language, and each of its examples is a policy."""

from __future__ import annotations

import re
import typing
from collections.abc import Iterator
from pathlib import Path

import pytest

from underheaven.documents.quantity import Model, Sourced
from underheaven.policy.fitness import check_fit
from underheaven.policy.loading import policy_from_text, policy_names
from underheaven.policy.schema import Policy
from underheaven.society.loading import load_society

PAGE = (Path(__file__).resolve().parents[2] / "docs" / "policies.md").read_text(encoding="utf-8")
EXAMPLES = re.findall(r"^```yaml\n(.*?)^```", PAGE, flags=re.MULTILINE | re.DOTALL)


def keys(model: type[Model]) -> Iterator[str]:
    """Every key of a part of the language and of the parts within it, but for the origins of numbers."""
    for name, field in model.model_fields.items():
        yield name
        yield from inner(field.annotation)


def inner(annotation: object) -> Iterator[str]:
    if isinstance(annotation, type) and issubclass(annotation, Model):
        if not issubclass(annotation, Sourced):
            yield from keys(annotation)
        return
    for part in typing.get_args(annotation):
        yield from inner(part)


def test_the_page_names_every_key() -> None:
    words = set(re.findall(r"[a-z_0-9]+", PAGE))
    obvious = {"factor"}
    assert sorted(set(keys(Policy)) - words - obvious) == []


def test_the_page_names_every_policy() -> None:
    assert all(f"`{name}`" in PAGE for name in policy_names())


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda text: text.split(":")[0])
def test_every_example_is_a_policy(example: str) -> None:
    text = example if "reform_of" in example else "reform_of: article-2019\n" + example
    policy, document = policy_from_text(text, "example.yaml")
    check_fit(policy, load_society("riverton"), document)
    assert policy != policy_from_text("reform_of: article-2019\n", "same.yaml")[0]
