"""Whether Ray is there, and the tests that need it."""

import importlib.util
import os

NEEDING = ("distributed/test_cluster.py", "distributed/test_namespaces.py")
"""Below tests/."""
REQUIRED = "ray" in os.environ.get("UNDERHEAVEN_REQUIRE", "").split(",")
"""Whether they have to run; that it is missing is then an error."""
LEFT_OUT = importlib.util.find_spec("ray") is None and not REQUIRED
SAID = (
    "Left out, for want of ray (pip install 'underheaven[distributed]'): the tests of a cluster, "
    f"{', '.join(NEEDING)}."
)
