"""Small libraries and random trees for Hypothesis: few words, so that they often meet."""

from hypothesis import strategies as st

from concordat.search.engines.engine import Term
from concordat.search.strategy import tree as t
from concordat.search.words import Among, Document, Filters, IndexedHeading

WORDS = ["a", "b", "c", "cat", "cats", "catty", "treat", "treated", "treatment", "β", "é"]
TOKENS = ["a", "b", "c", "cat", "cats", "catty", "treat", "treated", "treatment", "beta", "e"]
HEADINGS = ["Lung Diseases", "Asthma", "Asthma, Occupational", "Humans"]
NARROWER = {
    "Lung Diseases": ("Asthma", "Asthma, Occupational"),
    "Asthma": ("Asthma, Occupational",),
}
QUALIFIERS = ["therapy", "drug therapy"]
MARKS = ["public", "parties", "party:1"]
IDS = [f"w{number}" for number in range(7)]
YEARS = [1999, 2010, 2019, 2020]


def narrower(name: str) -> tuple[str, ...]:
    return NARROWER.get(name, ())


def few(values, most=3, least=0):
    return st.lists(st.sampled_from(values), min_size=least, max_size=most).map(tuple)


texts = st.lists(st.sampled_from(WORDS), max_size=9).map(" ".join)
headings = st.builds(
    IndexedHeading,
    name=st.sampled_from(HEADINGS),
    major=st.booleans(),
    qualifiers=few(QUALIFIERS, 2),
)
documents = st.builds(
    Document,
    id=st.sampled_from(IDS),
    revision=st.integers(1, 50),
    title=texts,
    abstract=texts,
    keywords=st.lists(texts, max_size=2).map(tuple),
    headings=st.lists(headings, max_size=3).map(tuple),
    authors=few(["Smith J", "Smith JA", "Müller K"], 2),
    journal=st.sampled_from(["", "BMJ", "Brit. J. Gen. Pract.", "bmj"]),
    year=st.sampled_from([None, *YEARS, 0, 10**12]),
    publication_types=few(["Review", "Randomized Controlled Trial"], 2),
    languages=few(["eng", "fre"], 2),
    parties=few(["nice", "nihr"], 3),
    kind=st.sampled_from(["", "trial", "guidance"]),
    standing=st.sampled_from(["", "published", "retracted"]),
    identifiers=few(["doi:10.1/A", "pmid:12", "pmid:123"], 2),
    readers=few(MARKS, 2),
)
#: What is put and removed in each generation.
histories = st.lists(
    st.tuples(st.lists(documents, max_size=5), few(IDS, 2)), min_size=1, max_size=5
)
among = st.none() | st.builds(
    Among, ids=st.frozensets(st.sampled_from([*IDS, "w-unknown"])), only=st.booleans()
)
audiences = st.frozensets(st.sampled_from([*MARKS, "*"]), max_size=3)
filters = st.builds(
    Filters,
    kinds=few(["trial", "guidance", "none"], 2),
    standings=few(["published", "retracted"], 1),
    years=few(["2010", "2010-2019", "1999-2010", "rubbish"], 2),
    journals=few(["BMJ", "bmj"], 1),
    parties=few(["nice", "nihr"], 1),
)

gaps = st.sampled_from([t.Gap(), t.Gap(0, 1), t.Gap(1, 1), t.Gap(1, None), t.Gap(0, 3)])
words = st.one_of(
    st.sampled_from(TOKENS).map(lambda word: t.Word((word,))),
    st.tuples(st.sampled_from(["c", "ca", "treat", "cat"]), gaps).map(t.Word),
    st.tuples(gaps, st.sampled_from(["t", "ed", "s"])).map(t.Word),
    st.tuples(st.sampled_from("ct"), gaps, st.sampled_from("st")).map(t.Word),
)
phrases = st.lists(words, min_size=1, max_size=3).map(lambda run: t.Phrase(tuple(run)))
expressions = st.recursive(
    words | phrases,
    lambda inner: (
        st.lists(inner, max_size=3).map(lambda options: t.Either(tuple(options)))
        | st.builds(t.Near, inner, inner, st.integers(0, 6), st.booleans())
    ),
    max_leaves=6,
)
leaves = st.one_of(
    st.builds(t.Text, few(t.TEXT_FIELDS, 3, 1), expressions),
    st.builds(t.Text, few(t.TEXT_FIELDS, 3, 1), expressions),
    st.builds(
        t.Subject, st.sampled_from(HEADINGS), st.booleans(), st.booleans(), few(QUALIFIERS, 2)
    ),
    st.builds(
        t.Value,
        st.just("au"),
        st.sampled_from(["smith j", "SMITH", "muller k", "!"]),
        st.booleans(),
    ),
    st.builds(
        t.Value, st.just("id"), st.sampled_from(["12", "pmid:12", "doi:10.1/a"]), st.booleans()
    ),
    st.builds(
        t.Value, st.just("jn"), st.sampled_from(["Brit J Gen Pract", "BMJ", "b"]), st.booleans()
    ),
    st.builds(
        t.Value,
        st.sampled_from(["pt", "la", "party", "kind", "standing", "qualifier"]),
        st.sampled_from(["review", "eng", "nice", "trial", "published", "drug therapy", "r"]),
        st.booleans(),
    ),
    st.builds(t.Years, st.sampled_from([None, *YEARS]), st.sampled_from([None, *YEARS])),
    st.just(t.Everything()),
)


@st.composite
def strategies(draw):
    """Draw the lines of a strategy; a Ref names an earlier line."""
    lines = []
    for number in range(draw(st.integers(1, 4))):
        ends = leaves | st.integers(1, number).map(t.Ref) if number else leaves
        trees = st.recursive(
            ends,
            lambda inner: (
                st.lists(inner, max_size=3).map(lambda parts: t.And(tuple(parts)))
                | st.lists(inner, max_size=3).map(lambda parts: t.Or(tuple(parts)))
                | st.builds(t.Not, inner, inner)
            ),
            max_leaves=5,
        )
        lines.append(draw(trees))
    return lines


terms = st.builds(
    Term,
    typed=st.sampled_from(TOKENS),
    forms=few(TOKENS, 2),
    phrases=st.lists(few(TOKENS, 3, 1), max_size=2).map(tuple),
    weight=st.sampled_from([1.0, 0.5]),
)
questions = st.lists(terms, min_size=1, max_size=4)
