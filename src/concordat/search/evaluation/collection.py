"""A judged collection in BEIR layout: corpus, queries, and who judged what relevant.

corpus.jsonl[.gz]    {"_id", "title", "text"}
queries.jsonl[.gz]   {"_id", "text"}
qrels/SPLIT.tsv      query, document, grade; with or without a row of names
"""

import gzip
import json
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from concordat.search.words import Document


class CollectionError(Exception):
    """A collection cannot be used: which file, where in it, and what to do."""


@dataclass(slots=True)
class Collection:
    """Reads the files of one folder; `set_aside` counts the lines that could not be read."""

    folder: Path
    split: str
    set_aside: int = 0
    complaints: list[str] = field(default_factory=list)

    def documents(self) -> Iterator[Document]:
        """Yield every document of the corpus, of several with one id the first."""
        seen: set[str] = set()
        for place, held in self._objects("corpus.jsonl"):
            id_ = str(held["_id"])
            if id_ in seen:
                self._set_aside(f"{place}: {id_} is there already.")
                continue
            seen.add(id_)
            yield Document(
                id=id_,
                revision=len(seen),
                title=str(held.get("title") or ""),
                abstract=str(held.get("text") or ""),
            )

    def queries(self) -> dict[str, str]:
        """Return the text of each query."""
        return {
            str(held["_id"]): str(held.get("text") or "")
            for _, held in self._objects("queries.jsonl")
        }

    def judgments(self) -> dict[str, dict[str, int]]:
        """Return the grades of the documents that were judged for each query."""
        file = self.folder / "qrels" / f"{self.split}.tsv"
        if not file.is_file():
            there = sorted(one.stem for one in file.parent.glob("*.tsv"))
            hint = f"There are: {', '.join(there)}." if there else "There is no such folder."
            raise CollectionError(f"There is no qrels/{self.split}.tsv in {self.folder}. {hint}")
        judged: dict[str, dict[str, int]] = {}
        for number, line in enumerate(self._lines(file), start=1):
            row = self._row(line, number, file)
            if row is not None:
                judged.setdefault(row[0], {})[row[1]] = row[2]
        return judged

    def _row(self, line: str, number: int, file: Path) -> tuple[str, str, int] | None:
        """Return query, document and grade; TREC's own form has a column more."""
        cells = line.split("\t") if "\t" in line else line.split()
        if len(cells) == 4:
            cells = [cells[0], cells[2], cells[3]]
        try:
            query, document, grade = (cell.strip() for cell in cells)
            return query, document, int(float(grade))
        except (ValueError, OverflowError):
            if number > 1 and line.strip():
                self._set_aside(f"{file.name}, line {number}: needs query, document and grade.")
            return None

    def _objects(self, name: str) -> Iterator[tuple[str, dict[str, object]]]:
        file = self._file(name)
        for number, line in enumerate(self._lines(file), start=1):
            if not line.strip():
                continue
            place = f"{file.name}, line {number}"
            try:
                held = json.loads(line)
            except (ValueError, RecursionError):
                self._set_aside(f"{place}: this is not JSON.")
                continue
            if not isinstance(held, dict) or held.get("_id") in (None, ""):
                self._set_aside(f"{place}: there is no _id.")
                continue
            yield place, held

    def _file(self, name: str) -> Path:
        for file in (self.folder / name, self.folder / f"{name}.gz"):
            if file.is_file():
                return file
        raise CollectionError(
            f"There is no {name} or {name}.gz in {self.folder}."
            " A collection in BEIR layout has corpus.jsonl, queries.jsonl and qrels/SPLIT.tsv."
        )

    def _lines(self, file: Path) -> Iterator[str]:
        number = 0
        try:
            with gzip.open(file) if file.suffix == ".gz" else file.open("rb") as stream:
                for number, line in enumerate(stream, start=1):
                    yield line.decode("utf-8-sig" if number == 1 else "utf-8", "replace")
        except (OSError, EOFError, zlib.error) as error:
            raise CollectionError(
                f"{file} cannot be read after line {number}: {error}. Fetch the file again."
            ) from error

    def _set_aside(self, complaint: str) -> None:
        self.set_aside += 1
        if len(self.complaints) < 10:
            self.complaints.append(complaint)
