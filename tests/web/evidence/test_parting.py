"""A steward takes a wrongly joined record off a work, in the browser."""

import pytest
from django.test import Client

from concordat.evidence.actions import take
from concordat.evidence.models import SourceRecord, Work
from concordat.parties.models import Person
from concordat.parties.words import OPERATOR, Role
from tests.delivery.fallen import person
from tests.evidence.made import found, made
from tests.parties.universe import found as found_party
from tests.web.html import Page

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("empty_world")]


def test_a_record_is_taken_off_with_a_reason(client: Client) -> None:
    found_party("library")
    ada = person("ada", "library", Role.KNOWLEDGE_SPECIALIST)
    eve = person("eve", "library")
    for source, year in (("file", 2001), ("hub", 2002)):
        one = found(made("Salt for hypertension in older adults", "doi:10.1000/a", year=year))
        take(found=one, source=source, format="ris", by=OPERATOR)
    (row,) = Work.objects.all()
    record = SourceRecord.objects.get(source__slug="hub").public_id
    address = f"/evidence/{row.public_id}/records/{record}/part"
    assert address not in client.get(f"/evidence/{row.public_id}").content.decode()
    assert client.get(address).status_code == 302, "to sign in"
    client.force_login(Person.objects.get(public_id=eve.person))
    assert client.get(address).status_code == 403
    client.force_login(Person.objects.get(public_id=ada.person))
    assert address in client.get(f"/evidence/{row.public_id}").content.decode()
    bare = client.post(address, {"reason": ""})
    assert bare.status_code == 400
    assert "Say why" in bare.content.decode()
    assert not Page(bare.content.decode()).faults
    done = client.post(address, {"reason": "A letter about it."})
    assert done.status_code == 302
    assert Work.objects.count() == 2
    assert client.get(done["Location"]).status_code == 200
    assert client.get(address).status_code == 404
