"""Pages of private collections: begin, drop, look at copies, screen, settle, save; no leak."""

import re
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone

from concordat.evidence import queries as evidence
from concordat.parties.words import OPERATOR, Role
from tests.web.parties.record import person, signed_in

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("small_world")]
RIS = b"""TY  - JOUR
TI  - Salt and blood pressure in Nowhere, part 3
AU  - Example, Ann C
PY  - 2003
JO  - Journal of Nowhere
DO  - 10.5555/nowhere.3
ER  -
TY  - JOUR
TI  - Early exercise after stroke: a trial
AU  - Doe, Jane
PY  - 2011
VL  - 43
SP  - 216
AB  - Secret abstract
ER  -
TY  - JOUR
TI  - Early exercise after stroke - a trial
AU  - Doe, J
PY  - 2011
VL  - 43
SP  - 216-223
ER  -
TY  - JOUR
AU  - Nobody
ER  -
"""


@pytest.fixture
def ann() -> Client:
    return signed_in(person("ann", "nice", Role.KNOWLEDGE_SPECIALIST))


def begin(client: Client, **change: str) -> tuple[int, str]:
    day = (timezone.localdate() + timedelta(days=30)).isoformat()
    given = {"name": "Stroke", "visibility": "own party", "screeners": "2", "expires_on": day}
    answer = client.post("/collections/new", given | change)
    return answer.status_code, answer.content.decode()


def drop(
    client: Client, id_: str, content: bytes = RIS, name: str = "embase.ris"
) -> tuple[int, str]:
    file = SimpleUploadedFile(name, content)
    answer = client.post(f"/collections/{id_}", {"database": "Embase", "file": file})
    return answer.status_code, answer.content.decode()


def begun(client: Client) -> str:
    assert begin(client)[0] == 302
    (found,) = evidence.collections(by=OPERATOR)
    return found.id


def test_from_an_export_to_what_is_included(ann: Client) -> None:
    id_ = begun(ann)
    assert drop(ann, id_)[0] == 302
    page = ann.get(f"/collections/{id_}").content.decode()
    assert "Why records of embase.ris were set aside" in page
    assert "has no title" in page
    listed = ann.get(f"/collections/{id_}/records").content.decode()
    assert "1 copy" in listed
    assert "the same first author" in listed
    assert "Held here already" in listed
    # two people, one after the other
    bob = signed_in(person("bob", "nice", Role.KNOWLEDGE_SPECIALIST))
    for client, said in ((ann, ("include", "exclude")), (bob, ("include", "include"))):
        for decision in said:
            shown = client.get(f"/collections/{id_}/screen").content.decode()
            record = re.search(r'name="record" value="(\w{13})"', shown)
            assert record
            sent = {"record": record[1], "decision": decision, "reason": ""}
            assert client.post(f"/collections/{id_}/screen", sent).status_code == 302
    assert "nothing left for you" in ann.get(f"/collections/{id_}/screen").content.decode()
    conflicts = ann.get(f"/collections/{id_}/conflicts").content.decode()
    assert "In conflict: 1" in conflicts
    record = re.search(r'name="record" value="(\w{13})"', conflicts)
    assert record
    sent = {"record": record[1], "decision": "include", "reason": "we talked"}
    ann.post(f"/collections/{id_}/conflicts", sent)
    ris = ann.get(f"/collections/{id_}/included.ris")
    content = b"".join(ris.streaming_content)  # type: ignore[attr-defined]
    assert content.count(b"TY  - ") == 2
    flow = evidence.collection(id_, by=OPERATOR).flow  # type: ignore[union-attr]
    assert (flow.identified, flow.copies, flow.known, flow.included) == (3, 1, 1, 2)


def test_it_is_no_copy_after_all(ann: Client) -> None:
    id_ = begun(ann)
    drop(ann, id_)
    page = ann.get(f"/collections/{id_}/records").content.decode()
    record = re.search(r'name="record" value="(\w{13})"', page)
    assert record
    ann.post(f"/collections/{id_}/apart", {"record": record[1]})
    assert "All works: 3" in ann.get(f"/collections/{id_}/records").content.decode()


def change(client: Client, id_: str, show: str, **said: str) -> str:
    listed = client.get(f"/collections/{id_}/records?show={show}").content.decode()
    assert "Change the decision" in listed
    record = re.search(r'name="record" value="(\w{13})"', listed)
    assert record
    said = {"record": record[1], "show": show, "reason": ""} | said
    answer = client.post(f"/collections/{id_}/change", said, follow=True)
    assert answer.redirect_chain[-1][0] == f"/collections/{id_}/records?show={show}"
    return answer.content.decode()


def test_one_who_screens_alone_changes_their_mind_on_the_list(ann: Client) -> None:
    assert begin(ann, screeners="1")[0] == 302
    (found,) = evidence.collections(by=OPERATOR)
    drop(ann, found.id)
    shown = ann.get(f"/collections/{found.id}/screen").content.decode()
    record = re.search(r'name="record" value="(\w{13})"', shown)
    assert record
    ann.post(f"/collections/{found.id}/screen", {"record": record[1], "decision": "exclude"})
    said = change(ann, found.id, "excluded", decision="include")
    assert "The decision is changed" in said
    assert "Excluded: 0" in said
    flow = evidence.collection(found.id, by=OPERATOR).flow  # type: ignore[union-attr]
    assert (flow.included, flow.excluded) == (1, 0)


def test_what_two_have_excluded_is_put_back_with_a_reason(ann: Client) -> None:
    id_ = begun(ann)
    drop(ann, id_)
    bob = signed_in(person("bob", "nice", Role.KNOWLEDGE_SPECIALIST))
    for client in (ann, bob):
        shown = client.get(f"/collections/{id_}/screen").content.decode()
        record = re.search(r'name="record" value="(\w{13})"', shown)
        assert record
        client.post(f"/collections/{id_}/screen", {"record": record[1], "decision": "exclude"})
    assert "Say why you change it" in change(ann, id_, "excluded", decision="include")
    said = change(ann, id_, "excluded", decision="include", reason="it has children too")
    assert "Excluded: 0" in said
    listed = ann.get(f"/collections/{id_}/records?show=included").content.decode()
    assert "Ann settled it as include: it has children too" in listed
    carol = signed_in(person("carol", "cqc", Role.KNOWLEDGE_SPECIALIST))
    assert carol.post(f"/collections/{id_}/change", {"record": "x"}).status_code == 404


@pytest.mark.parametrize(
    ("content", "name", "words"),
    [
        (b"%PDF-1.7 nothing", "a.pdf", "a PDF document"),
        (b"not references at all", "a.txt", "The format is not known"),
        (b"", "a.ris", "empty"),
    ],
)
def test_a_broken_export_is_told_at_its_field(
    ann: Client, content: bytes, name: str, words: str
) -> None:
    id_ = begun(ann)
    status, page = drop(ann, id_, content, name)
    assert status == 400
    assert words in page
    assert 'href="#id_file"' in page
    assert 'value="Embase"' in page


def test_what_is_wrong_with_a_new_collection_is_told(ann: Client) -> None:
    status, page = begin(ann, name="", expires_on="soon")
    assert status == 400
    assert "Give the collection a name" in page
    assert "1 October 2021" in page
    status, page = begin(ann, expires_on="2020-01-01")
    assert "It must expire after today" in page


def test_nobody_else_finds_it(ann: Client, client: Client) -> None:
    id_ = begun(ann)
    drop(ann, id_)
    carol = signed_in(person("carol", "cqc", Role.KNOWLEDGE_SPECIALIST))
    below = ("", "/records", "/screen", "/conflicts", "/included.ris", "/included.csv")
    for address in below:
        assert carol.get(f"/collections/{id_}{address}").status_code == 404
        assert client.get(f"/collections/{id_}{address}").status_code in (302, 404)
    assert drop(carol, id_)[0] == 404
    assert "Stroke" not in carol.get("/collections").content.decode()
    for reader in (carol, client, ann):
        assert "Secret abstract" not in reader.get("/search?q=stroke").content.decode()
        assert "Early exercise" not in reader.get("/search?q=exercise").content.decode()


def test_a_reader_may_not_begin_one(client: Client) -> None:
    rea = signed_in(person("rea", "nice", Role.READER))
    assert begin(rea)[0] == 403
    assert begin(client)[0] == 302  # to the page for signing in
    assert evidence.collections(by=OPERATOR) == []
