"""The page on which a large file is dropped in: short ones at once, long ones with progress."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from concordat.errands import actions as errands
from concordat.errands.words import Report
from concordat.evidence import queries as evidence
from concordat.evidence.actions import dropping
from concordat.evidence.actions.coming import folder
from concordat.jobs.errands import DEEDS
from concordat.parties import actions as parties
from concordat.parties.models import Person
from concordat.parties.words import OPERATOR, Role
from tests.web.collections.test_collections import begin, begun, drop
from tests.web.parties.record import person, signed_in

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("small_world")]
LONG = b"".join(
    b"TY  - JOUR\nTI  - Secret trial %d of salt\nDO  - 10.1000/%d\nER  - \n" % (number, number)
    for number in range(7)
)


@pytest.fixture(autouse=True)
def four_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(dropping, "AT_ONCE", 4)


@pytest.fixture
def ann() -> Client:
    return signed_in(person("ann", "nice", Role.KNOWLEDGE_SPECIALIST))


def page(client: Client, id_: str, more: str = "") -> str:
    answer = client.get(f"/collections/{id_}{more}")
    assert answer.status_code == 200
    return answer.content.decode()


def off(client: Client, id_: str) -> str:
    (coming,) = evidence.coming(id_, by=OPERATOR)
    answer = client.post(f"/collections/{id_}/coming/{coming.id}/off", follow=True)
    return answer.content.decode()


def test_a_short_file_is_in_at_once(ann: Client) -> None:
    id_ = begun(ann)
    drop(ann, id_)
    shown = page(ann, id_)
    assert "The file is taken in" in shown
    assert "Files on their way" not in shown
    assert not errands.run_next(DEEDS)


def test_a_long_file_is_followed_until_it_is_in(ann: Client) -> None:
    id_ = begun(ann)
    assert drop(ann, id_, LONG)[0] == 302
    answer = ann.get(f"/collections/{id_}")
    waits = answer.content.decode()
    assert answer["Refresh"] == "5"
    assert "embase.ris waits to be taken in." in waits
    assert "<progress" not in waits
    assert "Drop a file in" not in waits, "what is typed would be lost when it looks again"
    assert "Taken</th>" not in waits
    seen: list[str] = []

    def watched(payload: dict[str, Any], report: Report) -> dict[str, Any]:
        def told(done: int, total: int, message: str = "") -> None:
            report(done, total, message)
            seen.append(page(ann, id_))

        return DEEDS["deposit"](payload, told)

    assert errands.run_next({"deposit": watched})
    assert "embase.ris is being taken in." in seen[0]
    assert "Step 2 of 4: 0 of 7 records are compared with each other." in seen[0]
    assert 'max="28" value="7"' in seen[0]
    assert "Step 4 of 4: 7 of 7 records are written down." in seen[-1]
    answer = ann.get(f"/collections/{id_}")
    done = answer.content.decode()
    assert "Refresh" not in answer
    assert "Files on their way" not in done
    assert "Drop a file in" in done
    assert "embase.ris<br>" in done
    assert "Secret trial 3 of salt" in page(ann, id_, "/records")


def test_the_page_can_be_kept_still(ann: Client) -> None:
    id_ = begun(ann)
    drop(ann, id_, LONG)
    assert 'href="?still#drop"' in page(ann, id_)
    answer = ann.get(f"/collections/{id_}?still")
    assert "Refresh" not in answer
    assert "Drop a file in" in answer.content.decode()
    assert "Let it look again" in answer.content.decode()


def test_what_is_wrong_while_another_file_waits_is_told_at_its_field(ann: Client) -> None:
    id_ = begun(ann)
    drop(ann, id_, LONG)
    status, shown = drop(ann, id_, LONG)
    assert status == 400
    assert "being taken in already" in shown
    assert 'value="Embase"' in shown


def test_called_off_while_it_waits(ann: Client) -> None:
    id_ = begun(ann)
    drop(ann, id_, LONG)
    ben = signed_in(person("ben", "nice", Role.KNOWLEDGE_SPECIALIST))
    assert "Call it off" not in page(ben, id_)
    assert "embase.ris waits" in page(ben, id_)
    assert "Only Ann can call it off" in off(ben, id_)
    shown = off(ann, id_)
    assert "Nothing of the file is kept." in shown
    assert "embase.ris" not in shown
    assert not errands.run_next(DEEDS)
    assert list(folder().iterdir()) == []


def test_called_off_while_it_is_taken_in(ann: Client) -> None:
    id_ = begun(ann)
    drop(ann, id_, LONG)
    said: list[str] = []

    def watched(payload: dict[str, Any], report: Report) -> dict[str, Any]:
        def told(done: int, total: int, message: str = "") -> None:
            if not said:
                said.append(off(ann, id_))
            report(done, total, message)

        return DEEDS["deposit"](payload, told)

    assert errands.run_next({"deposit": watched})
    assert "It stops at its next step." in said[0]
    shown = page(ann, id_)
    assert "embase.ris" not in shown
    assert "No file has been taken in yet" in shown


def test_who_has_left_their_post_is_refused_and_the_page_says_so(ann: Client) -> None:
    id_ = begun(ann)
    drop(ann, id_, LONG)
    (row,) = Person.objects.filter(email="ann@nice.example")
    yesterday = timezone.localdate() - timedelta(days=1)
    parties.leave_post(by=OPERATOR, person=row.public_id, party="nice", on=yesterday)
    ben = signed_in(person("ben", "nice", Role.KNOWLEDGE_SPECIALIST))
    assert errands.run_next(DEEDS)
    answer = ben.get(f"/collections/{id_}")
    shown = answer.content.decode()
    assert "embase.ris was not taken in." in shown
    assert "Ann may no longer drop files into this collection. A colleague can." in shown
    assert "Refresh" not in answer
    assert "Drop a file in" in shown
    assert list(folder().iterdir()) == []
    assert "was not taken in" not in off(ben, id_)


def test_a_refusal_of_the_errand_is_told_in_its_words(
    ann: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    from concordat.evidence.actions import reading

    id_ = begun(ann)
    monkeypatch.setattr(reading, "MOST_RECORDS", 5)
    drop(ann, id_, LONG)
    assert errands.run_next(DEEDS)
    assert "The file has more than 5 records." in page(ann, id_)
    assert evidence.collection(id_, by=OPERATOR).deposits == ()  # type: ignore[union-attr]
    assert drop(ann, id_, LONG)[0] == 302, "it may be dropped in again"


def test_nobody_else_learns_of_it(ann: Client, client: Client) -> None:
    id_ = begun(ann)
    drop(ann, id_, LONG, "secret name.ris")
    (coming,) = evidence.coming(id_, by=OPERATOR)
    carol = signed_in(person("carol", "cqc", Role.KNOWLEDGE_SPECIALIST))
    for other in (carol, client):
        for address in (f"/collections/{id_}", "/collections", "/account", "/search?q=secret"):
            assert "secret name" not in other.get(address).content.decode()
    called_off = f"/collections/{id_}/coming/{coming.id}/off"
    assert carol.post(called_off).status_code == 404
    assert client.post(called_off).status_code == 302
    assert ann.get(called_off).status_code == 405
    assert begin(carol)[0] == 302
    (own,) = (each for each in evidence.collections(by=OPERATOR) if each.made_by == "Carol")
    shown = carol.post(f"/collections/{own.id}/coming/{coming.id}/off", follow=True)
    assert "There is no such collection." in shown.content.decode()
    assert [each.id for each in evidence.coming(id_, by=OPERATOR)] == [coming.id]
