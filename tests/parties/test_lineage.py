"""Successions replayed agree with trying every day and every choice that is possible."""

from dataclasses import replace
from datetime import date, timedelta
from itertools import product

from hypothesis import given, settings
from hypothesis import strategies as st

from concordat.parties.lineage import Lineage, name_on
from concordat.parties.words import (
    UNKNOWN_DAY,
    Certainty,
    Day,
    NameView,
    PartyRef,
    Period,
    SuccessionKind,
    SuccessionPart,
    SuccessionStatus,
    SuccessionView,
)

FIRST = date(2021, 1, 1)
FUNCTIONS = ("", "health protection", "screening")
SLUGS = "abcd"


def nth(number: int) -> date:
    return FIRST + timedelta(days=number)


def ref(slug: str) -> PartyRef:
    return PartyRef(slug, slug.upper())


def event(
    kind: SuccessionKind,
    *parts: tuple[str, str, str],
    on: Day,
    slug: str = "event",
    status: SuccessionStatus = SuccessionStatus.IN_FORCE,
) -> SuccessionView:
    made = tuple(SuccessionPart(ref(a), ref(b), function) for a, b, function in parts)
    return SuccessionView("", slug, kind, status, on, made)


@st.composite
def events(draw: st.DrawFn) -> list[SuccessionView]:
    found = []
    for number in range(draw(st.integers(0, 4))):
        giver = draw(st.sampled_from(SLUGS))
        others = [slug for slug in SLUGS if slug != giver]
        kind = draw(
            st.sampled_from([SuccessionKind.ABSORB, SuccessionKind.SPLIT, SuccessionKind.TRANSFER])
        )
        few = 1 if kind is SuccessionKind.ABSORB else 3
        functions = FUNCTIONS[1:] if kind is SuccessionKind.TRANSFER else FUNCTIONS
        given_ = st.tuples(st.just(giver), st.sampled_from(others), st.sampled_from(functions))
        parts = draw(st.lists(given_, min_size=1, max_size=few, unique=True))
        first, last = sorted(draw(st.tuples(st.integers(0, 4), st.integers(0, 4))))
        found.append(event(kind, *parts, on=Day(nth(first), nth(last)), slug=f"event-{number}"))
    return found


def oracle(all_: list[SuccessionView], party: str, function: str, on: date) -> set[str]:
    """Return everybody who holds it in some world: each a day for each event, and choices."""
    in_order = sorted(all_, key=lambda e: (e.on.earliest, e.on.latest, e.slug))
    spans = [
        [e.on.earliest + timedelta(days=n) for n in range((e.on.latest - e.on.earliest).days + 1)]
        for e in in_order
        if e.on.earliest and e.on.latest
    ]
    ends = set()
    for world in product(*spans):
        happened = [e for e, day in zip(in_order, world, strict=True) if day <= on]
        ends |= replay(happened, party, function)
    return ends


def replay(happened: list[SuccessionView], party: str, function: str) -> set[str]:
    if not happened:
        return {party}
    first, rest = happened[0], happened[1:]
    parts = [part for part in first.parts if part.giver.slug == party]
    named = [part for part in parts if function and part.function == function]
    if first.kind is SuccessionKind.TRANSFER:
        takers = [part.taker.slug for part in named] or [party]
    elif parts:
        whole = [part for part in parts if part.function == ""]
        takers = [part.taker.slug for part in (named or whole or parts)]
    else:
        takers = [party]
    return {end for taker in takers for end in replay(rest, taker, function)}


@settings(max_examples=200, deadline=None)
@given(events(), st.sampled_from(SLUGS), st.sampled_from(FUNCTIONS), st.integers(0, 5))
def test_holders_agree_with_every_possible_world(
    all_: list[SuccessionView], party: str, function: str, number: int
) -> None:
    holding = Lineage(all_, on=nth(number)).holding(ref(party), function=function)
    expected = oracle(all_, party, function, nth(number))
    assert {holder.party.slug for holder in holding.holders} == expected
    sure = {holder.certainty for holder in holding.holders}
    assert sure == ({Certainty.YES} if len(expected) == 1 else {Certainty.POSSIBLY})


def test_a_split_goes_by_function_and_asks_when_none_is_said() -> None:
    split = event(
        SuccessionKind.SPLIT,
        ("a", "b", "health protection"),
        ("a", "c", "screening"),
        on=Day.of(nth(0)),
    )
    lineage = Lineage([split], on=nth(1))
    by_function = lineage.holding(ref("a"), function="Health Protection")
    assert [holder.party.slug for holder in by_function.holders] == ["b"]
    assert by_function.decisions == ()
    unsaid = lineage.holding(ref("a"))
    assert {holder.party.slug for holder in unsaid.holders} == {"b", "c"}
    assert unsaid.decisions == (
        "“event” does not say who took this over from A: decide between B, C.",
    )


def test_a_transfer_moves_only_what_was_taken_on_before_it() -> None:
    moved = event(SuccessionKind.TRANSFER, ("a", "b", "screening"), on=Day.of(nth(10)))
    lineage = Lineage([moved], on=nth(20))

    def holder(since: Day) -> list[tuple[str, Certainty]]:
        holding = lineage.holding(ref("a"), function="screening", since=since)
        return [(each.party.slug, each.certainty) for each in holding.holders]

    assert holder(Day.of(nth(5))) == [("b", Certainty.YES)]
    assert holder(Day.of(nth(15))) == [("a", Certainty.YES)]
    possibly = Certainty.POSSIBLY
    assert set(holder(Day(nth(5), nth(15)))) == {("a", possibly), ("b", possibly)}


def test_what_is_announced_moves_nothing_unless_asked() -> None:
    announced = event(
        SuccessionKind.ABSORB,
        ("a", "b", ""),
        on=UNKNOWN_DAY,
        status=SuccessionStatus.ANNOUNCED,
    )
    now = Lineage([announced], on=nth(100))
    assert not now.holding(ref("a")).moved
    assert now.ended("a") is Certainty.NO
    ahead = Lineage([announced], on=nth(100), as_if=["event"])
    assert ahead.holding(ref("a")).holders[0].party.slug == "b"
    assert ahead.holding(ref("a")).holders[0].through == ("event",)
    assert ahead.ended("a") is Certainty.YES


@settings(max_examples=150, deadline=None)
@given(events(), st.sets(st.integers(0, 3)), st.sampled_from(FUNCTIONS), st.integers(-1, 6))
def test_what_was_withdrawn_changes_nothing_on_any_date_not_even_as_if(
    all_: list[SuccessionView], off: set[int], function: str, number: int
) -> None:
    """The world with withdrawn events is the world in which nobody ever spoke of them."""
    told = [
        replace(each, status=SuccessionStatus.WITHDRAWN, withdrawn_on=Day.of(nth(at)))
        if at in off
        else each
        for at, each in enumerate(all_)
    ]
    left = [each for at, each in enumerate(all_) if at not in off]
    supposed = [each.slug for each in told if each not in left]
    with_, without = Lineage(told, on=nth(number), as_if=supposed), Lineage(left, on=nth(number))
    assert with_.givers == without.givers
    for slug in SLUGS:
        written = [NameView(slug)]
        assert with_.holding(ref(slug), function=function) == without.holding(
            ref(slug), function=function
        )
        assert with_.ended(slug) == without.ended(slug)
        assert with_.ended_on(slug) == without.ended_on(slug)
        assert with_.names(slug, written) == without.names(slug, written)
        assert with_.names_giver(slug) == without.names_giver(slug)
    assert {each.slug for each in with_.events} == {each.slug for each in all_}, "it is told of"


def test_a_withdrawn_event_was_announced_until_its_day() -> None:
    announced, withdrawn = SuccessionStatus.ANNOUNCED, SuccessionStatus.WITHDRAWN
    one = event(SuccessionKind.ABSORB, ("a", "b", ""), on=UNKNOWN_DAY, status=withdrawn)
    for day, expected in (
        (Day.of(nth(5)), [announced, withdrawn, withdrawn]),
        (Day(nth(4), nth(6)), [announced, announced, withdrawn]),
        (Day(nth(5), None), [announced, withdrawn, withdrawn]),
        (UNKNOWN_DAY, [withdrawn, withdrawn, withdrawn]),
    ):
        off = replace(one, withdrawn_on=day)
        assert [off.status_on(nth(at)) for at in (3, 5, 7)] == expected, day


def test_there_and_back_again_ends() -> None:
    all_ = [
        event(SuccessionKind.TRANSFER, ("a", "b", "screening"), on=Day.of(nth(1)), slug="there"),
        event(SuccessionKind.TRANSFER, ("b", "a", "screening"), on=Day.of(nth(2)), slug="back"),
    ]
    holding = Lineage(all_, on=nth(3)).holding(ref("a"), function="screening")
    assert [(h.party.slug, h.through) for h in holding.holders] == [("a", ("there", "back"))]


def test_the_name_of_the_day() -> None:
    names = (
        NameView("Old", period=Period(None, Day.of(nth(5)))),
        NameView("New", period=Period(Day.of(nth(5)), None)),
        NameView("In law", kind="name in law"),
    )
    assert [getattr(name_on(names, nth(n)), "name", "") for n in (0, 4, 5, 9)] == [
        "Old",
        "Old",
        "New",
        "New",
    ]
    assert name_on([], nth(0)) is None


def test_the_name_in_use_comes_before_the_name_given() -> None:
    names = (
        NameView("NHS Digital", kind="operating name", period=Period(Day.of(nth(5)), None)),
        NameView("Health and Social Care Information Centre"),
    )
    shown = [name_on(names, nth(n)) for n in (0, 5)]
    assert [name.name for name in shown if name] == [names[1].name, names[0].name]
