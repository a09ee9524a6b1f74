"""Documents that say the same in another order become one, and the order that counts is kept."""

import json
from collections.abc import Iterator
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import BaseModel

from tests.engine.small import policy_of, society_of
from tests.reordering import shuffled, without_meaning
from tests.worlds import random_world
from underheaven.documents.canonical import in_canonical_order, orders, reordered
from underheaven.documents.quantity import Order
from underheaven.policy.loading import policy_names
from underheaven.policy.schema import Policy
from underheaven.society.schema import Society

seeds = st.integers(0, 2**32 - 1)


def _written(model: BaseModel) -> str:
    """The document, to the order of the last mapping."""
    return model.model_dump_json()


@given(st.integers(0, 60), seeds)
def test_order_without_a_meaning_is_lost(number: int, seed: int) -> None:
    world, _ = random_world(number)
    for model in (world.policy, world.society):
        other = shuffled(model, seed, without_meaning(model))
        assert _written(in_canonical_order(other)) == _written(in_canonical_order(model))


@given(st.integers(0, 60), seeds)
def test_order_with_a_meaning_is_kept(number: int, seed: int) -> None:
    world, _ = random_world(number)
    for model in (world.policy, world.society):
        other = shuffled(model, seed)
        arranged = in_canonical_order(other)
        assert arranged == model
        assert orders(arranged) == orders(other)
        assert (_written(arranged) == _written(in_canonical_order(model))) == (orders(other) == orders(model))


@pytest.mark.parametrize("name", policy_names())
def test_what_is_in_order_is_left_as_it_is(name: str) -> None:
    for model in (policy_of(name), society_of("riverton")):
        arranged = in_canonical_order(model)
        assert arranged == model
        assert in_canonical_order(arranged) is arranged


def test_waves_go_by_day_and_then_by_name() -> None:
    policy = policy_of("article-2019")
    dated = [(entry.since, name) for name, entry in in_canonical_order(policy).rollout.items()]
    assert dated == sorted(dated)
    assert len(dated) > 1


@given(st.integers(0, 60), seeds)
def test_a_document_as_data_is_put_back_in_its_order(number: int, seed: int) -> None:
    policy = random_world(number)[0].policy
    other = shuffled(policy, seed)
    sorted_keys = json.loads(json.dumps(other.model_dump(mode="json"), sort_keys=True))
    again = Policy.model_validate(reordered(sorted_keys, orders(other)))
    assert orders(again) == orders(other)
    assert again == other


def test_an_order_of_other_names_is_none() -> None:
    with pytest.raises(KeyError):
        reordered({"sources": {"a": 1, "b": 2}}, {"sources": ["a"]})
    with pytest.raises(KeyError):
        reordered({"sources": {"a": 1, "b": 2}}, {"sources": ["a", "c"]})


@pytest.mark.parametrize("model", [Policy, Society])
def test_no_order_that_counts_is_inside_a_mapping_or_a_list(model: type[BaseModel]) -> None:
    """There it would be kept and not be hashed: `orders` looks into fields alone."""
    for part in _inside(model):
        for name, field in part.model_fields.items():
            assert Order.OF_FILE not in field.metadata, (part, name)


def _inside(model: type[BaseModel]) -> Iterator[type[BaseModel]]:
    """Models that stand in mappings and lists of a model, however deep."""
    for field in model.model_fields.values():
        for found, wrapped in _models(field.annotation, False):
            if wrapped:
                yield found
                yield from _every(found)
            else:
                yield from _inside(found)


def _every(model: type[BaseModel]) -> Iterator[type[BaseModel]]:
    for field in model.model_fields.values():
        for found, _ in _models(field.annotation, False):
            yield found
            yield from _every(found)


def _models(annotation: object, wrapped: bool) -> Iterator[tuple[type[BaseModel], bool]]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation, wrapped
    origin = getattr(annotation, "__origin__", None)
    for part in get_args(annotation):
        yield from _models(part, wrapped or origin in (dict, tuple, list))
