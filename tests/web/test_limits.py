"""A request that brings too much is refused before it is read."""

import pytest
from django.test import Client
from pytest_django import Settings


@pytest.mark.django_db
def test_a_great_body_is_refused(client: Client, settings: Settings) -> None:
    settings.UPLOAD_MAX_SIZE = 1 << 20
    answer = client.post("/report", {"what": "x" * (1 << 20)})
    assert answer.status_code == 413
    assert "1 MB" in answer.content.decode()
    answer = client.post("/report", {"what": ""}, headers={"Content-Length": "much"})
    assert answer.status_code == 400
