"""How the property tests draw their cases.

A run is repeatable, so that a change is judged by what it changed; HYPOTHESIS_PROFILE=explore draws new cases.
"""

from __future__ import annotations

import os

from hypothesis import settings

settings.register_profile("repeatable", derandomize=True, deadline=None)
settings.register_profile("explore", max_examples=2_000, deadline=None)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "repeatable"))
