"""What holds for all tests."""

import os

from hypothesis import HealthCheck, settings

# No test measures time. On CI the examples are the same each time, so that a red run can be looked into.
settings.register_profile("eopsh", deadline=None, suppress_health_check=[HealthCheck.too_slow], derandomize="CI" in os.environ)
settings.load_profile("eopsh")
