"""A copy with nothing in it says what to type next, ready to be copied."""

import pytest
from django.test import Client
from pytest_django import Settings


@pytest.mark.usefixtures("empty_world")
def test_the_first_page_says_what_to_type(client: Client, settings: Settings) -> None:
    settings.WORLD = "wexbourne"
    page = client.get("/").content.decode()
    assert "Nothing has been loaded yet" in page
    assert "export WORLD=wexbourne\n.venv/bin/concordat evidence ingest" in page
