"""Every real file at hand is read without a fault, and says what it is known to say."""

import json
import zipfile
from pathlib import Path

import pytest

from concordat.evidence.formats import detect, detect_name, openalex_json, why_unknown
from concordat.evidence.words import Found
from tests.evidence.formats.reading import read, titles


def test_every_file_is_read_or_refused_with_a_reason(shared_data: Path) -> None:
    counts: dict[str, int] = {}
    for path in sorted((shared_data / "formats").rglob("*")):
        if not path.is_file():
            continue
        content = path.read_bytes()
        key = detect_name(content[:65536], path.name)
        counts[str(key)] = counts.get(str(key), 0) + 1
        member = detect(content[:65536], path.name)
        if member is None:
            assert why_unknown(content[:65536]).endswith(".")
            continue
        for item in read(member, content):
            assert item.position
            if isinstance(item, Found):
                assert item.reference.title
                assert item.raw.strip()
    assert counts["ris"] > 20
    assert counts["nbib"] > 7
    assert counts["pubmed"] > 160


@pytest.mark.parametrize(
    ("file", "found", "set_aside"),
    [
        ("reflib/blue-light.ris", 102, 0),
        ("reflib/blue-light.nbib", 80, 0),
        ("asreview_demo_data/_baseline.ris", 100, 0),
        ("asreview_demo_data/baseline_zotero.ris", 100, 0),
        ("asreview_demo_data/ris_issue_992.txt", 19, 0),
        ("asreview_demo_data/ris_issue_1099.txt", 7, 0),
        ("asreview_demo_data/ovid_psycinfo.ris", 6, 0),
        ("asreview_demo_data/baseline_empty_values.ris", 2, 2),
        ("revtools/restoration_scopus.ris", 286, 0),
        ("revtools/restoration_pubmed.nbib", 104, 0),
        ("litsearchr/scopus.ris", 92, 0),
    ],
)
def test_counts(shared_data: Path, file: str, found: int, set_aside: int) -> None:
    path = shared_data / "formats" / "ref_formats" / file
    content = path.read_bytes()
    member = detect(content, path.name)
    assert member is not None
    items = read(member, content)
    assert (len(titles(items)), len(items) - len(titles(items))) == (found, set_aside)


def test_one_library_in_two_formats_says_the_same(shared_data: Path) -> None:
    """The same EndNote library, exported as RIS, and its PubMed records as MEDLINE text."""
    folder = shared_data / "formats" / "ref_formats" / "reflib"
    by_pmid = {}
    for name in ("blue-light.ris", "blue-light.nbib"):
        content = (folder / name).read_bytes()
        member = detect(content, name)
        assert member is not None
        by_pmid[name] = {
            identifier.value: item.reference
            for item in read(member, content)
            if isinstance(item, Found)
            for identifier in item.reference.identifiers
            if identifier.scheme == "pmid"
        }
    shared = by_pmid["blue-light.ris"].keys() & by_pmid["blue-light.nbib"].keys()
    assert len(shared) > 70
    for pmid in shared:
        ris, nbib = by_pmid["blue-light.ris"][pmid], by_pmid["blue-light.nbib"][pmid]
        assert ris.title.casefold() == nbib.title.casefold()
        assert ris.year == nbib.year
        assert ris.volume == nbib.volume
        assert [a.family for a in ris.authors][:1] == [a.family for a in nbib.authors][:1]


def test_real_openalex_works(shared_data: Path) -> None:
    """Each file of the two reviews, against Python's own JSON reader."""
    for review in ("Chou_2004", "Nelson_2002"):
        with zipfile.ZipFile(shared_data / "openalex" / review / "works_1.zip") as archive:
            for name in archive.namelist():
                content = archive.read(name)
                expected = [work for work in json.loads(content) if work["title"]]
                items = read(openalex_json, content)
                assert len(titles(items)) == len(expected)
                raws = [json.loads(item.raw) for item in items if isinstance(item, Found)]
                assert raws == expected
