"""Settings shared by all tests: property tests draw the same examples every time and have no deadline.

The settings of the terminal are left out.
"""

import os

from hypothesis import HealthCheck, settings

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
