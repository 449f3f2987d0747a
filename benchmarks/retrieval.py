"""How well do questions in plain words find what people judged relevant?

    python benchmarks/retrieval.py [FOLDER[:SPLIT] ...]

Each FOLDER is a collection in BEIR layout; without any, those of `../shared/data` are taken.
For each it prints nDCG@10, recall@100 and MAP of our ranking by words alone and the
milliseconds of a search for a page of 20 (ours with exact counts and facets), and beside it
BM25 of bm25s over the same texts in the same run (its Lucene variant, Porter's second stemmer,
English stop words). Our measures are compared with those of trec_eval on the same ranking.
Peers that are not installed are left out, and that is said: `uv pip install bm25s pytrec-eval-
terrier`.
"""

import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from statistics import fmean
from time import perf_counter

import Stemmer

from concordat.search.engines.set_engine import SetEngine
from concordat.search.evaluation.collection import Collection
from concordat.search.evaluation.measures import average_precision, ndcg, recall
from concordat.search.evaluation.retrieval import DEPTH, PAGE, Run, percentile, search_all
from concordat.search.thesaurus.variants import load

try:
    import bm25s
except ImportError:
    bm25s = None
try:
    import pytrec_eval
except ImportError:
    pytrec_eval = None

ROOT = Path(__file__).resolve().parents[1]
USUAL = ("scifact:test", "nfcorpus:dev", "medlars:test")
Judgments = dict[str, dict[str, int]]


def main(arguments: list[str]) -> None:
    for peer, module in (("bm25s", bm25s), ("pytrec_eval", pytrec_eval)):
        if module is None:
            print(f"{peer} is not installed and is left out.")
    print(f"{'collection':<16}{'who':<12}nDCG@10  rec@100      MAP   p50 ms   p95 ms")
    for folder, split in asked(arguments):
        collection = Collection(folder, split)
        judged = collection.judgments()
        queries = {id_: text for id_, text in collection.queries().items() if id_ in judged}
        name = f"{folder.name} {split}"
        run, times = ours(collection, queries)
        show(name, "concordat", run, judged, times)
        if pytrec_eval is not None:
            compare(run, judged)
        if bm25s is not None:
            show(name, "bm25s", *theirs(collection, queries, judged))


def asked(arguments: list[str]) -> Iterator[tuple[Path, str]]:
    for argument in arguments:
        folder, _, split = argument.partition(":")
        yield Path(folder), split or "test"
    if not arguments:
        for usual in USUAL:
            name, split = usual.split(":")
            folder = ROOT.parent / "shared" / "data" / name
            if folder.is_dir():
                yield folder, split
            else:
                print(f"{folder} is not there: {name} is left out.")


def ours(collection: Collection, queries: dict[str, str]) -> tuple[Run, list[float]]:
    with tempfile.TemporaryDirectory() as folder:
        engine = SetEngine(Path(folder))
        engine.put(collection.documents())
        return search_all(engine, queries, load(ROOT / "content" / "search"))


def theirs(
    collection: Collection, queries: dict[str, str], judged: Judgments
) -> tuple[Run, Judgments, list[float]]:
    documents = list(collection.documents())
    ids = [document.id for document in documents]
    stemmer = Stemmer.Stemmer("english")

    def words(texts: list[str]) -> object:
        return bm25s.tokenize(texts, stopwords="en", stemmer=stemmer, show_progress=False)

    index = bm25s.BM25(method="lucene", k1=1.2, b=0.75)
    texts = [f"{document.title} {document.abstract}" for document in documents]
    index.index(words(texts), show_progress=False)
    run: Run = {}
    times = []
    for id_, text in queries.items():
        started = perf_counter()
        index.retrieve(words([text]), k=min(PAGE, len(ids)), show_progress=False)
        times.append((perf_counter() - started) * 1000)
        found, scores = index.retrieve(words([text]), k=min(DEPTH, len(ids)), show_progress=False)
        pairs = zip(found[0].tolist(), scores[0].tolist(), strict=True)
        run[id_] = [ids[place] for place, score in pairs if score > 0]
    return run, judged, times


def show(name: str, who: str, run: Run, judged: Judgments, times: list[float]) -> None:
    figures = (
        fmean(ndcg(run[id_], judged[id_], cut=10) for id_ in run),
        fmean(recall(run[id_], judged[id_], cut=100) for id_ in run),
        fmean(average_precision(run[id_], judged[id_]) for id_ in run),
    )
    measured = "".join(f"{figure:9.4f}" for figure in figures)
    spent = "".join(f"{percentile(times, percent):9.2f}" for percent in (50, 95))
    print(f"{name:<16}{who:<10}{measured}{spent}")


def compare(run: Run, judged: Judgments) -> None:
    """Print the greatest difference of any measure of any query from trec_eval's."""
    measures = {"ndcg_cut.10", "recall.100", "map"}
    grades = {query: {d: max(g, 0) for d, g in held.items()} for query, held in judged.items()}
    placed = {q: {d: 1.0 / place for place, d in enumerate(ids, 1)} for q, ids in run.items()}
    right = pytrec_eval.RelevanceEvaluator(grades, measures).evaluate(placed)
    worst = max(
        abs(mine - right[id_][name])
        for id_, ids in run.items()
        if id_ in right
        for name, mine in (
            ("ndcg_cut_10", ndcg(ids, judged[id_], cut=10)),
            ("recall_100", recall(ids, judged[id_], cut=100)),
            ("map", average_precision(ids, judged[id_])),
        )
    )
    print(f"{'':<16}greatest difference from trec_eval, of {len(right)} queries: {worst:.1e}")


if __name__ == "__main__":
    main(sys.argv[1:])
