"""A world in which a trial can fall, for pages."""

from tests.delivery.conftest import nowhere  # noqa: F401
