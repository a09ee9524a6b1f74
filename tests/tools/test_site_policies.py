"""docs/site.json has every shipped policy as the site lives it now, with the digests that WebAssembly gives.

`test_wasm_policies.py` holds those against the processor.
"""

from tools.pages.proofs import inputs
from tools.site_policies import driven_by, kept
from tools.wasm_policies import kept as kept_of_wasm
from tools.wasm_policies import policies

AGAIN = "run: python tools/site_policies.py"


def test_every_policy_is_there_and_nothing_has_changed_since() -> None:
    known = kept()
    assert list(known) == policies(), AGAIN
    assert {name for name, of in known.items() if of["inputs"] != inputs()} == set(), AGAIN
    assert {name for name, of in known.items() if of["modules"] != driven_by()} == set(), AGAIN


def test_the_digests_are_those_of_the_processor() -> None:
    """Of the same worlds: those are lived again in every run of the tests."""
    assert {name: of["digest"] for name, of in kept().items()} == {
        name: of["digest"] for name, of in kept_of_wasm().items()
    }
