"""What every test may use. Fixtures live beside the tests that use them."""

import os
from pathlib import Path

import pytest
from hypothesis import settings

# The same examples each time, so that a red run is red for its change; `make conformance`
# draws new ones. Timings are never asserted: a busy machine would fail them.
settings.register_profile("same", deadline=None, derandomize=True)
settings.register_profile("new", deadline=None, max_examples=300)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "same"))

ROOT = Path(__file__).resolve().parents[1]
SHARED = ROOT.parent / "shared" / "data"


@pytest.fixture(scope="session")
def shared_data() -> Path:
    """The real data kept beside the project; a test that needs it is skipped where it is absent."""
    if not SHARED.is_dir():
        pytest.skip("LOUD: no ../shared/data beside the project: nothing real was tried here")
    return SHARED
