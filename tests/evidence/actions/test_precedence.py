"""Which record wins which field."""

from dataclasses import fields

from hypothesis import given
from hypothesis import strategies as st

from concordat.evidence.actions.precedence import (
    INDEXERS_FIRST,
    ORDER,
    UNITS,
    Claims,
    Known,
    claims_from,
    compose,
)
from concordat.evidence.models.fields import pack, unpack
from concordat.evidence.models.stored_reference import reference_from
from concordat.evidence.words import Author, Heading, Identifier, Reference
from tests.evidence.made import ids, made, note


def known(reference: Reference, format: str = "ris", arrival: int = 1, **more: object) -> Known:  # noqa: A002
    values = {"source": format, "key": f"{format}-{arrival}", "fetched_at": "2026"} | more
    return Known(reference=reference, format=format, arrival=arrival, **values)  # type: ignore[arg-type]


def test_every_field_of_a_reference_has_a_precedence() -> None:
    decided = {name for unit in UNITS for name in unit}
    assert decided | {"identifiers", "status"} == {field.name for field in fields(Reference)}
    assert set(ORDER) == set(INDEXERS_FIRST)


def test_a_longer_abstract_is_not_a_better_one() -> None:
    work = compose(
        [
            known(made(abstract="Curated."), "pubmed"),
            known(made(abstract="Curated. Copyright 2020 all rights reserved."), "ris", 2),
        ]
    )
    assert work.reference.abstract == "Curated."


def test_an_empty_field_never_wins() -> None:
    work = compose([known(made(abstract=""), "pubmed"), known(made(abstract="Some."), "ris", 2)])
    assert work.reference.abstract == "Some."
    assert [(each["format"], each["fields"]) for each in work.origins] == [
        ("pubmed", ["title"]),
        ("ris", ["abstract"]),
    ]


def test_volume_issue_and_pages_come_from_one_record() -> None:
    ahead = known(made(volume="", pages="e1"), "pubmed")
    printed = known(made(volume="12", issue="3", pages="45-50"), "ris", 2)
    reference = compose([ahead, printed]).reference
    assert (reference.volume, reference.issue, reference.pages) == ("", "", "e1")


def test_headings_come_from_the_indexer_and_titles_from_librarians() -> None:
    ours = known(made("Ours", headings=(Heading("Mine"),)), "concordat")
    theirs = known(made("Theirs", headings=(Heading("Asthma"),)), "pubmed", 2)
    reference = compose([ours, theirs]).reference
    assert reference.title == "Ours"
    assert reference.headings == (Heading("Asthma"),)


def test_a_later_state_supersedes_the_earlier_one_altogether() -> None:
    first = known(made("Old", "doi:10.1000/old", abstract="Withdrawn text"), "pubmed", key="a")
    second = known(made("Corrected"), "pubmed", key="a", arrival=2)
    work = compose([second, first]).reference
    assert (work.title, work.abstract) == ("Corrected", "")
    assert work.identifiers == ids("doi:10.1000/old"), "no identifier is ever lost"


def test_two_exports_with_one_key_are_two_accounts_and_fill_each_others_gaps() -> None:
    rich = known(made("Old", abstract="Only here"), "ris", key="a")
    poor = known(made("New"), "ris", key="a", arrival=2)
    work = compose([rich, poor]).reference
    assert (work.title, work.abstract) == ("New", "Only here")


def test_a_merge_loses_no_identifier_and_takes_no_foreign_one() -> None:
    work = compose(
        [
            known(made("A", "doi:10.1/a", "isbn:1")),
            known(made("A", "pmid:1", "doi:10.1/b"), "nbib"),
        ],
        foreign=frozenset(ids("doi:10.1/b")),
    )
    assert set(work.reference.identifiers) == set(ids("doi:10.1/a", "isbn:1", "pmid:1"))


def test_what_a_reviewed_file_claims_is_kept() -> None:
    work = compose(
        [known(made(), "pubmed"), known(made(), "concordat", claims=Claims("nice", "guidance"))]
    )
    assert (work.party, work.kind, work.kind_source) == ("nice", "guidance", "concordat")


texts = st.text(max_size=8)
references = st.builds(
    Reference,
    title=st.text(min_size=1, max_size=8),
    abstract=texts,
    year=st.none() | st.integers(1800, 2030),
    volume=texts,
    pages=texts,
    authors=st.lists(st.builds(Author, texts, texts), max_size=2).map(tuple),
    headings=st.lists(
        st.builds(Heading, texts, st.booleans(), st.lists(texts, max_size=2).map(tuple)), max_size=2
    ).map(tuple),
    identifiers=st.lists(st.builds(Identifier, texts, texts), max_size=3).map(tuple),
    status=st.just((note("retracted", "doi:10.1/n", "2020"), note("concern"))),
)


@given(references)
def test_a_reference_survives_being_kept(reference: Reference) -> None:
    kept = unpack(pack({"reference": reference}) or b"")
    assert reference_from(kept["reference"]) == reference


def test_claims_survive_being_kept() -> None:
    claims = Claims("nice", standing="replaced", replaced_by=Identifier("nice", "NG1"))
    assert claims_from(unpack(pack(claims) or b"")) == claims
    assert claims_from(None) == Claims()


@given(st.lists(st.tuples(references, st.sampled_from(ORDER)), min_size=1, max_size=4))
def test_the_order_in_which_records_are_given_changes_nothing(
    pairs: list[tuple[Reference, str]],
) -> None:
    records = [known(each, name, arrival) for arrival, (each, name) in enumerate(pairs)]
    assert compose(records) == compose(records[::-1])


@given(st.lists(st.tuples(references, st.sampled_from(ORDER)), min_size=1, max_size=4))
def test_every_field_is_the_very_field_of_the_record_it_names(
    pairs: list[tuple[Reference, str]],
) -> None:
    records = [known(each, name, arrival) for arrival, (each, name) in enumerate(pairs)]
    by_key = {record.key: record.reference for record in records}
    work = compose(records)
    for origin in work.origins:
        for name in set(origin["fields"]) - {"identifiers"}:
            assert getattr(work.reference, name) == getattr(by_key[origin["record"]], name)
    filled = {name for origin in work.origins for name in origin["fields"]}
    for field in fields(Reference):
        if field.name != "status" and getattr(work.reference, field.name):
            assert field.name in filled
