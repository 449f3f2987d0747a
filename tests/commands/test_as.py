"""`--as EMAIL`: a command acts with a person's rights, or is refused in words."""

import re
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from pytest_django import Settings

from concordat.commands import house, main
from concordat.evidence import actions as evidence
from concordat.parties import models, queries
from concordat.parties.words import OPERATOR, Role, Visibility
from concordat.search import actions as search
from concordat.search.queries.opened import forget
from tests.parties.universe import found
from tests.web.parties.record import person

pytestmark = pytest.mark.django_db
OF_A = "ann@a.example"
OF_B = "ben@b.example"
RIS = "TY  - JOUR\nTI  - Quillwort outcomes\nAU  - Lee, K.\nPY  - 2024\nER  - \n"


@pytest.fixture(autouse=True)
def two_parties(monkeypatch: pytest.MonkeyPatch, settings: Settings, tmp_path: Path) -> None:
    """The test database stands in for a copy that is open already."""
    settings.DATA_DIR = tmp_path
    forget()
    for name in ("enter_to_write", "enter_to_read"):
        monkeypatch.setattr(house, name, lambda: None)
    found("a", "b")
    person("ann", "a", Role.KNOWLEDGE_SPECIALIST)
    person("ben", "b", Role.READER)


def concordat(*words: str | Path) -> Result:
    return CliRunner().invoke(main, [str(word) for word in words])


def file_of(folder: Path) -> Path:
    path = folder / "export.ris"
    path.write_text(RIS, encoding="utf-8")
    return path


def test_a_person_finds_what_is_theirs_to_see_and_no_more(tmp_path: Path) -> None:
    party = queries.party("a")
    assert party is not None
    shelf = evidence.Shelf(owner=party.id, visibility=Visibility.OWN_PARTY)
    evidence.ingest(paths=[file_of(tmp_path)], by=OPERATOR, shelf=shelf)
    search.index_works(by=OPERATOR)
    counts = {}
    for who in ((), ("--as", OF_A), ("--as", OF_B)):
        result = concordat("search", "quillwort", *who)
        assert result.exit_code == 0, result.output
        counts[who[-1:]] = "Quillwort outcomes" in result.output
    assert counts == {(): True, (OF_A,): True, (OF_B,): False}


def test_who_holds_the_role_writes_under_their_own_name(tmp_path: Path) -> None:
    result = concordat("evidence", "ingest", file_of(tmp_path), "--as", OF_A)
    assert result.exit_code == 0, result.output
    row = models.AuditEntry.objects.get(deed="ingest files")
    ann = models.Person.objects.get(email=OF_A)
    assert row.by == f"person:{ann.public_id}"


@pytest.mark.parametrize(
    ("words", "role"),
    [
        (("parties", "load", "list.csv"), "secretariat"),
        (("evidence", "ingest", "list.csv"), "knowledge specialist or publisher"),
        (("people", "add", "new@b.example", "--party", "b"), "administrator"),
        (("people", "list"), "administrator"),
        (("audit", "show"), "administrator"),
        (("usage", "load", "list.csv", "--organisation", "b", "--platform", "x"), "librarian"),
        (("holdings", "load", "list.csv", "--package", "x"), "librarian"),
        (("enquiries", "bounced", "1"), ""),
    ],
)
def test_without_the_role_it_is_refused_in_words(
    words: tuple[str, ...], role: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("list.csv").write_text("code,name\nRXX,Trust\n", encoding="utf-8")
    before = models.AuditEntry.objects.count()
    result = concordat(*words, "--as", OF_B)
    assert result.exit_code == 1
    assert re.search(rf"Ben may not do this: it needs .*{role}", result.output)
    assert "Traceback" not in result.output
    assert models.AuditEntry.objects.count() == before


def test_an_administrator_lists_those_of_their_own_party() -> None:
    person("bea", "b", Role.ADMINISTRATOR)
    result = concordat("people", "list", "--as", "bea@b.example")
    assert result.exit_code == 0, result.output
    assert OF_B in result.output
    assert OF_A not in result.output


def test_an_address_that_nobody_signs_in_with_is_wrong_use() -> None:
    result = concordat("people", "list", "--as", "nobody@example.org")
    assert result.exit_code == 2
    assert "Nobody signs in with nobody@example.org" in result.output
