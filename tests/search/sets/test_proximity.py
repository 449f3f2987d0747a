"""What words near each other means, in cases that a reader can check by eye."""

import tempfile
from pathlib import Path

import pytest

from concordat.search.engines.engine import TooMuchWork
from concordat.search.engines.memory_engine import MemoryEngine
from concordat.search.engines.set_engine import SetEngine
from concordat.search.sets.budget import Budget
from concordat.search.strategy.tree import Either, Everything, Gap, Near, Phrase, Ref, Text, Word
from concordat.search.words import Document, Filters, IndexedHeading, Sort

PUBLIC = frozenset({"public"})


def word(text: str) -> Word:
    """Return `cat*` as its parts."""
    if text.endswith("*"):
        return Word((text[:-1], Gap()))
    return Word((text,))


def either(*words: str) -> Either:
    return Either(tuple(map(word, words)))


def phrase(text: str) -> Phrase:
    return Phrase(tuple(map(word, text.split())))


A, B, C, D = map(word, "abcd")


def found(engine, *lines):
    return engine.find(
        lines, audiences=PUBLIC, filters=Filters(), sort=Sort.TITLE, offset=0, limit=10
    )


@pytest.fixture(params=["memory", "set"])
def engine(request, tmp_path: Path):
    return MemoryEngine() if request.param == "memory" else SetEngine(tmp_path)


@pytest.mark.parametrize(
    ("abstract", "expression", "holds"),
    [
        ("a x b", Near(A, B, 1), True),
        ("a x x b", Near(A, B, 1), False),
        ("b x a", Near(A, B, 1), True),
        ("b x a", Near(A, B, 1, ordered=True), False),
        ("a x x x", Near(A, either("a", "b"), 1), False),
        ("a x a x", Near(A, either("a", "b"), 1), True),
        ("b c x x d", Near(either("a", "b"), word("d*"), 3), True),
        ("b c x x d", Near(phrase("b c"), word("d*"), 2), True),
        ("b c x x d", Near(phrase("b c"), word("d*"), 1), False),
        ("a x b x c", Near(Near(A, B, 1), C, 1), True),
        ("a c b", Near(Near(A, B, 1), C, 5), False),
        ("a c b c", Near(Near(A, B, 1), C, 0), True),
        ("a b x a", Near(Near(A, B, 9), A, 1), True),
        ("a b a b", phrase("a b a b"), True),
        ("a b b a", phrase("a b a"), False),
        ("cat catty", Phrase((word("cat"), word("cat*"))), True),
        ("a", Near(A, A, 5), False),
        ("a " + "x " * 60_000 + "b", Near(A, B, 60_000), True),
        ("a " + "x " * 60_000 + "b", Near(A, B, 59_999), False),
        ("a " * 300 + "b", Near(A, B, 0), True),
    ],
)
def test_near(engine, abstract: str, expression, holds: bool) -> None:
    engine.put([Document(id="w", revision=1, title="", abstract=abstract)])
    assert found(engine, Text(("ab",), expression)).total == holds


def test_nothing_reaches_into_another_document_field_keyword_or_heading(engine) -> None:
    engine.put(
        [
            Document(id="w1", revision=1, title="a", abstract="b", keywords=("a", "b")),
            Document(
                id="w2",
                revision=2,
                title="b",
                headings=(IndexedHeading("a"), IndexedHeading("b", qualifiers=("c",))),
            ),
        ]
    )
    fields = ("ti", "ab", "kf", "hw")
    assert found(engine, Text(fields, Near(A, B, 50))).total == 0
    assert found(engine, Text(("ti", "ab"), Near(A, B, 10**9))).total == 0
    assert found(engine, Text(fields, phrase("a b"))).total == 0


def test_a_costly_search_is_refused_with_its_costly_part(tmp_path: Path) -> None:
    SetEngine(tmp_path).put(
        Document(id=f"w{n}", revision=1, title=f"cheap a{n} b{n} " * 20) for n in range(50)
    )
    engine = SetEngine(tmp_path, budget=Budget(words=1_000, places=1_500))
    costly = Near(word("a*"), word("b*"), 4)
    assert found(engine, Text(("ti",), phrase("cheap a1"))).total == 1
    with pytest.raises(TooMuchWork, match="more letters") as caught:
        found(engine, Text(("ti",), word("cheap")), Text(("ti",), costly))
    assert caught.value.part in {"a*", "b*", "a* within 5 words of b*"}
    with pytest.raises(TooMuchWork, match="different words"):
        found(SetEngine(tmp_path, budget=Budget(words=40)), Text(("ti",), word("a*")))


def test_many_gaps_are_refused_by_every_engine(engine) -> None:
    engine.put([Document(id="w", revision=1, title="a" * 60)])
    with pytest.raises(TooMuchWork, match="wildcards"):
        found(engine, Text(("ti",), Word(("a", Gap()) * 9 + ("b",))))


def test_a_line_that_names_no_earlier_line_is_an_error(engine) -> None:
    engine.put([Document(id="w", revision=1, title="a")])
    assert found(engine, Everything(), Ref(1)).total == 1
    for number in (0, 2, 3):
        with pytest.raises(ValueError, match="not before"):
            found(engine, Everything(), Ref(number))


def test_a_generation_that_is_not_there_is_an_error(engine) -> None:
    for as_at in (-1, 1):
        with pytest.raises(ValueError, match="no generation"):
            engine.find(
                [Everything()],
                audiences=PUBLIC,
                filters=Filters(),
                sort=Sort.NEWEST,
                offset=0,
                limit=1,
                as_at=as_at,
            )


def test_what_an_asker_may_not_see_is_not_counted_nor_suggested(engine) -> None:
    engine.put(
        [
            Document(id="w1", revision=1, title="secretword plan", readers=("party:1",)),
            Document(id="w2", revision=2, title="open plan", readers=("public",)),
            Document(id="w3", revision=3, title="nobody", readers=()),
        ]
    )
    plan = Text(("ti",), word("plan"))
    assert found(engine, plan, Everything()).line_counts == (1, 1)
    assert not engine.has_word("secretword", audiences=PUBLIC)
    assert engine.has_word("secretword", audiences=frozenset({"party:1"}))
    assert engine.words_like("secretwor") == ()
    assert engine.words_like("opem") == ("open",)
    everything = engine.find(
        [Everything()],
        audiences=frozenset({"*"}),
        filters=Filters(),
        sort=Sort.TITLE,
        offset=0,
        limit=9,
    )
    assert everything.ids == ("w3", "w2", "w1")


def test_an_empty_library_answers() -> None:
    with tempfile.TemporaryDirectory() as folder:
        engine = SetEngine(Path(folder) / "not there yet")
        assert found(engine, Everything()).total == 0
        assert engine.check() == []
        assert engine.words_like("word") == ()
        assert engine.status().generation == 0
