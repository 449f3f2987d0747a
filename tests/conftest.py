"""What every test may use. Fixtures live beside the tests that use them."""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
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
Copy = Callable[[Path], Path]


@pytest.fixture(scope="session")
def shared_data() -> Path:
    """The real data kept beside the project; a test that needs it is skipped where it is absent."""
    if not SHARED.is_dir():
        pytest.skip("LOUD: no ../shared/data beside the project: nothing real was tried here")
    return SHARED


@pytest.fixture(scope="session")
def fresh_installation(tmp_path_factory: pytest.TempPathFactory) -> Copy:
    """Return a function that makes a new, migrated, empty data folder at a path.

    Migrated once: what runs in a process of its own would each time wait for seconds.
    """
    made = tmp_path_factory.mktemp("installation") / "data"
    outside = ("SECRET_KEY", "AUDIT_KEY", "DJANGO_SETTINGS_MODULE")
    clean = {key: value for key, value in os.environ.items() if key not in outside}
    subprocess.run(
        [sys.executable, "-c", "from concordat.commands import house; house.enter_to_write()"],
        check=True,
        cwd=ROOT,
        env={**clean, "PYTHONPATH": "src", "DATA_DIR": str(made)},
    )
    return lambda path: Path(shutil.copytree(made, path))
