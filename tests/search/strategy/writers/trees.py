"""Trees such as the parser makes of what experts type, drawn at random."""

from hypothesis import strategies as st

from concordat.search.strategy.fields import ALL, QUALIFIERS
from concordat.search.strategy.tree import (
    And,
    Either,
    Gap,
    Near,
    Not,
    Or,
    Phrase,
    Subject,
    Text,
    Tree,
    Value,
    Word,
    Years,
)

LETTERS = st.sampled_from(["asthma", "child", "wheez", "hypertension", "and", "or", "adj3", "b12"])
words = LETTERS.map(lambda letters: Word((letters,)))
cut_words = LETTERS.filter(lambda letters: len(letters) > 3).map(
    lambda letters: Word((letters, Gap(0, None)))
)
gaps = st.sampled_from([Gap(0, 1), Gap(1, 1), Gap(0, 3), Gap(2, 2), Gap(1, None), Gap(1, 2)])
wild_words = st.builds(lambda a, gap, b: Word((a, gap, b)), LETTERS, gaps, LETTERS)


def phrases(of: st.SearchStrategy[Word]) -> st.SearchStrategy[Phrase]:
    return st.lists(of, min_size=2, max_size=3).map(lambda found: Phrase(tuple(found)))


ovid_words = st.one_of(words, cut_words, wild_words)
groups = st.lists(st.one_of(ovid_words, phrases(ovid_words)), min_size=2, max_size=3).map(
    lambda options: Either(tuple(options))
)
nearness = st.recursive(
    st.one_of(ovid_words, phrases(ovid_words), groups),
    lambda inner: st.builds(Near, inner, inner, st.integers(0, 8)),
    max_leaves=4,
).filter(lambda found: isinstance(found, Near))
ovid_texts = st.builds(
    Text,
    st.sampled_from([("ti",), ("ti", "ab"), ("ti", "ab", "kf"), ALL, ("ab", "hw")]),
    st.one_of(ovid_words, phrases(ovid_words), nearness),
)
pubmed_phrases = st.tuples(
    st.lists(words, min_size=1, max_size=2), st.one_of(words, cut_words)
).map(lambda found: Phrase((*found[0], found[1])))
pubmed_texts = st.one_of(
    st.builds(
        Text,
        st.sampled_from([("ti",), ("ab",), ("kf",), ("ti", "ab", "kf"), ALL]),
        st.one_of(words, cut_words, pubmed_phrases),
    ),
    st.builds(
        Text,
        st.sampled_from([("ti",), ("ti", "ab", "kf")]),
        st.builds(Near, words, words, st.integers(0, 8)),
    ),
)


def subjects(most_qualifiers: int) -> st.SearchStrategy[Subject]:
    return st.builds(
        Subject,
        st.sampled_from(
            [
                "Asthma",
                "Wounds and Injuries",
                "Diabetes Mellitus, Type 2",
                "Imagery (Psychotherapy)",
            ]
        ),
        st.booleans(),
        st.booleans(),
        st.lists(
            st.sampled_from(sorted(QUALIFIERS.values())), unique=True, max_size=most_qualifiers
        ).map(tuple),
    )


values = st.one_of(
    st.builds(Value, st.just("pt"), st.sampled_from(["randomized controlled trial", "letter"])),
    st.builds(Value, st.just("pt"), st.just("clinical trial"), st.just(True)),
    st.builds(Value, st.just("la"), st.sampled_from(["english", "german"])),
    st.builds(Value, st.just("jn"), st.sampled_from(["bmj", "heart and lung"])),
    st.builds(Value, st.just("au"), st.just("smith ja"), st.booleans()),
    st.builds(Value, st.just("qualifier"), st.just("drug therapy")),
    st.builds(Value, st.just("id"), st.sampled_from(["pmid:123", "doi:10.1000/a.b(1)"])),
)
years = st.one_of(
    st.builds(Years, st.integers(1950, 1999), st.integers(2000, 2025)),
    st.builds(Years, st.integers(1950, 1999), st.none()),
    st.builds(Years, st.none(), st.integers(1950, 1999)),
)


def trees(texts: st.SearchStrategy[Text], most_qualifiers: int) -> st.SearchStrategy[Tree]:
    leaves = st.one_of(texts, subjects(most_qualifiers), values, years)
    return st.recursive(
        leaves,
        lambda inner: st.one_of(
            st.lists(inner, min_size=2, max_size=4).map(lambda parts: And(tuple(parts))),
            st.lists(inner, min_size=2, max_size=4).map(lambda parts: Or(tuple(parts))),
            st.builds(Not, inner, inner),
        ),
        max_leaves=8,
    )


pubmed_trees = trees(pubmed_texts, 1)
ovid_trees = trees(ovid_texts, 3)
