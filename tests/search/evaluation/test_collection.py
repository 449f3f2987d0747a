import gzip
from pathlib import Path

import pytest

from concordat.search.evaluation.collection import Collection, CollectionError


def collection(folder: Path, corpus: str = "", queries: str = "", qrels: str = "") -> Collection:
    (folder / "corpus.jsonl").write_text(corpus)
    (folder / "queries.jsonl").write_text(queries)
    (folder / "qrels").mkdir()
    (folder / "qrels" / "test.tsv").write_text(qrels)
    return Collection(folder, "test")


def test_documents_and_queries(tmp_path: Path) -> None:
    held = collection(
        tmp_path,
        '{"_id": "1", "title": "A title", "text": "A text", "metadata": {}}\n\n{"_id": 2}\n',
        '{"_id": "q", "text": "what"}\n',
    )
    one, two = held.documents()
    assert (one.id, one.title, one.abstract) == ("1", "A title", "A text")
    assert (two.id, two.title) == ("2", "")
    assert held.queries() == {"q": "what"}
    assert held.set_aside == 0


@pytest.mark.parametrize(
    "qrels",
    [
        "query-id\tcorpus-id\tscore\nq\t1\t2\nq\t2\t0\n",
        "q\t1\t2\nq\t2\t0\n",
        "q 0 1 2\nq 0 2 0\n",
        "q\t1\t2.0\r\nq\t2\t0\r\n",
    ],
)
def test_judgments_with_and_without_names(tmp_path: Path, qrels: str) -> None:
    held = collection(tmp_path, qrels=qrels)
    assert held.judgments() == {"q": {"1": 2, "2": 0}}
    assert held.set_aside == 0


def test_lines_that_cannot_be_read_are_counted_and_the_rest_goes_on(tmp_path: Path) -> None:
    held = collection(
        tmp_path,
        '{"_id": "1"\n[1]\n{"title": "no id"}\n{"_id": "2"}\n{"_id": "2"}\n' + "[" * 99_999 + "\n",
        qrels="q\t1\t1\nq\tx\n",
    )
    assert [document.id for document in held.documents()] == ["2"]
    assert held.judgments() == {"q": {"1": 1}}
    assert held.set_aside == 6
    assert "corpus.jsonl, line 1" in held.complaints[0]


def test_gzip_is_read_and_a_cut_off_one_is_named(tmp_path: Path) -> None:
    whole = gzip.compress(b'{"_id": "1"}\n' * 5000)
    file = tmp_path / "corpus.jsonl.gz"
    file.write_bytes(whole)
    assert len(list(Collection(tmp_path, "test").documents())) == 1
    file.write_bytes(whole[: len(whole) // 2])
    with pytest.raises(CollectionError, match=r"corpus\.jsonl\.gz cannot be read after line"):
        list(Collection(tmp_path, "test").documents())


def test_missing_files_are_named(tmp_path: Path) -> None:
    held = Collection(tmp_path, "dev")
    with pytest.raises(CollectionError, match=r"There is no corpus\.jsonl"):
        list(held.documents())
    (tmp_path / "qrels").mkdir()
    (tmp_path / "qrels" / "test.tsv").write_text("")
    with pytest.raises(CollectionError, match=r"no qrels/dev\.tsv .* There are: test"):
        held.judgments()
