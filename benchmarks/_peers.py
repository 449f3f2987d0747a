"""Other people's engines over the same works. Those not installed are left out, and that is said.

SQLite FTS5 comes with Python; for the others: `uv pip install tantivy bm25s`.
"""

import sqlite3
from collections.abc import Sequence
from pathlib import Path

from concordat.search.words import Document

try:
    import tantivy
except ImportError:
    tantivy = None
try:
    import bm25s
except ImportError:
    bm25s = None

#: A Boolean expression: a word, ("or"|"and"|"phrase"|"near"|"starts", *parts).
Ask = str | tuple


class Fts5:
    name = "SQLite FTS5"

    def __init__(self, folder: Path, works: Sequence[Document]) -> None:
        self.database = sqlite3.connect(folder / "fts5.sqlite3")
        self.database.execute(
            "create virtual table works using fts5(id unindexed, title, abstract)"
        )
        self.database.executemany(
            "insert into works values (?, ?, ?)", ((w.id, w.title, w.abstract) for w in works)
        )
        self.database.commit()

    def text(self, ask: Ask) -> str:
        match ask:
            case str():
                return ask
            case ("phrase", *words):
                return '"' + " ".join(words) + '"'
            case ("near", one, two, between):
                return f"NEAR({one} {two}, {between})"
            case ("starts", beginning):
                return f"{beginning}*"
            case (operator, *parts):
                return "(" + f" {operator.upper()} ".join(map(self.text, parts)) + ")"
        raise ValueError(ask)

    def count(self, ask: Ask) -> int:
        found = self.database.execute(
            "select count(*) from works where works match ?", [self.text(ask)]
        )
        return int(found.fetchone()[0])

    def page(self, ask: Ask) -> int:
        self.database.execute(
            "select id from works where works match ? limit 20", [self.text(ask)]
        ).fetchall()
        return self.count(ask)

    def question(self, words: Sequence[str]) -> list[str]:
        found = self.database.execute(
            "select id from works where works match ? order by rank limit 20", [" OR ".join(words)]
        )
        return [row[0] for row in found]


class Tantivy:
    name = "tantivy"

    def __init__(self, folder: Path, works: Sequence[Document]) -> None:
        schema = tantivy.SchemaBuilder()
        schema.add_text_field("id", stored=True, tokenizer_name="raw")
        schema.add_text_field("title")
        schema.add_text_field("abstract")
        self.schema = schema.build()
        (folder / "tantivy").mkdir()
        self.index = tantivy.Index(self.schema, path=str(folder / "tantivy"))
        writer = self.index.writer(200_000_000, 2)
        for work in works:
            writer.add_document(
                tantivy.Document(id=work.id, title=work.title, abstract=work.abstract)
            )
        writer.commit()
        writer.wait_merging_threads()
        self.index.reload()
        self.searcher = self.index.searcher()

    def query(self, ask: Ask):
        match ask:
            case ("starts", beginning):
                fields = ("title", "abstract")
                queries = [
                    tantivy.Query.regex_query(self.schema, field, f"{beginning}.*")
                    for field in fields
                ]
                return tantivy.Query.boolean_query([(tantivy.Occur.Should, q) for q in queries])
        return self.index.parse_query(self.text(ask), ["title", "abstract"])

    def text(self, ask: Ask) -> str:
        match ask:
            case str():
                return ask
            case ("phrase", *words):
                return '"' + " ".join(words) + '"'
            case ("near", one, two, between):
                return f'"{one} {two}"~{between}'
            case (operator, *parts):
                return "(" + f" {operator.upper()} ".join(map(self.text, parts)) + ")"
        raise ValueError(ask)

    def count(self, ask: Ask) -> int:
        return int(self.searcher.search(self.query(ask), 1, count=True).count)

    def page(self, ask: Ask) -> int:
        found = self.searcher.search(self.query(ask), 20, count=True)
        for _score, address in found.hits:
            self.searcher.doc(address)
        return int(found.count)

    def question(self, words: Sequence[str]) -> list[str]:
        query = self.index.parse_query(" ".join(words), ["title", "abstract"])
        hits = self.searcher.search(query, 20, count=True).hits
        return [self.searcher.doc(address)["id"][0] for _score, address in hits]


class Bm25s:
    name = "bm25s"

    def __init__(self, _folder: Path, works: Sequence[Document]) -> None:
        self.ids = [work.id for work in works]
        texts = [f"{work.title} {work.abstract}" for work in works]
        self.retriever = bm25s.BM25()
        self.retriever.index(
            bm25s.tokenize(texts, stopwords=None, show_progress=False), show_progress=False
        )

    def question(self, words: Sequence[str]) -> list[str]:
        asked = bm25s.tokenize([" ".join(words)], stopwords=None, show_progress=False)
        found, _scores = self.retriever.retrieve(asked, k=20, show_progress=False)
        return [self.ids[number] for number in found[0]]


def peers() -> list[type]:
    """Return the peers that are installed; say which are not."""
    held = [Fts5]
    for module, name, peer in ((tantivy, "tantivy", Tantivy), (bm25s, "bm25s", Bm25s)):
        if module is None:
            print(f"({name} is not installed and left out)")
        else:
            held.append(peer)
    return held
