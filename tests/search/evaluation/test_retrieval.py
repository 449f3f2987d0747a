import json
from pathlib import Path

import pytest

from concordat.search.evaluation.collection import CollectionError
from concordat.search.evaluation.retrieval import evaluate

ROOT = Path(__file__).resolve().parents[3]


def write(folder: Path, *, qrels: str) -> Path:
    texts = {"a": "asthma in children", "b": "wheeze in adults", "c": "broken bones"}
    lines = [json.dumps({"_id": id_, "title": text, "text": ""}) for id_, text in texts.items()]
    (folder / "corpus.jsonl").write_text("\n".join(lines))
    queries = [("1", "childhood asthma"), ("2", "bones"), ("3", "nobody judged this")]
    asked = [json.dumps({"_id": id_, "text": text}) for id_, text in queries]
    (folder / "queries.jsonl").write_text("\n".join(asked))
    (folder / "qrels").mkdir()
    (folder / "qrels" / "test.tsv").write_text(qrels)
    return folder


def test_a_small_collection(tmp_path: Path) -> None:
    folder = write(tmp_path, qrels="1\ta\t1\n2\tb\t1\n")
    found = evaluate(folder, split="test", content=tmp_path / "none")
    assert (found.documents, found.queries, found.unjudged, found.set_aside) == (3, 2, 1, 0)
    assert found.ndcg_at_10 == found.map == found.recall_at_100 == 0.5
    assert 0 < found.p50_ms <= found.p95_ms


def test_nothing_judged_is_told(tmp_path: Path) -> None:
    folder = write(tmp_path, qrels="9\ta\t1\n")
    with pytest.raises(CollectionError, match="nothing to measure"):
        evaluate(folder, split="test", content=tmp_path / "none")


@pytest.mark.parametrize(
    ("name", "split", "least"), [("scifact", "test", 0.67), ("nfcorpus", "dev", 0.295)]
)
def test_words_alone_reach_what_was_promised(
    shared_data: Path, name: str, split: str, least: float
) -> None:
    found = evaluate(shared_data / name, split=split, content=ROOT / "content" / "search")
    assert found.ndcg_at_10 >= least
