"""EndNote XML: its elements, its line ends within fields, its damage."""

from concordat.evidence.formats import endnote_xml
from concordat.evidence.words import Author, Identifier
from tests.evidence.formats.reading import read, reasons, references, titles

RECORD = """<record><database name="My.enl">My.enl</database>
<ref-type name="Journal Article">17</ref-type>
<contributors><authors><author><style face="normal">Müller, Jürgen</style></author>
<author><style>World Health Organization,</style></author></authors></contributors>
<titles><title><style>Effects of </style><style face="italic">S. aureus</style></title>
<secondary-title><style>BMJ</style></secondary-title></titles>
<pages><style>53-9</style></pages><volume><style>7</style></volume><number><style>2</style></number>
<keywords><keyword><style>Acne</style></keyword></keywords>
<dates><year><style>2018</style></year>
<pub-dates><date><style>Mar 27</style></date></pub-dates></dates>
<isbn><style>2277-9175 (Print)&#xD;2277-9175</style></isbn>
<accession-num><style>29657938</style></accession-num>
<abstract><style>One.&#xD;Two.</style></abstract>
<electronic-resource-num><style>10.4103/abr.ABR_99_17</style></electronic-resource-num>
<remote-database-provider><style>NLM</style></remote-database-provider>
<urls><related-urls><url><style>https://example.org/a</style></url></related-urls></urls></record>"""


def library(*records: str) -> bytes:
    return f"<?xml version='1.0'?><xml><records>{''.join(records)}</records></xml>".encode()


def test_a_whole_record() -> None:
    (found,) = references(endnote_xml, library(RECORD))
    assert found.title == "Effects of S. aureus"
    assert found.authors == (Author("Müller", "Jürgen"), Author("World Health Organization"))
    assert (found.journal, found.volume, found.issue, found.pages) == ("BMJ", "7", "2", "53-9")
    assert (found.year, found.published_on) == (2018, "2018-03-27")
    assert found.identifiers == (
        Identifier("doi", "10.4103/abr.abr_99_17"),
        Identifier("pmid", "29657938"),
    )
    assert found.issns == ("2277-9175",)
    assert found.keywords == ("Acne",)
    assert found.url == "https://example.org/a"
    assert found.source_type == "JOUR"


def test_one_broken_record_costs_only_itself() -> None:
    broken = RECORD.replace("</titles>", "")
    unended = RECORD.removesuffix("</record>")
    found = read(endnote_xml, library(RECORD, broken, RECORD, unended, RECORD))
    assert titles(found) == ["Effects of S. aureus"] * 3
    assert [position.partition(",")[0] for position, _ in reasons(found)] == [
        "record 2",
        "record 4",
    ]


def test_a_record_without_title_is_named() -> None:
    found = read(endnote_xml, library("<record><ref-type name='Book'/></record>"))
    assert "has no title" in reasons(found)[0][1]


def test_entities_are_refused() -> None:
    head = b"<?xml version='1.0'?><!DOCTYPE xml [<!ENTITY a SYSTEM 'file:///etc/passwd'>]>"
    found = read(endnote_xml, head + library(RECORD.replace("BMJ", "&a;"), RECORD)[21:])
    assert "declares entities" in reasons(found)[0][1]
    assert not any("root:" in title for title in titles(found))
