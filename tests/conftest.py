"""Settings shared by all tests: property tests draw the same examples every time and have no deadline."""

from hypothesis import HealthCheck, settings

settings.register_profile(
    "underheaven",
    deadline=None,
    derandomize=True,
    max_examples=50,
    # Kernels compile on first use, which makes the first example slow.
    suppress_health_check=[HealthCheck.too_slow],
)
settings.load_profile("underheaven")
