"""Clauses as somebody types them."""

from hypothesis import given
from hypothesis import strategies as st

from concordat.parties.words import ClauseKind, ClauseView
from concordat.web.parties.agreement_presenters import clause_name
from concordat.web.parties.clauses import read_clauses, write_clauses


def test_each_paragraph_is_a_clause_with_an_address() -> None:
    found = read_clauses(
        """Preamble: We meet.

        Ambition 1: Evidence
        underpins care.

        ambition 2: Money is joined.

        Forum: All meet: often.

        Nothing said of what this is."""
    )
    assert [(c.key, c.kind, c.number, c.text) for c in found] == [
        ("preamble", ClauseKind.PREAMBLE, "", "We meet."),
        ("ambition-1", ClauseKind.AMBITION, "1", "Evidence underpins care."),
        ("ambition-2", ClauseKind.AMBITION, "2", "Money is joined."),
        ("forum", ClauseKind.FORUM, "", "All meet: often."),
        ("term-1", ClauseKind.TERM, "", "Nothing said of what this is."),
    ]


def test_two_of_one_number_have_two_addresses() -> None:
    found = read_clauses("Term 2.1: One\n\nTerm 2.1: Other\n\nForum: A\n\nForum: B")
    assert [c.key for c in found] == ["term-2-1", "term-2-1-2", "forum", "forum-2"]


def test_nothing_typed_is_no_clause() -> None:
    assert read_clauses(" \n\n \n") == []


@given(st.text(max_size=300))
def test_addresses_are_never_shared(text: str) -> None:
    keys = [clause.key for clause in read_clauses(text)]
    assert len(set(keys)) == len(keys)


@given(
    st.lists(st.tuples(st.sampled_from(ClauseKind), st.sampled_from(["", "1", "2"])), max_size=6)
)
def test_what_is_written_is_read_again(kinds: list[tuple[ClauseKind, str]]) -> None:
    shown = [
        ClauseView("id", "pact", "key", kind, f"Text {at} of it", number)
        for at, (kind, number) in enumerate(kinds)
    ]
    read = [(c.kind, c.number, c.text) for c in read_clauses(write_clauses(shown))]
    assert read == [(c.kind, c.number, c.text) for c in shown]


def test_two_clauses_of_one_kind_are_told_apart() -> None:
    def named(key: str, number: str = "", heading: str = "") -> str:
        return clause_name(ClauseView("c", "a", key, ClauseKind.TERM, "We do.", number, heading))

    assert named("ask-first") == "Term: ask first"
    assert named("term") == "Term"
    assert named("ask-first", "2") == "Term 2"
    assert named("ask-first", "2", "Asking") == "Asking"
