"""An installation with nothing in it, made once: every command test starts from a copy."""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.conftest import ROOT

Copy = Callable[[Path], Path]


@pytest.fixture(scope="session")
def fresh_installation(tmp_path_factory: pytest.TempPathFactory) -> Copy:
    """Return a function that makes a new, migrated, empty data folder at a path."""
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
