from collections.abc import Iterator
from pathlib import Path

import pytest
from pytest_django import Settings

from concordat.search.engines.engine import Engine
from concordat.search.queries import opened


@pytest.fixture
def engine(settings: Settings, tmp_path: Path) -> Iterator[Engine]:
    """The memory engine, empty, as the one that this process has open."""
    settings.SEARCH_ENGINE = "memory"
    settings.CONTENT_DIR = tmp_path
    opened.forget()
    yield opened.engine()
    opened.forget()
