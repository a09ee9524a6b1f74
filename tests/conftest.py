"""Settings shared by all tests: property tests draw the same examples every time and have no deadline.

The files that take longest come first, so that of several processes none is left alone with one at the end.
The settings of the terminal are left out. So are tests of WebAssembly and of the site where their tools are
missing, unless UNDERHEAVEN_REQUIRE=wasm,site, which .ci/run sets; a line says so. So are those of a cluster
where Ray is missing, unless UNDERHEAVEN_REQUIRE has `ray` among its words.
"""

import os
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from tests import tools_of_ray, tools_of_site, tools_of_wasm

# Lines are as long as what they say, whatever the width of the terminal that the tests are started in.
os.environ.pop("COLUMNS", None)
os.environ.pop("FORCE_COLOR", None)

settings.register_profile(
    "underheaven",
    deadline=None,
    derandomize=True,
    max_examples=50,
    # Kernels compile on first use, which makes the first example slow.
    suppress_health_check=[HealthCheck.too_slow],
)
settings.load_profile("underheaven")

collect_ignore = [
    *(tools_of_wasm.NEEDING if tools_of_wasm.LEFT_OUT else ()),
    *(tools_of_ray.NEEDING if tools_of_ray.LEFT_OUT else ()),
    *tools_of_site.LEFT_OUT,
]

LONG = (
    "test_add_a_mechanism.py",
    "test_mutants.py",
    "tools/test_pages.py",
    "engine/test_four_ways.py",
    "engine/test_untouched.py",
    "verify/test_quick.py",
)
"""Each takes minutes, and one process has all of a file."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    ranks = {Path(__file__).parent / name: rank for rank, name in enumerate(LONG)}
    items.sort(key=lambda item: ranks.get(item.path, len(ranks)))


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    if tools_of_wasm.LEFT_OUT:
        terminalreporter.write_line(tools_of_wasm.SAID)
    if tools_of_ray.LEFT_OUT:
        terminalreporter.write_line(tools_of_ray.SAID)
    for line in tools_of_site.SAID:
        terminalreporter.write_line(line)
