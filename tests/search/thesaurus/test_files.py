"""Files of headings: read, kept as editions, and what is wrong with them told."""

import gzip
import json
from pathlib import Path

import pytest

from concordat.search.thesaurus.files import VocabularyError, keep, newest, open_edition, read
from concordat.search.thesaurus.headings import Descriptor

ONE = {"ui": "D1", "name": "Asthma", "entry_terms": ["Asthmas"], "tree_numbers": ["C08.1"]}
NLM = """<?xml version="1.0"?>
<!DOCTYPE DescriptorRecordSet SYSTEM "https://example.org/desc.dtd">
<DescriptorRecordSet LanguageCode="eng">
<DescriptorRecord><DescriptorUI>D001249</DescriptorUI>
<DescriptorName><String>Asthma</String></DescriptorName>
<TreeNumberList><TreeNumber>C08.127.108</TreeNumber></TreeNumberList>
<ConceptList><Concept><TermList><Term><String>Asthma</String></Term>
<Term><String>Asthma, Bronchial</String></Term></TermList></Concept></ConceptList>
</DescriptorRecord>
<DescriptorRecord><DescriptorUI>D2</DescriptorUI>
<DescriptorName><String>Humans</String></DescriptorName></DescriptorRecord>
</DescriptorRecordSet>"""


def test_json_lines_plain_and_gzip(tmp_path: Path) -> None:
    text = json.dumps(ONE).encode() + b"\n\n"
    (tmp_path / "a.jsonl").write_bytes(text)
    (tmp_path / "b.gz").write_bytes(gzip.compress(text))
    expected = [Descriptor("D1", "Asthma", ("Asthmas",), ("C08.1",))]
    assert list(read(tmp_path / "a.jsonl")) == list(read(tmp_path / "b.gz")) == expected


def test_nlm_xml(tmp_path: Path) -> None:
    (tmp_path / "desc.xml").write_text(NLM)
    assert list(read(tmp_path / "desc.xml")) == [
        Descriptor("D001249", "Asthma", ("Asthma, Bronchial",), ("C08.127.108",)),
        Descriptor("D2", "Humans"),
    ]


def test_an_edition_is_named_by_its_content_and_never_changes(tmp_path: Path) -> None:
    first, count = keep(tmp_path, [Descriptor("D1", "Asthma")], name="one")
    second, _ = keep(tmp_path, [Descriptor("D1", "Asthma"), Descriptor("D2", "Humans")], name="two")
    assert count == 1
    assert first != second
    assert newest(tmp_path) == {"edition": second, "name": "two", "headings": 2}
    assert len(open_edition(tmp_path, first)) == 1
    assert keep(tmp_path, [Descriptor("D1", "Asthma")], name="again")[0] == first
    assert newest(tmp_path)["edition"] == first
    assert not list(tmp_path.glob("*unfinished"))


def test_none_loaded_is_an_empty_thesaurus(tmp_path: Path) -> None:
    assert newest(tmp_path) == {}
    assert len(open_edition(tmp_path, "")) == 0


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "has no headings"),
        (b'{"ui": "D1", "name": "A"}\n{"ui": "D2"}\n', "Line 2 is not a heading"),
        (b"not json\n", "Line 1 is not a heading"),
        (gzip.compress(b'{"ui": "D1", "name": "A"}\n' * 50, mtime=0)[:-12], "is damaged"),
        (b"<DescriptorRecordSet><DescriptorRecord>", "The XML is broken"),
    ],
    ids=["empty", "second line", "no JSON", "cut gzip", "cut XML"],
)
def test_wrong_files_say_what_and_where(tmp_path: Path, content: bytes, words: str) -> None:
    (tmp_path / "a").write_bytes(content)
    with pytest.raises(VocabularyError, match=words):
        keep(tmp_path, read(tmp_path / "a"), name="a")
    assert newest(tmp_path) == {}


def test_an_edition_or_file_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(VocabularyError, match="not kept here"):
        open_edition(tmp_path, "0123")
    with pytest.raises(VocabularyError, match="There is no file"):
        list(read(tmp_path / "none"))
