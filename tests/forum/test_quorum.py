"""Quorum rules are data: each kind of rule, the words, and what cannot be read."""

from datetime import date
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from concordat.forum import quorum
from concordat.forum.queries.forums import seat
from concordat.forum.words import MemberKind, MemberView, Present, QuorumRule, Refused
from concordat.parties.words import PartyRef

CENTRES = ("Leeds", "London", "Manchester")
NINE = QuorumRule(9)
EACH = QuorumRule(1, centres=CENTRES)


def people(
    count: int, *, centres: tuple[str, ...] = CENTRES, kind: str = "signatory"
) -> list[Present]:
    return [
        Present(f"P{n}", f"party-{n}", f"Party {n}", "signatory", centres[n % len(centres)])
        for n in range(count)
    ]


def test_nine_present_with_at_least_one_from_each_of_three_centres() -> None:
    assert quorum.evaluate([NINE, EACH], people(9)).met
    assert not quorum.evaluate([NINE, EACH], people(8)).met
    nine_of_two = people(9, centres=("Leeds", "London"))
    stands = quorum.evaluate([NINE, EACH], nine_of_two)
    assert not stands.met
    assert [each.met for each in stands.outcomes] == [True, True, True, False]
    assert stands.outcomes[-1].text == "At least 1 person from Manchester present."


def test_signatories_only_counts_five_of_six_and_says_why() -> None:
    there = [*people(5), Present("Sue", "nihr", "A funder", "supporter", "Leeds")]
    stands = quorum.evaluate([QuorumRule(6, "parties", ("signatory",))], there)
    outcome = stands.outcomes[0]
    assert (outcome.got, outcome.wanted, stands.met) == (5, 6, False)
    assert outcome.left_out == (("Sue, A funder", "supporter, not signatory"),)


def test_a_party_with_two_people_counts_once_and_a_stranger_never() -> None:
    there = [
        Present("A", "one", "One", "signatory"),
        Present("B", "one", "One", "signatory"),
        Present("C", "two", "Two"),
    ]
    outcome = quorum.evaluate([QuorumRule(2, "parties")], there).outcomes[0]
    assert outcome.counted == ("One",)
    assert dict(outcome.left_out) == {
        "B, One": "their party counts once, and counts already",
        "C, Two": "their party is no member on that day",
    }
    assert quorum.evaluate([QuorumRule(2)], there).met  # two people of one party are two people


def test_without_a_rule_nothing_can_be_decided() -> None:
    assert not quorum.evaluate([], people(9)).met


@pytest.mark.parametrize(
    "raw",
    [
        {},
        {"at_least": 0},
        {"at_least": True},
        {"at_least": "9"},
        {"at_least": 1, "of": "x"},
        {"at_least": 1, "counts": "hats"},
    ],
)
def test_what_is_no_rule_is_refused(raw: dict[str, object]) -> None:
    with pytest.raises(Refused):
        quorum.read_rule(raw)


RULES = st.builds(
    QuorumRule,
    st.integers(1, 4),
    st.sampled_from(["people", "parties"]),
    st.sets(st.sampled_from(["signatory", "supporter"])).map(lambda s: tuple(sorted(s))),
    st.sets(st.sampled_from(CENTRES)).map(lambda s: tuple(sorted(s))),
)
THERE = st.lists(
    st.builds(
        Present,
        st.sampled_from("ABCDE"),
        st.sampled_from(["one", "two", "three"]),
        st.just("Name"),
        st.sampled_from(["signatory", "supporter", ""]),
        st.sampled_from([*CENTRES, ""]),
    ),
    max_size=8,
)


def plainly_met(rule: QuorumRule, there: list[Present]) -> bool:
    """The rule as one would count by hand."""
    for centre in rule.centres or ("",):
        counting = set()
        for each in there:
            if not each.kind or (rule.kinds and each.kind not in rule.kinds):
                continue
            if centre and each.centre != centre:
                continue
            counting.add(each.party if rule.counts == "parties" else (each.person, each.party))
        if len(counting) < rule.at_least:
            return False
    return True


@given(st.lists(RULES, min_size=1, max_size=3), THERE)
def test_it_counts_as_one_would_by_hand(rules: list[QuorumRule], there: list[Present]) -> None:
    assert quorum.evaluate(rules, there).met == all(plainly_met(r, there) for r in rules)


HEIRS = {"one": "one", "two": "two", "gone": "one", "lost": "one", "ended": "stranger"}
SEATS = st.lists(
    st.tuples(st.sampled_from(sorted(HEIRS)), st.sampled_from(MemberKind)),
    unique_by=lambda each: each[0],
)
COMING = st.lists(
    st.tuples(st.sampled_from("ABC"), st.sampled_from([*sorted(HEIRS), "stranger"])), max_size=8
)


@given(SEATS, COMING)
def test_whoever_holds_several_memberships_counts_once(
    seats: list[tuple[str, MemberKind]], coming: list[tuple[str, str]]
) -> None:
    members = [
        MemberView(PartyRef(slug, slug), PartyRef(HEIRS[slug], HEIRS[slug]), kind, date(2025, 4, 1))
        for slug, kind in seats
    ]
    there = [seat(members, person, PartyRef(slug, slug)) for person, slug in coming]

    def got(rule: QuorumRule) -> int:
        return quorum.evaluate([rule], there).outcomes[0].got

    # By hand: name each one's heir, and ask of what kinds the heir has a membership.
    kinds = {heir: {k for s, k in seats if HEIRS[s] == heir} for heir in HEIRS.values()}
    held = {slug for slug, _ in seats} | {HEIRS[slug] for slug, _ in seats}
    sitting = {(person, HEIRS.get(slug, slug)) for person, slug in coming if slug in held}
    parties = {heir for _, heir in sitting}
    assert got(QuorumRule(1, "parties")) == len(parties)
    assert got(QuorumRule(1, "people")) == len(sitting)
    signing = [heir for heir in parties if MemberKind.SIGNATORY in kinds.get(heir, ())]
    assert got(QuorumRule(1, "parties", ("signatory",))) == len(signing)


@given(RULES)
def test_a_rule_is_kept_as_data_without_loss(rule: QuorumRule) -> None:
    assert quorum.read_rule(quorum.written(rule)) == rule


def test_the_words_of_rules() -> None:
    said = [
        quorum.in_words(QuorumRule(n, counts, kinds, centres))
        for counts, n, kinds, centres in product(
            ("people", "parties"), (1, 9), ((), ("signatory",)), ((),)
        )
    ]
    assert said == [
        "At least 1 person present.",
        "At least 1 person from signatories present.",
        "At least 9 people present.",
        "At least 9 people from signatories present.",
        "At least 1 party present.",
        "At least 1 signatory present.",
        "At least 9 parties present.",
        "At least 9 signatories present.",
    ]
    assert quorum.in_words(EACH) == (
        "At least 1 person from each of Leeds, London and Manchester present."
    )
