"""The drawing of bodies over time: nothing leaves the frame, time runs to the right."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from concordat.parties.words import (
    Certainty,
    Day,
    PartyKind,
    PartyRef,
    PartyView,
    Period,
    SuccessionKind,
    SuccessionPart,
    SuccessionStatus,
    SuccessionView,
)
from concordat.web.parties import timeline

TODAY = date(2026, 1, 1)
_days = st.dates(date(1900, 1, 1), date(2100, 1, 1))
_maybe = st.one_of(st.none(), _days.map(Day.of), st.just(Day()))


def party(slug: str, since: Day | None, until: Day | None, *events: SuccessionView) -> PartyView:
    return PartyView(
        id=slug,
        slug=slug,
        name=slug.upper(),
        kind=PartyKind.OTHER,
        on=TODAY,
        exists=Certainty.YES,
        joined=Certainty.NO,
        period=Period(since, until),
        successions=events,
    )


def event(giver: str, taker: str, on: Day, *, status: str = "in force") -> SuccessionView:
    part = SuccessionPart(PartyRef(giver, giver), PartyRef(taker, taker))
    kind = SuccessionKind.ABSORB
    return SuccessionView("e", "e", kind, SuccessionStatus(status), on, (part,))


@given(_maybe, _maybe, _maybe, _maybe, _maybe.map(lambda day: day or Day()))
def test_everything_lies_inside_the_frame(
    since: Day | None, until: Day | None, later: Day | None, end: Day | None, on: Day
) -> None:
    here = party("a", since, until, event("b", "a", on))
    drawn = timeline.draw(here, [party("b", later, end)], today=TODAY)
    assert drawn is not None
    for lane in drawn.lanes:
        assert lane.x >= 0
        assert lane.width > 0
        assert lane.x + lane.width <= drawn.width + 4
        assert lane.y < drawn.height
    for tick in drawn.ticks:
        assert 0 <= tick.x <= drawn.width
    for arrow in drawn.arrows:
        assert 0 <= arrow.x <= drawn.width
        assert min(arrow.y1, arrow.y2) > 0
        assert max(arrow.y1, arrow.y2) < drawn.height


@given(_days, _days)
def test_who_began_first_stands_first_and_further_left(one: date, two: date) -> None:
    here = party("a", Day.of(one), None, event("b", "a", Day.of(TODAY)))
    drawn = timeline.draw(here, [party("b", Day.of(two), None)], today=TODAY)
    assert drawn is not None
    assert drawn.lanes[0].x <= drawn.lanes[1].x
    assert [lane.slug for lane in drawn.lanes] == (["b", "a"] if two < one else ["a", "b"]) or (
        one == two
    )


def test_an_arrow_runs_from_giver_to_taker() -> None:
    here = party("a", Day.of(date(2000, 1, 1)), None, event("b", "a", Day.of(date(2010, 1, 1))))
    drawn = timeline.draw(here, [party("b", Day.of(date(2005, 1, 1)), None)], today=TODAY)
    assert drawn is not None
    (arrow,) = drawn.arrows
    assert arrow.y1 > arrow.y2  # b lies below a, and gives upwards
    assert not arrow.announced


def test_what_is_only_announced_is_dashed() -> None:
    made = event("a", "b", Day.of(date(2027, 1, 1)), status="announced")
    drawn = timeline.draw(party("a", None, None, made), [party("b", None, None)], today=TODAY)
    assert drawn is not None
    assert drawn.arrows[0].announced


def test_a_body_that_stands_alone_is_not_drawn() -> None:
    assert timeline.draw(party("a", None, None), [], today=TODAY) is None
