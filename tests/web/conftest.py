"""Pages over real rooms: a small world in a database and an index of its own."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytest_django import Settings

from concordat.search.queries.opened import forget
from tests.web import world


@pytest.fixture
def empty_world(db: None, settings: Settings, tmp_path: Path) -> Iterator[None]:
    """Nothing loaded, an empty index, an empty data folder."""
    settings.DATA_DIR = tmp_path / "data"
    settings.DATA_DIR.mkdir()
    forget()
    yield
    forget()


@pytest.fixture
def small_world(empty_world: None, tmp_path: Path) -> None:
    """Real parties and agreements, 24 invented works and one piece of guidance."""
    folder = tmp_path / "works"
    folder.mkdir()
    world.build(folder)
