"""Every engine must give exactly what the memory engine gives.

`CONCORDAT_EXAMPLES=1000 pytest tests/search/engines` tries longer.
"""

import os
import tempfile
from dataclasses import replace
from pathlib import Path
from unittest.mock import patch

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from concordat.search.engines.engine import Stage
from concordat.search.engines.memory_engine import MemoryEngine
from concordat.search.engines.set_engine import SetEngine
from concordat.search.sets import segment, writer
from concordat.search.words import Sort
from tests.search.engines import draws

EXAMPLES = int(os.environ.get("CONCORDAT_EXAMPLES", "30"))


def both(folder: Path, history) -> tuple[MemoryEngine, SetEngine]:
    """Take a history into both engines; the generations they give must be the same."""
    memory = MemoryEngine(narrower=draws.narrower)
    engine = SetEngine(folder, narrower=draws.narrower)
    for documents, remove in history:
        generations = {one.put(documents, remove=remove) for one in (memory, engine)}
        assert len(generations) == 1
    return memory, engine


@pytest.fixture(scope="module", params=[2, 100_000], ids=["tiny segments", "one batch"])
def largest(request):
    """How many works a segment holds: with two, everything is cut and merged all the time."""
    scan_from = 0 if request.param == 2 else 20  # both ways of looking up ids
    with (
        patch.object(writer, "LARGEST", request.param),
        patch.object(segment, "_SCAN_FROM", scan_from),
    ):
        yield request.param


@settings(max_examples=EXAMPLES, deadline=None)
@given(
    draws.histories,
    draws.strategies(),
    draws.audiences,
    draws.filters,
    st.sampled_from(Sort),
    st.integers(0, 3),
    st.integers(0, 8),
    draws.among,
    st.data(),
)
def test_sets_counts_facets_and_past_generations(
    largest, history, lines, audiences, filters, sort, offset, limit, among, data
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        memory, engine = both(Path(folder), history)
        newest = memory.status().generation
        for as_at in (None, data.draw(st.integers(0, newest))):
            asked = {
                "audiences": audiences,
                "filters": filters,
                "sort": sort,
                "offset": offset,
                "limit": limit,
                "as_at": as_at,
                "among": among,
            }
            assert engine.find(lines, **asked) == memory.find(lines, **asked)
        assert engine.check() == []


@settings(max_examples=EXAMPLES, deadline=None)
@given(
    draws.histories,
    draws.questions,
    draws.audiences,
    draws.filters,
    st.integers(0, 8),
    draws.among,
    st.data(),
)
def test_rankings_up_to_rounding(
    largest, history, terms, audiences, filters, limit, among, data
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        memory, engine = both(Path(folder), history)
        asked = {
            "audiences": audiences,
            "filters": filters,
            "as_at": data.draw(st.integers(0, memory.status().generation)),
            "among": among,
        }
        expected = memory.rank(terms, limit=100, **asked)
        found = engine.rank(terms, limit=100, **asked)
        first = engine.rank(terms, limit=limit, **asked)
        assert (found.total, found.facets, found.generation, found.among, found.full) == (
            expected.total,
            expected.facets,
            expected.generation,
            expected.among,
            expected.full,
        )
        right = {one.id: one for one in expected.scored}
        for one in found.scored:
            assert one.score == pytest.approx(right[one.id].score)
            assert (one.fields, one.terms) == (right[one.id].fields, right[one.id].terms)
        assert list(found.scored) == sorted(found.scored, key=lambda one: (-one.score, one.id))
        assert len(found.scored) == len(right)
        assert first.scored == found.scored[:limit]


@settings(max_examples=EXAMPLES, deadline=None)
@given(
    draws.histories,
    draws.questions,
    draws.audiences,
    draws.filters,
    st.sampled_from([Sort.NEWEST, Sort.OLDEST, Sort.TITLE]),
    st.integers(0, 8),
)
def test_rankings_by_date_and_title(
    largest, history, terms, audiences, filters, sort, limit
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        memory, engine = both(Path(folder), history)
        asked = {"audiences": audiences, "filters": filters, "sort": sort, "limit": limit}
        expected, found = memory.rank(terms, **asked), engine.rank(terms, **asked)
        assert [one.id for one in found.scored] == [one.id for one in expected.scored]
        for one, other in zip(found.scored, expected.scored, strict=True):
            assert one.score == pytest.approx(other.score)
            assert (one.fields, one.terms) == (other.fields, other.terms)


@settings(max_examples=EXAMPLES, deadline=None)
@given(
    draws.histories,
    st.sampled_from([*draws.TOKENS, "treatmnet", "caty", "dog", "x"]),
    draws.audiences,
)
def test_words_of_the_vocabulary(history, word, audiences) -> None:
    with tempfile.TemporaryDirectory() as folder:
        memory, engine = both(Path(folder), history)
        assert engine.words_like(word, limit=9) == memory.words_like(word, limit=9)
        asked = {"audiences": audiences}
        assert engine.has_word(word, **asked) == memory.has_word(word, **asked)


@settings(max_examples=EXAMPLES, deadline=None)
@given(draws.histories, st.lists(draws.documents, max_size=4))
def test_a_rebuild_has_what_was_given_and_gives_up_the_past(largest, history, documents) -> None:
    with tempfile.TemporaryDirectory() as folder:
        memory, engine = both(Path(folder), history)
        assert memory.rebuild(documents) == engine.rebuild(documents)
        one, other = memory.status(), engine.status()
        assert (one.works, one.revision, one.generation) == (
            other.works,
            other.revision,
            other.generation,
        )
        assert engine.check() == []


@settings(max_examples=EXAMPLES, deadline=None)
@given(
    draws.histories,
    st.lists(draws.documents, max_size=4),
    draws.histories,
    draws.strategies(),
    draws.audiences,
    draws.filters,
    st.integers(0, 9),
)
def test_a_rebuild_in_stages_can_be_searched_as_at_each(
    largest, history, documents, changes, lines, audiences, filters, above
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        memory, engine = both(Path(folder), history)
        later = [Stage(new, gone, 100 + at) for at, (new, gone) in enumerate(changes)]
        for one in (memory, engine):
            one.rebuild(documents, revision=99, later=later, above=above)
        # what a put after a put would give is the oracle of a stage
        plain = MemoryEngine(narrower=draws.narrower)
        plain.put(documents)
        held = {99: plain}
        for at in range(len(changes)):
            plain = MemoryEngine(narrower=draws.narrower)
            plain.put(documents)
            for new, gone in changes[: at + 1]:
                plain.put(new, remove=gone)
            held[100 + at] = plain
        asked = {
            "audiences": audiences,
            "filters": filters,
            "sort": Sort.TITLE,
            "offset": 0,
            "limit": 9,
        }
        for revision, right in held.items():
            generation = engine.generation_at(revision)
            assert generation == memory.generation_at(revision)
            assert generation > above
            found = engine.find(lines, **asked, as_at=generation)
            assert found == memory.find(lines, **asked, as_at=generation)
            assert replace(found, generation=0) == replace(right.find(lines, **asked), generation=0)
        assert engine.generation_at(98) is None
        assert engine.status().revision == 99 + len(changes)
        with pytest.raises(ValueError, match="no generation"):
            engine.find(lines, **asked, as_at=engine.generation_at(99) - 1)
        assert engine.check() == []
