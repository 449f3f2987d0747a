"""A work in MODS: what Dublin Core cannot tell apart is told apart."""

from lxml import etree

from concordat.evidence.words import (
    Author,
    Heading,
    Identifier,
    Kind,
    Standing,
    WorkView,
)
from concordat.gateway.oai_pmh.mods import MODS, metadata
from concordat.gateway.oai_pmh.writing import OAI

WORK = WorkView(
    id="w" * 13,
    revision=3,
    title="Salt & pepper \x0b in Nowhere",
    kind=Kind.TRIAL,
    standing=Standing.RETRACTED,
    standing_on="2013-05-01",
    standing_source="Journal of Nowhere",
    authors=(Author("Example", "Ann", "0000-0001"), Author("The Salt Group")),
    journal="Journal of Nowhere",
    issns=("1234-5679",),
    year=2010,
    volume="12",
    issue="3",
    pages="101-9",
    headings=(Heading("Salts"),),
    identifiers=(Identifier("doi", "10.5555/a"), Identifier("pmid", "1")),
    languages=("eng",),
    changed_at="2026-01-01T00:00:00+00:00",
)


def test_each_fact_has_its_own_place() -> None:
    parent = etree.Element(f"{{{OAI}}}record")
    metadata(parent, WORK, page="http://x/evidence/w", rights=["A source: CC BY"])
    root = etree.fromstring(etree.tostring(parent)).find(f".//{{{MODS}}}mods")
    assert root is not None

    def at(path: str) -> list[str]:
        return [str(each.text) for each in root.findall(path, {"m": MODS})]

    assert at("m:titleInfo/m:title") == ["Salt & pepper \ufffd in Nowhere"]
    assert at("m:name[@type='personal']/m:namePart") == ["Example", "Ann"]
    assert at("m:name[@type='corporate']/m:namePart") == ["The Salt Group"]
    assert at("m:note[@type='standing']") == [
        "Standing: retracted on 2013-05-01, according to Journal of Nowhere"
    ]
    assert at("m:relatedItem[@type='host']/m:titleInfo/m:title") == ["Journal of Nowhere"]
    assert at("m:relatedItem/m:part/m:detail[@type='volume']/m:number") == ["12"]
    assert at("m:relatedItem/m:part/m:extent/m:list") == ["101-9"]
    assert at("m:identifier[@type='doi']") == ["10.5555/a"]
    assert at("m:identifier[@type='pmid']") == ["1"]
    assert at("m:location/m:url") == ["http://x/evidence/w"]


def test_what_is_not_known_is_not_there() -> None:
    parent = etree.Element(f"{{{OAI}}}record")
    bare = WorkView(id="w" * 13, revision=1, title="T", kind=Kind.TRIAL, standing=Standing.CURRENT)
    metadata(parent, bare, page="p", rights=[])
    tags = {etree.QName(each).localname for each in parent.iter()}
    assert not tags & {"relatedItem", "originInfo", "name", "identifier", "abstract"}
