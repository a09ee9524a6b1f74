"""Settings shared by all tests: property tests draw the same examples every time and have no deadline.

The settings of the terminal are left out. So are tests of WebAssembly and of the site where their tools are
missing, unless UNDERHEAVEN_REQUIRE=wasm,site, which .ci/run sets; a line says so.
"""

import os

import pytest
from hypothesis import HealthCheck, settings

from tests import tools_of_site, tools_of_wasm

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

collect_ignore = [*(tools_of_wasm.NEEDING if tools_of_wasm.LEFT_OUT else ()), *tools_of_site.LEFT_OUT]


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    if tools_of_wasm.LEFT_OUT:
        terminalreporter.write_line(tools_of_wasm.SAID)
    for line in tools_of_site.SAID:
        terminalreporter.write_line(line)
