"""A world in which a trial can fall, for protocols."""

import pytest

from concordat.parties.words import OPERATOR
from concordat.search import actions as search
from concordat.search.queries.opened import forget
from tests.delivery.conftest import nowhere  # noqa: F401
from tests.delivery.fallen import Nowhere


@pytest.fixture
def indexed(nowhere: Nowhere) -> Nowhere:  # noqa: F811
    """The same with an index."""
    forget()
    search.index_works(by=OPERATOR)
    return nowhere
