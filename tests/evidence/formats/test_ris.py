"""RIS: its dialects, what people break, and writing what can be read again."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from concordat.evidence.formats import ris
from concordat.evidence.words import Author, Found, Heading, Identifier, Reference, StatusNote
from tests.evidence.formats.reading import read, reasons, references, titles

ENDNOTE = """\
TY  - JOUR
AB  - BACKGROUND: one.

METHODS: two
goes on.
AN  - 29657938
AU  - Shahtalebi, M. A.
AU  - World Health Organization,
C2  - PMC5887696
DA  - Mar 27
DO  - 10.4103/ABR.abr_99_17
DP  - NLM
KW  - *Acne Vulgaris/drug therapy
Humans
blue light
LA  - English
N1  - 2277-9175
Journal Article
Randomized Controlled Trial
PY  - 2018
SN  - 2277-9175 (Print)
2277-9175
SP  - 53-9
T2  - Adv Biomed Res
TI  - A gel &amp; its <i>effect</i>.
VL  - 7
ER  -
"""


def test_endnote_from_pubmed() -> None:
    (found,) = references(ris, ENDNOTE.encode())
    assert found == Reference(
        title="A gel & its effect",
        authors=(Author("Shahtalebi", "M. A."), Author("World Health Organization")),
        abstract="BACKGROUND: one.\nMETHODS: two goes on.",
        journal="Adv Biomed Res",
        issns=("2277-9175",),
        year=2018,
        published_on="2018-03-27",
        volume="7",
        pages="53-9",
        identifiers=(
            Identifier("doi", "10.4103/abr.abr_99_17"),
            Identifier("pmid", "29657938"),
            Identifier("pmcid", "PMC5887696"),
        ),
        headings=(Heading("Acne Vulgaris", True, ("drug therapy",)),),
        keywords=("Humans", "blue light"),
        publication_types=("Journal Article", "Randomized Controlled Trial"),
        languages=("eng",),
        source_type="JOUR",
    )


@pytest.mark.parametrize(
    ("lines", "field", "expected"),
    [
        # Ovid: Y1 with slashes, DO as an address, no pages known
        ("Y1  - 2019//", "year", 2019),
        ("Y1  - 2019/10//undefined", "published_on", "2019-10"),
        ("PY  - 2012\nDA  - 2012/07/03", "published_on", "2012-07-03"),
        ("PY  - 10 15", "year", None),
        ("PY  - 2016\nDA  - MAY", "published_on", "2016-05"),
        ("PY  - 2016\nY2  - 2019/01/01", "published_on", "2016"),
        ("SP  - No\nEP  - Specified", "pages", ""),
        ("SP  - 121\nEP  - 128", "pages", "121-128"),
        ("SP  - e0188810\nEP  - nan", "pages", "e0188810"),
        ("SP  - 401-7\nEP  - 7", "pages", "401-7"),
        ("C7  - 104501", "pages", "104501"),
        ("DO  - http://dx.doi.org/10.1002/cpp.2398", "identifiers", ["doi:10.1002/cpp.2398"]),
        ("M3  - doi: 10.1000/X1", "identifiers", ["doi:10.1000/x1"]),
        ("L2  - http://dx.doi.org/10.1002/jts.2", "identifiers", ["doi:10.1002/jts.2"]),
        # Scopus, Embase, Cochrane, Web of Science
        ("DB  - Scopus\nC2  - 31421429", "identifiers", ["pmid:31421429"]),
        ("DB  - Embase\nC5  - 15368318", "identifiers", ["pmid:15368318"]),
        ("DB  - Embase\nU2  - L373791783", "identifiers", ["embase:L373791783"]),
        ("C3  - PUBMED 123,EMBASE 5", "identifiers", ["pmid:123"]),
        ("AN  - WOS:000444108200009", "identifiers", ["wos:WOS:000444108200009"]),
        ("DB  - PTSDpubs\nAN  - 2214991469; 51887", "identifiers", []),
        ("L2  - https://www.ncbi.nlm.nih.gov/pubmed/29267302", "identifiers", ["pmid:29267302"]),
        ("N1  - PMID: 77", "identifiers", ["pmid:77"]),
        ("N1  - see PMID: 77 and others", "identifiers", []),
        ("SN  - 978-3-030-00665-5", "identifiers", ["isbn:9783030006655"]),
        ("SN  - 0894-9867, 0894-9867", "issns", ("0894-9867",)),
        ("SN  - 03064530 (ISSN)", "issns", ("0306-4530",)),
        ("SN  - 1895-5770 1895-5771", "issns", ("1895-5770",)),
        ("JA  - Abbr\nT2  - Whole", "journal", "Whole"),
        ("JO  - Acta", "journal", "Acta"),
        ("A1  - Liu R.\nAU  - Liu R.", "authors", (Author("Liu", "R."),)),
        (
            "AU  - van Acker, B.; Denil, J.",
            "authors",
            (Author("van Acker", "B."), Author("Denil", "J.")),
        ),
        ("AU  - King, Martin Luther, Jr.", "authors", (Author("King", "Martin Luther Jr."),)),
        ("KW  - *Body Image", "keywords", ("Body Image",)),
        ("N2  - the notes", "abstract", "the notes"),
        ("AB  - better\nN2  - worse", "abstract", "better"),
        ("M3  - Review", "publication_types", ("Review",)),
        ("M3  - Health Psychology & Medicine [3360]", "publication_types", ()),
        ("LA  - eng", "languages", ("eng",)),
        ("LA  - Welsh", "languages", ("wel",)),
        ("UR  - https://lens.org/1", "url", "https://lens.org/1"),
        ("UR  - <Go to ISI>://WOS:000298449100001", "url", ""),
        ("M3  - Retracted", "status", (StatusNote("retracted"),)),
    ],
)
def test_dialects(lines: str, field: str, expected: object) -> None:
    (found,) = references(ris, f"TY  - JOUR\nTI  - T\n{lines}\nER  -\n".encode())
    value = getattr(found, field)
    if field == "identifiers":
        value = [f"{item.scheme}:{item.value}" for item in value]
    assert value == expected


@pytest.mark.parametrize(
    ("title", "relation"),
    [
        ("RETRACTED: A trial", "retracted"),
        ("[Retracted] A trial", "retracted"),
        ("WITHDRAWN: A review", "withdrawn"),
        ("Retraction: A trial", None),
        ("Retracted articles and their citations", None),
    ],
)
def test_the_mark_in_a_title(title: str, relation: str | None) -> None:
    (found,) = references(ris, f"TY  - JOUR\nTI  - {title}\nER  -\n".encode())
    assert found.status == ((StatusNote(relation),) if relation else ())


def test_a_single_space_in_every_tag_is_read() -> None:
    (found,) = references(ris, b"TY - JOUR\nTI - One\nAB - The\nCI - was 5 to 7\nER -\n")
    assert found.title == "One"


def test_text_that_looks_like_a_tag_stays_text() -> None:
    content = b"TY  - JOUR\nTI  - One\nAB  - The\nER - positive tumours were\nII - worse\nER  - \n"
    (found,) = references(ris, content)
    assert found.abstract == "The ER - positive tumours were II - worse"


def test_records_without_ends_are_all_read() -> None:
    content = b"".join(b"TY  - JOUR\nTI  - Title %d\n" % n for n in range(5))
    items = read(ris, content)
    assert titles(items) == [f"Title {n}" for n in range(5)]
    assert all("no end (ER)" in item.warnings[0] for item in items if isinstance(item, Found))


def test_positions_name_record_and_line() -> None:
    content = b"1.\nTY  - JOUR\nTI  - A\nER  - \n\nTY  - JOUR\nER  - \nTY  - X\nTI  - B\nER  -"
    assert [item.position for item in read(ris, content)] == [
        "record 1, line 2",
        "record 2, line 6",
        "record 3, line 8",
    ]


def test_what_stands_between_records_is_no_record() -> None:
    content = b"TY  - JOUR\nTI  - A\nER  - \nNL  - Clin Psychol\n\nLink to the text: x\n\n2.\n"
    assert len(read(ris, content * 2)) == 2


def test_a_record_that_lost_its_beginning_is_set_aside() -> None:
    content = b"TI  - Half\nAU  - A, B\nER  - \nTY  - JOUR\nTI  - Whole\nER  - \n"
    items = read(ris, content)
    assert titles(items) == ["Whole"]
    ((position, reason),) = reasons(items)
    assert position == "record 1, line 1"
    assert "no TY line" in reason


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "cp1252"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_encodings_and_line_ends(encoding: str, end: str) -> None:
    text = end.join(("TY  - JOUR", "TI  - Größe – wie groß?", "AU  - Müller, J", "ER  - ", ""))
    content = (text * 3).encode(encoding)
    assert ris.recognises(content, "x.txt")
    items = read(ris, content)
    assert titles(items) == ["Größe – wie groß?"] * 3
    warnings = [item.warnings for item in items if isinstance(item, Found)]
    assert warnings == [("Not UTF-8: read as Windows-1252.",) if encoding == "cp1252" else ()] * 3


def test_bytes_of_no_encoding_cost_one_record() -> None:
    good = b"TY  - JOUR\nTI  - Good\nER  - \n"
    items = read(ris, good + b"TY  - JOUR\nTI  - B\x81d\nER  - \n" + good)
    assert titles(items) == ["Good", "Good"]
    assert "neither UTF-8 nor Windows-1252" in reasons(items)[0][1]


def test_one_bad_byte_in_utf8_spoils_no_other() -> None:
    content = "TY  - JOUR\nTI  - éàü ".encode() + b"\xff\nER  - \n"
    (item,) = read(ris, content)
    assert isinstance(item, Found)
    assert item.reference.title == "éàü \ufffd"
    assert "damaged" in item.warnings[0]


@pytest.mark.parametrize(
    ("head", "name", "expected"),
    [
        (b"TY  - JOUR\n", "a", True),
        (b"\n\n1.\nTY  - JOUR\n", "a", True),
        ("TY  - JOUR\n".encode("utf-16"), "a", True),
        (b"TI  - Lost its beginning\n", "a.ris.gz", True),
        (b"TI  - Lost its beginning\n", "a.txt", False),
        (b"PMID- 1\nTI  - One\n", "a.nbib", False),
        (b"", "a.ris", False),
    ],
)
def test_recognises(head: bytes, name: str, expected: bool) -> None:
    assert ris.recognises(head, name) is expected


# Words that the reader takes as they are: no markup, no marks of cataloguers, no tags.
_WORD = st.from_regex(r"[a-eéßøA-E][a-eA-E0-9.'():/+%-]{0,7}[a-e0-9]", fullmatch=True)
_TEXT = st.lists(_WORD, min_size=1, max_size=6).map(lambda words: " ".join(["x", *words, "z"]))
_NAME = st.from_regex(r"[A-ZÉ][a-zø]{2,8}", fullmatch=True)
_IDENTIFIERS = st.fixed_dictionaries(
    {},
    optional={
        "doi": st.integers(1, 999).map(lambda n: f"10.1000/x{n}"),
        "pmid": st.integers(1, 99_999_999).map(str),
        "pmcid": st.integers(1, 9_999_999).map(lambda n: f"PMC{n}"),
        "openalex": st.integers(1, 9_999_999).map(lambda n: f"W{n}"),
        "nct": st.integers(0, 99_999_999).map(lambda n: f"NCT{n:08d}"),
        "nice": st.integers(1, 999).map(lambda n: f"NG{n}"),
    },
).map(lambda ids: tuple(Identifier(scheme, value) for scheme, value in ids.items()))


@st.composite
def _references(draw: st.DrawFn) -> Reference:
    published_on = str(draw(st.dates(date(1500, 1, 1), date(2099, 12, 31))))
    kept = draw(st.sampled_from([4, 7, 10]))
    return Reference(
        title=draw(_TEXT),
        authors=tuple(draw(st.lists(st.builds(Author, _NAME, _NAME), max_size=3, unique=True))),
        abstract=draw(_TEXT | st.just("")),
        journal=draw(_TEXT | st.just("")),
        issns=draw(st.sampled_from([(), ("0317-8471",), ("2049-3630", "2434-561X")])),
        year=int(published_on[:4]),
        published_on=published_on[:kept],
        volume=draw(st.sampled_from(["", "7", "12 Suppl 1"])),
        issue=draw(st.sampled_from(["", "3", "5-6"])),
        pages=draw(st.sampled_from(["", "53", "121-128", "e1016", "83-6; discussion 87"])),
        identifiers=draw(_IDENTIFIERS),
        keywords=tuple(draw(st.lists(_TEXT, max_size=3, unique=True))),
        publication_types=draw(st.sampled_from([(), ("Review",), ("Journal Article", "Letter")])),
        languages=draw(st.sampled_from([(), ("eng",), ("wel", "eng")])),
        publisher=draw(_TEXT | st.just("")),
        url=draw(st.sampled_from(["", "https://example.org/a?b=c"])),
        source_type=draw(st.sampled_from(["JOUR", "BOOK", "RPRT"])),
    )


@settings(max_examples=60, deadline=None)
@given(st.lists(_references(), max_size=3))
def test_what_is_written_can_be_read_again(given_references: list[Reference]) -> None:
    content = "".join(ris.write(given_references)).encode()
    found = references(ris, content)
    assert [_as_set(item) for item in found] == [_as_set(item) for item in given_references]


def _as_set(reference: Reference) -> Reference:
    """The order of identifiers is that of their tags."""
    return replace(
        reference, identifiers=tuple(sorted(reference.identifiers, key=lambda i: i.scheme))
    )


def test_headings_are_written_as_medline_has_them() -> None:
    heading = Heading("Acne Vulgaris", True, ("drug therapy", "genetics"), "D000152")
    given_reference = Reference("T", headings=(heading,), identifiers=(Identifier("pmid", "5"),))
    (found,) = references(ris, "".join(ris.write([given_reference])).encode())
    assert found.headings == (replace(heading, ui=""),)


def test_a_line_end_in_a_field_begins_no_tag() -> None:
    evil = Reference("A title\nER  - \nTY  - JOUR\nTI  - Smuggled", abstract="a\r\nTI  - b")
    (found,) = references(ris, "".join(ris.write([evil])).encode())
    assert found.title == "A title ER - TY - JOUR TI - Smuggled"
