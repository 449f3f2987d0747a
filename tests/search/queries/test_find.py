"""The door of search, over the memory engine."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from concordat.evidence.words import FALLEN
from concordat.parties.words import OPERATOR, VISITOR, Actor
from concordat.search.engines.engine import Engine
from concordat.search.queries import StrategyError, find, find_all_ids
from concordat.search.words import Answer, Document, Filters, Mode, Question, Sort

TODAY = date(2026, 1, 1)


def ask(text: str, *, by: Actor = VISITOR, **more: object) -> Answer:
    return find(replace(Question(text), **more), by=by, today=TODAY)  # type: ignore[arg-type]


def ids(answer: Answer) -> list[str]:
    return [hit.id for hit in answer.hits]


def work(id_: str, title: str, **more: object) -> Document:
    plain = Document(id_, 1, title, kind="other study", standing="published")
    return replace(plain, **more)  # type: ignore[arg-type]


@pytest.fixture
def library(engine: Engine) -> Engine:
    engine.put(
        [
            work("trial", "Asthma inhalers, a trial of inhalers", kind="trial", year=2001),
            work("guide", "Asthma and its care", kind="guidance", standing="current", year=2019),
            work("listed", "Asthma", kind="guidance", standing="standing not checked", year=2014),
            work("fallen", "Asthma inhalers inhalers", standing="retracted", year=2020),
            work("other", "Broken bones in childhood", year=1999),
            work("hidden", "Asthma inhalers secretly", readers=("party:x",), year=2022),
        ]
    )
    return engine


@pytest.mark.usefixtures("library")
class TestQuestions:
    def test_the_text_decides_and_the_reading_says_which(self) -> None:
        assert ask("asthma or bones").reading.mode is Mode.QUESTION
        assert ask("asthma OR bones").reading.mode is Mode.STRATEGY

    def test_the_reader_may_force_the_other(self) -> None:
        forced = ask("asthma inhalers", mode=Mode.STRATEGY)
        assert forced.reading.mode is Mode.STRATEGY
        assert set(ids(forced)) == {"trial", "fallen"}
        assert ask('"asthma" AND', mode=Mode.QUESTION).reading.mode is Mode.QUESTION

    def test_fallen_works_come_last_and_the_receipt_says_so(self) -> None:
        answer = ask("asthma inhalers")
        assert ids(answer)[-1] == "fallen"
        assert "no longer stands" in answer.hits[-1].receipt.reason
        assert [hit.receipt.position for hit in answer.hits] == [1, 2, 3, 4]

    def test_guidance_is_lifted_only_when_it_earns_it(self) -> None:
        # Two words of which guidance has one: less than half as relevant as the trial.
        assert ids(ask("asthma inhalers"))[0] == "trial"
        answer = ask("asthma")
        assert ids(answer)[0] == "guide"
        assert answer.hits[0].receipt.lifted
        assert "listed" in ids(answer)
        assert not next(hit for hit in answer.hits if hit.id == "listed").receipt.lifted

    def test_relevance_only_turns_all_of_it_off(self) -> None:
        answer = ask("asthma inhalers", sort=Sort.RELEVANCE)
        assert ids(answer)[0] == "fallen"
        assert not any(hit.receipt.lifted for hit in answer.hits)

    def test_sorted_by_date_or_title(self) -> None:
        assert ids(ask("asthma", sort=Sort.NEWEST)) == ["fallen", "guide", "listed", "trial"]
        assert ids(ask("asthma", sort=Sort.TITLE)) == ["listed", "guide", "trial", "fallen"]

    def test_what_may_not_be_seen_is_not_counted_found_or_suggested(self) -> None:
        assert ask("asthma").total == 4
        assert ask("asthma", by=OPERATOR).total == 5
        assert ask("secretli").reading.suggestion == ""
        assert ask("secretly").reading.missing == ("secretly",)
        assert ask("secretly", by=OPERATOR).reading.missing == ()

    def test_a_missing_word_gets_a_near_spelling(self) -> None:
        reading = ask("Brokn bones").reading
        assert reading.missing == ("brokn",)
        assert reading.suggestion == "broken bones"

    def test_filters_and_facets(self) -> None:
        answer = ask("asthma", filters=Filters(kinds=("guidance", "notice")))
        assert set(ids(answer)) == {"guide", "listed"}
        kinds = {one.value: (one.count, one.chosen) for one in answer.facets["kind"]}
        assert kinds["guidance"] == (2, True)
        assert kinds["trial"] == (1, False)
        assert kinds["notice"] == (0, True)

    def test_only_fallen_ones_chosen(self) -> None:
        answer = ask("asthma", filters=Filters(standings=("retracted",)))
        assert (answer.total, ids(answer)) == (1, ["fallen"])

    def test_a_question_that_finds_nothing(self) -> None:
        answer = ask("xylophone")
        assert (answer.total, answer.hits) == (0, ())

    def test_a_question_without_words(self) -> None:
        assert ask("?!").total == 0


@pytest.mark.usefixtures("library")
class TestStrategies:
    def test_parts_of_one_line_are_counted_each(self) -> None:
        answer = ask("asthma AND (inhaler* OR care)")
        assert [(line.text, line.count) for line in answer.reading.lines] == [
            ("asthma", 4),
            ("(inhaler* OR care)", 3),
            ("asthma AND (inhaler* OR care)", 3),
        ]

    def test_lines_are_counted_each(self) -> None:
        answer = ask("asthma*\ninhal*\n1 not 2")
        assert [line.count for line in answer.reading.lines] == [4, 2, 2]
        assert set(ids(answer)) == {"guide", "listed"}

    def test_newest_first_unless_told_otherwise(self) -> None:
        assert ids(ask('"asthma"')) == ["fallen", "guide", "listed", "trial"]
        assert ids(ask('"asthma"', sort=Sort.OLDEST)) == ["trial", "listed", "guide", "fallen"]

    def test_quotes_are_not_stemmed(self) -> None:
        assert ids(ask('"inhaler"')) == []

    def test_mistakes_carry_their_place(self) -> None:
        with pytest.raises(StrategyError) as caught:
            ask("(asthma AND")
        assert (caught.value.start, caught.value.end) == (8, 11)


@pytest.mark.usefixtures("library")
@pytest.mark.parametrize("text", ["asthma", "asthma inhalers", "asthma OR bones"])
def test_all_ids_are_the_pages_put_together(text: str) -> None:
    paged = [id_ for page in (1, 2, 3) for id_ in ids(ask(text, page=page, page_size=2))]
    question = Question(text)
    assert list(find_all_ids(question, by=VISITOR, limit=100)) == paged
    assert list(find_all_ids(question, by=VISITOR, limit=2)) == paged[:2]


DRAWN = st.lists(
    st.tuples(
        st.sampled_from(["asthma", "asthma pain", "pain", "asthma asthma in pain"]),
        st.sampled_from(["guidance", "trial"]),
        st.sampled_from(["current", "standing not checked", "retracted", "replaced"]),
    ),
    max_size=12,
)


@given(DRAWN, st.integers(1, 5))
@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_pages_hold_every_work_once_and_fallen_ones_last(
    engine: Engine, drawn: list[tuple[str, str, str]], size: int
) -> None:
    held = {
        f"w{place:02}": work(f"w{place:02}", title, kind=kind, standing=standing)
        for place, (title, kind, standing) in enumerate(drawn)
    }
    engine.rebuild(list(held.values()))
    found: list[str] = []
    lifted: list[str] = []
    for page in range(1, len(drawn) // size + 2):
        answer = ask("asthma pain", page=page, page_size=size)
        assert answer.total == len(drawn)
        found += ids(answer)
        lifted += [hit.id for hit in answer.hits if hit.receipt.lifted]
    assert sorted(found) == sorted(held)
    fell = [held[id_].standing in FALLEN for id_ in found]
    assert fell == sorted(fell)
    assert found[: len(lifted)] == lifted
    assert len(lifted) <= 3
    assert all((held[i].kind, held[i].standing) == ("guidance", "current") for i in lifted)
