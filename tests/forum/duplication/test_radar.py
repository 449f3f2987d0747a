"""The radar: what is alike comes first, with its relation and reasons; candidates lose nothing."""

from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from concordat.forum.duplication import radar as radar_module
from concordat.forum.duplication.headings import nearest, nearness
from concordat.forum.duplication.plan import Plan
from concordat.forum.duplication.radar import Radar, most_alike
from concordat.forum.duplication.relation import Relation

FALLS = Plan(
    id="falls",
    title="Exercise to prevent falls",
    kind="review",
    population="older people living at home",
    intervention="strength and balance exercise",
    outcome="falls",
    starts_on=date(2027, 1, 1),
    ends_on=date(2027, 6, 1),
)
FAR = Plan(
    id="far", title="Phototherapy for newborn jaundice", kind="guidance", population="babies"
)


def words_of(text: str) -> tuple[str, ...]:
    return tuple(text.casefold().replace(",", " ").split())


def like_falls(key: str, **changes: object) -> Plan:
    facts = {name: getattr(FALLS, name) for name in Plan.__slots__}
    return Plan(**{**facts, "id": key, **changes})  # type: ignore[arg-type]


def test_the_same_plan_is_identical_and_the_far_one_is_not_there() -> None:
    found = most_alike(FALLS, [FAR, like_falls("twin")], words_of=words_of)
    assert [match.id for match in found] == ["twin"]
    assert found[0].relation is Relation.IDENTICAL
    assert "The same population: “older people living at home”." in found[0].reasons
    assert "Both are under way from January 2027 to June 2027." in found[0].reasons


def test_a_finished_one_is_brought_up_to_date() -> None:
    done = like_falls("done", over=True, ends_on=date(2025, 5, 1))
    match = most_alike(FALLS, [done], words_of=words_of)[0]
    assert match.relation is Relation.UPDATE
    assert "It was finished in May 2025." in match.reasons


def test_the_same_people_and_another_treatment_is_complementary() -> None:
    other = like_falls("other", title="Vitamin tablets", intervention="vitamin d tablets")
    match = most_alike(FALLS, [other], words_of=words_of)[0]
    assert match.relation is Relation.COMPLEMENTARY
    assert "Another intervention: “vitamin d tablets”." in match.reasons


def test_near_headings_count_when_a_thesaurus_is_there() -> None:
    trees = {
        "Hip Fractures": ["C26.404.061"],
        "Femoral Fractures": ["C26.404"],
        "Aged": ["M01.060"],
    }
    one = Plan(id="1", title="Broken hips", headings=("Hip Fractures",))
    other = Plan(id="2", title="Hips broken again", headings=("Femoral Fractures",))
    bare = most_alike(one, [other], words_of=words_of)
    informed = most_alike(one, [other], words_of=words_of, trees=lambda h: trees.get(h, ()))
    assert informed[0].score > (bare[0].score if bare else 0)
    assert any("Femoral Fractures is near Hip Fractures" in said for said in informed[0].reasons)
    assert nearness("Hip Fractures", "Aged", lambda h: trees.get(h, ())) == 0
    assert nearest((), ("Aged",), lambda h: ()) == []


def test_it_never_finds_itself_and_never_more_than_five() -> None:
    twins = [like_falls(f"twin-{number}") for number in range(9)]
    found = most_alike(FALLS, [FALLS, *twins], words_of=words_of)
    assert len(found) == 5
    assert "falls" not in {match.id for match in found}


WORD = st.sampled_from(
    ["falls", "stroke", "asthma", "older", "child", "exercise", "drug", "home", "ward", "trial"]
)
TEXT = st.lists(WORD, max_size=4).map(" ".join)
PLANS = st.lists(
    st.tuples(TEXT, TEXT, TEXT, st.sampled_from(["review", "search"])), min_size=1, max_size=12
)


@settings(deadline=None)
@given(PLANS)
def test_candidates_lose_nothing_that_comparing_all_would_find(
    drawn: list[tuple[str, str, str, str]],
) -> None:
    plans = [
        Plan(id=str(n), title=t, population=p, intervention=i, kind=k)
        for n, (t, p, i, k) in enumerate(drawn)
    ]
    radar = Radar(plans, words_of=words_of)
    asked = radar._read(plans[0])
    every = [radar._match(asked, other) for other in plans[1:]]
    best = sorted((m.score for m in every if m.score >= radar_module.LEAST), reverse=True)[:5]
    assert [match.score for match in radar.most_alike(plans[0])] == best


@given(PLANS)
def test_a_score_is_a_part_of_one_and_both_ways_the_same(
    drawn: list[tuple[str, str, str, str]],
) -> None:
    plans = [
        Plan(id=str(n), title=t, population=p, intervention=i, kind=k)
        for n, (t, p, i, k) in enumerate(drawn)
    ]
    radar = Radar(plans, words_of=words_of)
    for one in plans[:3]:
        for other in plans[:3]:
            there = radar._match(radar._read(one), other).score
            back = radar._match(radar._read(other), one).score
            assert 0 <= there <= 1
            assert abs(there - back) < 1e-9
