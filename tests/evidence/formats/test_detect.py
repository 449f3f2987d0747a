"""Which format is it, and what is said when it is none."""

import json
from io import BytesIO

import pytest

from concordat.evidence.formats import FORMATS, WRITERS, detect, detect_name, why_unknown
from concordat.evidence.words import Found, Reference

SAMPLES = {
    "ris": b"TY  - JOUR\nTI  - PMID- 5 is no MEDLINE\nER  - \n",
    "nbib": b"\n\nPMID- 5\nTI  - T\n",
    "pubmed": b"<?xml version='1.0'?><PubmedArticleSet></PubmedArticleSet>",
    "endnote": b"<?xml version='1.0'?><xml><records><record><titles/></record></records></xml>",
    "csv": b"ID,title,year\n1,TY  - x,2019\n",
    "openalex": json.dumps([{"id": "https://openalex.org/W1", "title": "TY  - x"}]).encode(),
}


@pytest.mark.parametrize("key", sorted(FORMATS))
@pytest.mark.parametrize("name", ["a", "a.ris", "a.xml", "a.json.gz", "zip!a.nbib"])
def test_content_is_trusted_more_than_the_name(key: str, name: str) -> None:
    assert detect_name(SAMPLES[key], name) == key
    assert detect(SAMPLES[key], name) is FORMATS[key]


@pytest.mark.parametrize("key", sorted(WRITERS))
def test_what_we_write_we_know_again(key: str) -> None:
    content = "".join(WRITERS[key].write([Reference("A title")])).encode()
    assert detect_name(content, "export") == key
    (found,) = FORMATS[key].read(BytesIO(content))
    assert isinstance(found, Found)
    assert found.reference.title == "A title"


@pytest.mark.parametrize(
    ("head", "words"),
    [
        (b"", "The file is empty"),
        (b"   \n", "The file is empty"),
        (b"%PDF-1.4", "a PDF document"),
        (b"@article{x,", "BibTeX"),
        (b"\xef\xbb\xbfFN Clarivate Analytics Web of Science\nVR 1.0", "Web of Science plain text"),
        (b"<?xml version='1.0'?><records/>", "XML of another kind"),
        (b'{"a": 1}', "JSON of another kind"),
        (b"\x00\x01\x02", "The format is not known"),
        (b"name,year\nA,2019\n", "The format is not known"),
    ],
)
def test_what_is_unknown_is_named(head: bytes, words: str) -> None:
    assert detect(head, "a.dat") is None
    assert words in why_unknown(head)
