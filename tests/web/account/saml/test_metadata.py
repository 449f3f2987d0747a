"""A provider's metadata: kept while its address is silent, refused when not sound."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from urllib.error import URLError

import pytest
from django.core.cache import cache

from concordat.web.account.saml import metadata
from concordat.web.account.saml.metadata import Unavailable, identity_provider
from tests.web.account.saml import college

NOW = datetime(2026, 5, 1, tzinfo=UTC)
PLACE = "https://college.example/metadata"


class Address:
    """What stands at an address of the network: a text, or nothing. Counts who asks."""

    def __init__(self) -> None:
        self.text, self.asked = college.metadata(), 0

    def get_metadata(self, address: str, *, timeout: int) -> bytes:
        self.asked += 1
        if not self.text:
            raise URLError("silent")
        return self.text.encode()


@pytest.fixture
def address(monkeypatch: pytest.MonkeyPatch) -> Iterator[Address]:
    """The network alone is ours here; reading and keeping are not."""
    cache.clear()
    made = Address()
    monkeypatch.setattr(metadata.Parser, "get_metadata", made.get_metadata)
    yield made
    cache.clear()


def found(place: str = PLACE, entity: str = "", *, hours: float = 0) -> str:
    given = {"metadata": place, "entity_id": entity}
    return str(identity_provider(given, now=NOW + timedelta(hours=hours))["entityId"])


def test_an_address_is_asked_every_few_hours(address: Address) -> None:
    assert [found(hours=hours) for hours in (0, 1, 3)] == [college.ENTITY] * 3
    assert address.asked == 1
    assert found(hours=5) == college.ENTITY
    assert address.asked == 2


def test_the_last_good_ones_serve_while_an_address_is_silent(address: Address) -> None:
    found()
    for said in ("", "<html>Under repair</html>"):
        address.text = said
        assert found(hours=9) == college.ENTITY


def test_an_address_that_was_always_silent_is_an_error(address: Address) -> None:
    address.text = ""
    with pytest.raises(Unavailable, match="silent"):
        found()


def test_metadata_that_ran_out_serve_no_more(address: Address) -> None:
    address.text = college.metadata(until="2026-05-01T06:00:00Z")
    assert found() == college.ENTITY
    with pytest.raises(Unavailable, match="valid until 2026-05-01T06"):
        found(hours=7)


def test_two_certificates_are_both_believed(tmp_path: Path) -> None:
    file = tmp_path / "college.xml"
    file.write_text(college.metadata("college", "next"))
    given = {"metadata": str(file), "entity_id": ""}
    assert len(identity_provider(given, now=NOW)["x509certMulti"]["signing"]) == 2


def test_one_of_several_is_named(tmp_path: Path) -> None:
    file, other = tmp_path / "federation.xml", "https://other.example/idp"
    whole = college.metadata() + college.metadata(entity=other)
    spoken = 'xmlns:md="urn:oasis:names:tc:SAML:2.0:metadata"'
    file.write_text(f"<md:EntitiesDescriptor {spoken}>{whole}</md:EntitiesDescriptor>")
    assert found(str(file), other) == other
    with pytest.raises(Unavailable, match="set ENTITY_ID"):
        found(str(file))
    with pytest.raises(Unavailable, match="do not name"):
        found(str(file), "https://nobody.example/")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "no metadata"),
        ("<x/>", "do not name"),
        ("<!DOCTYPE x [<!ENTITY a 'a'>]><x>&a;</x>", "no metadata"),
        (college.metadata(door="http://college.example/sso"), "no https address"),
        (college.metadata(door="javascript:alert(1)"), "no https address"),
        (college.metadata().replace('use="signing"', 'use="encryption"'), "no certificate"),
    ],
)
def test_what_cannot_be_relied_on_is_refused(tmp_path: Path, text: str, said: str) -> None:
    file = tmp_path / "college.xml"
    file.write_text(text)
    with pytest.raises(Unavailable, match=said):
        found(str(file))
