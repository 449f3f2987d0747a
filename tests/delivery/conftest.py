"""What the tests of delivery share."""

from pathlib import Path

import pytest
from pytest_django import Settings

from tests.delivery import fallen


@pytest.fixture
def nowhere(db: None, settings: Settings, tmp_path: Path) -> fallen.Nowhere:
    """A world in which a trial can fall, with a data folder of its own."""
    settings.DATA_DIR = tmp_path / "data"
    folder = tmp_path / "world"
    folder.mkdir()
    return fallen.build(folder)
