"""How fast are references parsed? Ours beside the libraries that read the same formats.

    python benchmarks/ingest_formats.py [--seconds 2]

Each row is one format: records a second of ours and of a peer in the same run, on the
same bytes, in memory, and the ratio. Peers do syntax only (rispy gives tags, Biopython
gives MEDLINE fields, lxml and orjson give trees); ours also maps meaning, checks
identifiers, keeps bytes and positions, and survives what is broken. Biopython is not a
dependency: without it its row says so. Real data lie in ../shared/data; where they are
absent the benchmark writes RIS of its own and says so.
"""

import argparse
import io
import sys
import time
import zipfile
from collections.abc import Callable, Iterator
from functools import partial
from itertools import cycle, islice
from pathlib import Path

import orjson
import rispy
from lxml import etree

from concordat.evidence.formats import nbib, openalex_json, pubmed_xml, ris
from concordat.evidence.formats.format import Format
from concordat.evidence.words import Author, Identifier, Reference
from screening_to_ris import SCREENING
from screening_to_ris import references as screened

SHARED = Path(__file__).parents[2] / "shared/data"
RECORDS = 2_000  # of each format


def main() -> int:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--seconds", type=float, default=2.0, help="for each figure")
    seconds = parser.parse_args().seconds
    print(f"{'format':<14}{'records':>8}{'MB':>7}{'ours/s':>10}{'peer/s':>10}{'ratio':>7}  peer")
    for name, member, content, peer_name, peer in cases():
        count = sum(1 for _ in member.read(io.BytesIO(content)))
        readers: list[Reader] = [partial(_drain, member), *([peer] if peer else [])]
        rates = rated([partial(reader, content) for reader in readers], count, seconds)
        compared = f"{rates[1]:>10,.0f}{rates[0] / rates[1]:>7.2f}" if peer else f"{'-':>17}"
        size = len(content) / 1e6
        print(f"{name:<14}{count:>8,}{size:>7.1f}{rates[0]:>10,.0f}{compared}  {peer_name}")
    return 0


def rated(works: list[Callable[[], object]], count: int, seconds: float) -> list[float]:
    """Return records a second of each, in processor time: the best of runs taken in turn."""
    best = [0.0] * len(works)
    begun = time.perf_counter()
    while not best[-1] or time.perf_counter() - begun < seconds * len(works):
        for index, work in enumerate(works):
            started = time.process_time()
            work()
            best[index] = max(best[index], count / (time.process_time() - started))
    return best


def _drain(member: Format, content: bytes) -> None:
    for _ in member.read(io.BytesIO(content)):
        pass


Reader = Callable[[bytes], object]
Case = tuple[str, Format, bytes, str, Reader | None]


def cases() -> Iterator[Case]:
    """Yield (name, our reader, bytes, name of the peer, peer or None when it is absent)."""
    yield "RIS", ris, _ris(), f"rispy {rispy.__version__}", lambda b: rispy.loads(b.decode())
    medline = _repeated(SHARED / "formats/ref_formats/revtools/restoration_pubmed.nbib", b"\n\n")
    if medline:
        yield "MEDLINE text", nbib, medline, *_biopython()
    articles = _articles()
    if articles:
        yield "PubMed XML", pubmed_xml, articles, "lxml, tree only", etree.fromstring
    works = _works()
    if works:
        yield "OpenAlex JSON", openalex_json, works, "orjson, tree only", _orjson_lines


def _ris() -> bytes:
    if SCREENING.exists():
        references: Iterator[Reference] = islice(screened(SCREENING), RECORDS)
    else:
        print("(no ../shared/data: RIS of our own making; the other formats are left out)")
        references = (_invented(number) for number in range(RECORDS))
    return "".join(ris.write(references)).encode()


def _invented(number: int) -> Reference:
    return Reference(
        title=f"An invented trial, number {number}, of a treatment that does not exist",
        abstract="Words of an abstract that nobody wrote. " * 35,
        authors=tuple(Author(f"Family{n}", "A B") for n in range(6)),
        journal="Journal of Invented Results",
        year=2001 + number % 20,
        identifiers=(Identifier("pmid", str(number + 1)),),
    )


def _repeated(path: Path, between: bytes) -> bytes:
    if not path.exists():
        return b""
    content = path.read_bytes().strip()
    return between.join([content] * (RECORDS // max(1, content.count(b"PMID- "))))


def _articles() -> bytes:
    """PubMed XML: the real articles, one after another in one set."""
    paths = sorted((SHARED / "formats/pubmed_xml/metapub_pmid_xml").glob("*.xml"))
    pieces = []
    for path in paths:
        content = path.read_bytes()
        start, end = content.find(b"<PubmedArticle>"), content.rfind(b"</PubmedArticle>")
        if start >= 0:
            pieces.append(content[start : end + len(b"</PubmedArticle>")])
    chosen = b"\n".join(islice(cycle(pieces), 1_000)) if pieces else b""
    return b"<PubmedArticleSet>\n" + chosen + b"\n</PubmedArticleSet>" if chosen else b""


def _works() -> bytes:
    """OpenAlex: the real works, as JSON lines."""
    path = SHARED / "openalex/Chou_2004/works_1.zip"
    if not path.exists():
        return b""
    with zipfile.ZipFile(path) as archive:
        works = [work for name in archive.namelist() for work in orjson.loads(archive.read(name))]
    return b"\n".join(map(orjson.dumps, works))


def _orjson_lines(content: bytes) -> list[object]:
    return [orjson.loads(line) for line in content.split(b"\n")]


def _biopython() -> tuple[str, Reader | None]:
    try:
        from Bio import Medline
    except ImportError:
        return "Biopython is not installed: no peer", None
    return "Biopython Medline", lambda b: list(Medline.parse(io.StringIO(b.decode())))


if __name__ == "__main__":
    sys.exit(main())
