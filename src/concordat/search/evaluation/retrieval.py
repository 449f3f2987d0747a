"""Index a judged collection apart from everything else, ask its queries, measure."""

import tempfile
from dataclasses import dataclass
from pathlib import Path
from statistics import fmean
from time import perf_counter

from concordat.search.engines.engine import Engine
from concordat.search.engines.set_engine import SetEngine
from concordat.search.evaluation.collection import Collection, CollectionError
from concordat.search.evaluation.measures import average_precision, ndcg, recall
from concordat.search.question.reading import read_question
from concordat.search.thesaurus.variants import ContentError, Variants, load
from concordat.search.words import Filters

__all__ = ["ContentError", "Effectiveness", "evaluate", "percentile", "search_all"]

#: Results taken of each query: trec_eval's usual depth.
DEPTH = 1000
#: Results of a search that is timed.
PAGE = 20
_EVERYBODY = frozenset({"public"})
Run = dict[str, list[str]]


@dataclass(frozen=True, slots=True)
class Effectiveness:
    """Means over the judged queries, and how long one search took, in milliseconds.

    A search here is what a page asks: reading the question and ranking `PAGE` works, with
    exact counts, facets and receipts. The measures look `DEPTH` deep. A judged query that
    finds nothing counts as 0.
    """

    ndcg_at_10: float
    recall_at_100: float
    map: float
    p50_ms: float
    p95_ms: float
    documents: int
    queries: int  # asked and measured
    unjudged: int  # passed over, as nobody judged them
    set_aside: int  # lines of the files that could not be read
    complaints: tuple[str, ...]


def evaluate(folder: Path, *, split: str, content: Path) -> Effectiveness:
    """Measure a collection in BEIR layout. Raises CollectionError when it cannot be used.

    The index lies in a temporary folder that is gone afterwards. `content` is the folder
    of reviewed spellings and acronyms; where it is absent none are used.
    """
    collection = Collection(folder, split)
    judged, queries = collection.judgments(), collection.queries()
    asked = {id_: text for id_, text in queries.items() if id_ in judged}
    if not asked:
        raise CollectionError(
            f"No query of {folder} has a judgment in qrels/{split}.tsv: nothing to measure."
        )
    with tempfile.TemporaryDirectory(prefix="concordat-evaluate-") as temporary:
        engine = SetEngine(Path(temporary))
        engine.put(collection.documents())
        run, times = search_all(engine, asked, load(content))
        documents = engine.status().works
    if not documents:
        raise CollectionError(f"There is no document in the corpus of {folder}.")
    return Effectiveness(
        ndcg_at_10=fmean(ndcg(run[id_], judged[id_], cut=10) for id_ in asked),
        recall_at_100=fmean(recall(run[id_], judged[id_], cut=100) for id_ in asked),
        map=fmean(average_precision(run[id_], judged[id_]) for id_ in asked),
        p50_ms=percentile(times, 50),
        p95_ms=percentile(times, 95),
        documents=documents,
        queries=len(asked),
        unjudged=len(queries) - len(asked),
        set_aside=collection.set_aside,
        complaints=tuple(collection.complaints),
    )


def search_all(
    engine: Engine, queries: dict[str, str], variants: Variants
) -> tuple[Run, list[float]]:
    """Return the ranking of each query and the milliseconds that a page of each took."""
    run: Run = {}
    times = []
    for id_, text in queries.items():
        started = perf_counter()
        terms = read_question(text, variants).terms
        engine.rank(terms, audiences=_EVERYBODY, filters=Filters(), limit=PAGE)
        times.append((perf_counter() - started) * 1000)
        found = engine.rank(terms, audiences=_EVERYBODY, filters=Filters(), limit=DEPTH)
        run[id_] = [scored.id for scored in found.scored]
    return run, times


def percentile(values: list[float], percent: int) -> float:
    """Return the smallest value that at least `percent` in a hundred do not exceed."""
    ordered = sorted(values)
    return ordered[max(0, -(-len(ordered) * percent // 100) - 1)]
