"""Recording an agreement, who signed it and all that hangs on it, in the browser's place."""

import re
from hashlib import sha256
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from concordat.parties import documents, queries
from concordat.parties.words import OPERATOR, Role
from tests.web.html import Page
from tests.web.parties.record import person, signed_in

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("small_world")]
PACT = {
    "title": "An invented memorandum between two",
    "short": "Invented pact",
    "kind": "memorandum of understanding",
    "signed_on": "between 2021-09-01 and 2021-10-31",
    "review_on": "2022-01-01",
    "clauses": "Term 1: Each tells the other in time.\n\nForum: They meet.",
    "visibility": "public",
}
PDF = b"%PDF-1.7 invented"


@pytest.fixture
def secretary() -> Client:
    return signed_in(person("sam", "nice", Role.SECRETARIAT))


@pytest.fixture
def pact(secretary: Client) -> str:
    response = secretary.post("/record/agreement", PACT)
    assert response.status_code == 302, text(response.content)[:800]
    return str(response["Location"])


def text(html: bytes) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", html.decode()).split())


def post(client: Client, address: str, **data: object) -> None:
    response = client.post(address, data)
    assert response.status_code == 302, text(response.content)[:900]


def test_an_agreement_with_clauses_that_have_addresses(secretary: Client, pact: str) -> None:
    assert pact == "/agreements/invented-pact"
    page = text(secretary.get(pact).content)
    assert "The agreement was recorded." in page
    assert "Stands, review due" in page
    assert "Each tells the other in time." in text(secretary.get(f"{pact}/term-1").content)
    assert "They meet." in text(Client().get(f"{pact}/forum").content)


@pytest.mark.parametrize(
    "what",
    [
        "signature",
        "support",
        "withdrawal",
        "mistake",
        "convenor",
        "commitment",
        "evidence",
        "document",
        "version",
        "review",
        "relation",
        "work",
    ],
)
def test_every_form_is_whole_and_not_for_everybody(secretary: Client, what: str) -> None:
    address = f"/agreements/concordat/record/{what}"
    page = Page(secretary.get(address).content.decode())
    assert not page.faults, page.faults
    assert Client().get(address).status_code == 403
    assert Client().post(address).status_code == 403
    assert secretary.post(address, {"edition": ""}).status_code in (400, 302)


def test_signed_supported_convened_and_handed_on(secretary: Client, pact: str) -> None:
    post(secretary, f"{pact}/record/signature", party="nice", officer="A. Name")
    post(secretary, f"{pact}/record/signature", party="nhs-england", second="nhs-improvement",
         name="The two as one", on="2021-10-01")  # fmt: skip
    post(secretary, f"{pact}/record/support", party="nihr")
    post(secretary, f"{pact}/record/convenor", party="nice", on="2021-10-01")
    edition = queries.agreement("invented-pact", by=OPERATOR)
    assert edition
    post(secretary, f"{pact}/record/convenor", party="cqc", on="2023-01-01",
         edition=edition.edition)  # fmt: skip
    now = text(secretary.get(f"{pact}?on=2026-01-01").content)
    assert "2 names as signed; on 1 January 2026, 2 different bodies hold them." in now
    assert "signed as one name: NHS England , NHS Improvement" in now
    assert "A. Name" in now
    assert "Convenor As named then Held by on 1 January 2026 National Institute" in now
    held = [c.holding.party.slug for c in edition.convenors]
    assert held == ["nice"]


def test_who_convened_when(secretary: Client, pact: str) -> None:
    post(secretary, f"{pact}/record/convenor", party="nice", on="2021-10-01")
    post(secretary, f"{pact}/record/convenor", party="cqc", on="2023-01-01")

    def convenor(on: str) -> str:
        page = text(secretary.get(f"{pact}?on={on}").content)
        return page.split("As named then")[1].split("Commitments")[0]

    assert re.search(r"Excellence Ended", convenor("2024-01-01"))
    assert re.search(r"Care Quality Commission Not yet", convenor("2022-12-31"))


def test_a_stale_form_is_refused_with_everything_in_it(secretary: Client, pact: str) -> None:
    stale = queries.agreement("invented-pact", by=OPERATOR)
    assert stale
    post(secretary, f"{pact}/record/review", on="2027-01-01", edition=stale.edition)
    late = {"on": "2028-01-01", "edition": stale.edition}
    refused = secretary.post(f"{pact}/record/review", late)
    assert refused.status_code == 400
    assert "Nothing of yours is lost" in text(refused.content)
    assert 'value="2028-01-01"' in refused.content.decode()


def test_a_commitment_and_its_evidence(secretary: Client, pact: str) -> None:
    post(
        secretary,
        f"{pact}/record/commitment",
        party="nice",
        clause="term-1",
        text="Writes each month",
        indicator="Letters",
        visibility="public",
    )
    empty = text(secretary.get(pact).content)
    assert "Writes each month" in empty
    assert "None is recorded" in empty
    post(
        secretary,
        f"{pact}/record/evidence",
        commitment="term-1-nice",
        text="Twelve letters",
        on="2025",
        url="https://example.org/l",
    )
    assert "Twelve letters (2025)" in text(Client().get(pact).content)
    assert "Writes each month" in text(Client().get(f"{pact}/term-1").content)
    assert "Writes each month" in text(Client().get("/parties/nice").content)


def test_a_document_is_kept_verified_and_given_out(secretary: Client, pact: str) -> None:
    digest = sha256(PDF).hexdigest()
    post(
        secretary,
        f"{pact}/record/document",
        title="Signed text",
        file=SimpleUploadedFile("x.pdf", PDF),
        sha256=digest.upper(),
    )
    page = text(Client().get(pact).content)
    assert digest in page
    assert "Our copy is as recorded" in page
    given = Client().get(f"{pact}/documents/signed-text")
    assert given.content == PDF
    assert given["Content-Disposition"] == 'attachment; filename="signed-text.pdf"'
    assert given["Content-Security-Policy"] == "sandbox"
    documents.kept_path(digest).write_bytes(b"%PDF-1.7 altered")
    assert Client().get(f"{pact}/documents/signed-text").status_code == 404
    assert "Our copy was altered: do not trust it" in text(Client().get(pact).content)


@pytest.mark.parametrize(
    ("name", "content", "digest", "said"),
    [
        ("x.pdf", b"<html>", "", "It is not a PDF."),
        ("x.pdf", PDF, "0" * 64, "The file has another hash"),
        ("x.pdf", b"", "", "The file is empty"),
    ],
)
def test_what_is_not_taken(
    secretary: Client, pact: str, name: str, content: bytes, digest: str, said: str
) -> None:
    data = {"title": "T", "file": SimpleUploadedFile(name, content), "sha256": digest}
    refused = secretary.post(f"{pact}/record/document", data)
    assert refused.status_code == 400
    assert said in text(refused.content)
    assert not Page(refused.content.decode()).faults


def test_a_new_wording_leaves_the_old_readable(secretary: Client, pact: str) -> None:
    post(
        secretary,
        f"{pact}/record/version",
        since="2024-01-01",
        clauses="Term 1: Each tells the other at once.",
    )
    assert "at once" in text(Client().get(f"{pact}?on=2024-01-01").content)
    assert "in time" in text(Client().get(f"{pact}?on=2023-12-31").content)
    clause = text(Client().get(f"{pact}/term-1").content)
    assert "Version 2" in clause
    assert "Each tells the other in time." in clause


def test_a_delegate_signs_for_their_own_party_alone(pact: str) -> None:
    delegate = signed_in(person("del", "cqc", Role.DELEGATE))
    assert delegate.post(f"{pact}/record/signature", {"party": "nice"}).status_code == 403
    assert delegate.post(f"{pact}/record/signature", {"party": "cqc"}).status_code == 302
    signed = queries.agreement("invented-pact", by=OPERATOR)
    assert signed
    assert [s.name for s in signed.signatures] == ["Care Quality Commission"]
    (bond,) = (s.id for s in signed.signatures)
    post(delegate, f"{pact}/record/withdrawal", bond=bond, on="2025-01-01")
    assert delegate.get(f"{pact}/record/version").status_code == 403


def test_a_signature_recorded_by_mistake_is_shown_no_more(secretary: Client, pact: str) -> None:
    post(secretary, f"{pact}/record/signature", party="cqc", on="2021-10-01")
    assert "Recorded by mistake" in text(secretary.get(pact).content)
    form = text(secretary.get(f"{pact}/record/mistake").content)
    assert "The signature of Care Quality Commission on 1 October 2021" in form
    found = queries.agreement("invented-pact", by=OPERATOR)
    assert found
    wrong = {"bond": found.signatures[0].id, "edition": found.edition}
    refused = secretary.post(f"{pact}/record/mistake", {**wrong, "reason": ""})
    assert refused.status_code == 400
    post(secretary, f"{pact}/record/mistake", **wrong, reason="Another body")
    assert "Care Quality Commission" not in text(secretary.get(f"{pact}?on=2024-01-01").content)


def test_what_is_kept_from_others_is_not_there_for_them(secretary: Client) -> None:
    secret = {**PACT, "short": "Secret", "visibility": "own party", "owner": "cqc"}
    post(secretary, "/record/agreement", **secret)
    administrator = signed_in(person("ada", "cqc", Role.ADMINISTRATOR))
    page = text(administrator.get("/agreements/secret").content)
    assert "Seen by: own party" in page
    for other in (Client(), signed_in(person("nia", "nihr", Role.ADMINISTRATOR))):
        for address in ("/agreements/secret", "/agreements/secret/term-1"):
            assert other.get(address).status_code == 404
        assert other.get("/agreements/secret/record/review").status_code == 404
        assert "invented memorandum" not in text(other.get("/agreements").content)
    without = secretary.post("/record/agreement", {**secret, "short": "Other", "owner": ""})
    assert "needs a party whose it is" in text(without.content)


def test_uploads_lie_under_the_data_folder(secretary: Client, pact: str, tmp_path: Path) -> None:
    post(secretary, f"{pact}/record/document", title="T", file=SimpleUploadedFile("x.pdf", PDF))
    kept = [path for path in (tmp_path / "data" / "documents").rglob("*") if path.is_file()]
    assert [path.name for path in kept] == [sha256(PDF).hexdigest()]
