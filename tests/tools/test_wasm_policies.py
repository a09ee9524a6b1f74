"""docs/wasm.json has every shipped policy as it is now, with the digests that the processor gives."""

import pytest

from tools.pages.proofs import inputs
from tools.wasm_policies import digest, kept, policies, world_of
from underheaven.engine.cpu import Engine

AGAIN = "run: python tools/wasm_policies.py"


def test_every_policy_is_there_and_none_has_changed_since() -> None:
    known = kept()
    assert list(known) == policies(), AGAIN
    assert {name for name, of in known.items() if of["inputs"] != inputs()} == set(), AGAIN


@pytest.mark.parametrize("name", policies())
def test_the_processor_gives_the_digest_that_was_found_in_webassembly(name: str) -> None:
    assert digest(Engine(world_of(name))) == kept()[name]["digest"], AGAIN
