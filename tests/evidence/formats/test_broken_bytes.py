"""Whatever is done to the bytes: no reader raises, hangs, or loses the good records after.

The damage is done to one record in the middle; the records well before and after it must
come through whole.
"""

import io
import json
import time
import tracemalloc
from collections.abc import Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from concordat.evidence.formats import FORMATS
from concordat.evidence.formats import lines as lines_module
from concordat.evidence.formats.format import KEPT_OF_BROKEN
from concordat.evidence.words import Found, SetAside
from tests.evidence.formats.reading import read, titles

HEADS = {"csv": b"ID,title,year,abstract\n"}


def record(key: str, number: int) -> bytes:
    """Return one small good record of a format; its title is `Title <number>`."""
    match key:
        case "ris":
            text = f"TY  - JOUR\nTI  - Title {number}\nAB  - Größe\nPY  - 2001\nER  - \n\n"
        case "nbib":
            text = f"PMID- {number}\nTI  - Title {number}.\nAB  - Größe\n      more\n\n"
        case "pubmed":
            text = (
                f"<PubmedArticle><MedlineCitation><PMID>{number}</PMID><Article>"
                f"<ArticleTitle>Title {number}</ArticleTitle></Article>"
                "</MedlineCitation></PubmedArticle>\n"
            )
        case "endnote":
            text = (
                f"<record><contributors/><titles><title><style>Title {number}</style></title>"
                "</titles></record>\n"
            )
        case "csv":
            text = f'{number},"Title {number}",2001,"Größe, of two\nlines"\n'
        case _:
            work = {"id": f"https://openalex.org/W{number}", "title": f"Title {number}", "ids": {}}
            text = json.dumps(work) + "\n"
    return text.encode()


def _file(key: str, *records: bytes) -> bytes:
    return HEADS.get(key, b"") + b"".join(records)


_DAMAGE = st.one_of(
    st.binary(max_size=40),
    st.sampled_from(
        [b"\n\n", b'"', b"{", b"[", b"}", b"<", b"</Article>", b"&x;", b"\0", b"\xff\xfe", b"\r"]
    ),
)


@settings(deadline=2000)
@pytest.mark.parametrize("key", sorted(FORMATS))
@given(data=st.data())
def test_a_damaged_record_costs_its_neighbours_at_most(key: str, data: st.DataObject) -> None:
    middle = bytearray(record(key, 500))
    for _ in range(data.draw(st.integers(1, 4))):
        start = data.draw(st.integers(0, len(middle)))
        end = min(len(middle), start + data.draw(st.integers(0, 30)))
        middle[start:end] = data.draw(_DAMAGE)
    before = [record(key, number) for number in range(1, 6)]
    after = [record(key, number) for number in range(6, 12)]
    found = titles(read(FORMATS[key], _file(key, *before, bytes(middle), *after)))
    # What the damage joined to it - the record before or after - may be lost with it.
    expected = [f"Title {number}" for number in (*range(1, 5), *range(8, 12))]
    assert [title for title in found if title in expected] == expected


@settings(deadline=2000)
@pytest.mark.parametrize("key", sorted(FORMATS))
@given(cut=st.integers(0, 2000), junk=st.binary(max_size=20))
def test_a_file_cut_anywhere_gives_all_that_came_before(key: str, cut: int, junk: bytes) -> None:
    records = [record(key, number) for number in range(1, 15)]
    content = _file(key, *records)
    cut = cut % (len(content) + 1)
    whole = 0
    while whole < len(records) and len(_file(key, *records[: whole + 1])) <= cut:
        whole += 1
    found = titles(read(FORMATS[key], content[:cut] + b"\n" + junk))
    expected = [f"Title {number}" for number in range(1, whole)]
    assert found[: len(expected)] == expected


@settings(deadline=2000)
@pytest.mark.parametrize("key", sorted(FORMATS))
@given(content=st.binary(max_size=400), name=st.text(max_size=10))
def test_any_bytes_at_all(key: str, content: bytes, name: str) -> None:
    member = FORMATS[key]
    member.recognises(content, name)
    for item in read(member, content) + read(member, record(key, 1)[:30] + content):
        assert isinstance(item, Found | SetAside)
        assert item.position
        if isinstance(item, SetAside):
            assert item.reason.endswith(".")


class Endless(io.RawIOBase):
    """A file of `size` bytes that is never in memory: a head, one sign repeated, a tail."""

    def __init__(self, head: bytes, sign: bytes, size: int, tail: bytes) -> None:
        self._parts = self._make(head, sign, size, tail)
        self._left = b""

    def _make(self, head: bytes, sign: bytes, size: int, tail: bytes) -> Iterator[bytes]:
        yield head
        block = sign * (1024 * 1024 // len(sign))
        for _ in range(size // len(block)):
            yield block
        yield tail

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        self._left = self._left or next(self._parts, b"")
        given, self._left = self._left[: len(buffer)], self._left[len(buffer) :]
        buffer[: len(given)] = given
        return len(given)


_GIANTS = {
    "ris": (b"TY  - JOUR\nTI  - Giant\nAB  - ", b"x", b"\nER  - \n\n"),
    "nbib": (b"PMID- 5\nTI  - Giant\nAB  - ", b"x", b"\n\n"),
    "pubmed": (
        b"<PubmedArticle><MedlineCitation><Article><ArticleTitle>",
        b"x",
        b"</ArticleTitle></Article></MedlineCitation></PubmedArticle>\n",
    ),
    "endnote": (
        b"<record><titles><title>",
        b"x",
        b"</title></titles></record>\n",
    ),
    "csv": (b'5,"Giant",2001,', b"x", b"\n"),
    "openalex": (b'{"id": "https://openalex.org/W5", "title": "', b"x", b'"}\n'),
}


@pytest.mark.parametrize("key", sorted(FORMATS))
def test_a_line_of_200_megabytes_is_set_aside_in_little_memory(key: str) -> None:
    head, sign, tail = _GIANTS[key]
    stream = Endless(_file(key, record(key, 1)) + head, sign, 200_000_000, tail + record(key, 2))
    tracemalloc.start()
    begun = time.process_time()
    try:
        items = list(FORMATS[key].read(io.BufferedReader(stream)))
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert titles(items) == ["Title 1", "Title 2"]
    (broken,) = (item for item in items if isinstance(item, SetAside))
    assert "16 MB" in broken.reason
    assert len(broken.raw) <= KEPT_OF_BROKEN
    assert peak < 120_000_000
    assert time.process_time() - begun < 30


@pytest.mark.parametrize("key", ["ris", "nbib"])
def test_a_record_of_too_many_lines_is_set_aside_too(
    key: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(FORMATS[key], "LONGEST_RECORD", 10_000)
    monkeypatch.setattr(lines_module, "LONGEST_RECORD", 10_000)
    head, _, tail = _GIANTS[key]
    content = _file(key, record(key, 1)) + head + b"x\n" * 20_000 + tail + record(key, 2)
    items = read(FORMATS[key], content)
    assert titles(items) == ["Title 1", "Title 2"]
    assert len(items) == 3


@pytest.mark.parametrize(
    "sign",
    [
        b"<PubmedArticle ",
        b"<record ",
        b'"',
        b',"',
        b"[",
        b"{",
        b'{"a":',
        b'{"results": [',
        b"TY  -\n",
        b"PMID- 1\n",
        b"\r",
    ],
)
@pytest.mark.parametrize("key", sorted(FORMATS))
def test_hostile_repetition_takes_no_time(key: str, sign: bytes) -> None:
    begun = time.process_time()
    content = sign * (300_000 // len(sign)) + b"\n\n" + record(key, 1)
    items = read(FORMATS[key], _file(key, content))
    assert time.process_time() - begun < 20
    assert len(titles(items)) <= 1
