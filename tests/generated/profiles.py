"""How often a law is tried: a little in each run of the tests, at length in the profile `thorough` of hypothesis."""

from __future__ import annotations

from hypothesis import HealthCheck, Phase, settings

_USUAL = 100
"""The examples of a law that does not say how many, in the profile of `make test`."""

TIMES = settings().max_examples // _USUAL
"""How much longer a law is tried than in `make test`."""


def law(examples: int, *, costly: bool = False) -> settings:
    """So many examples in `make test`, the same in each run; in the profile `thorough` many more, new in each run.

    Where one is `costly`, seconds of layout, what fails is shown as it came: making it smaller would take an hour.
    """
    phases = (Phase.explicit, Phase.reuse, Phase.generate, *(() if costly else (Phase.shrink,)))
    slow = (HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.function_scoped_fixture)
    return settings(max_examples=examples * TIMES, derandomize=TIMES == 1, phases=phases, suppress_health_check=slow)
