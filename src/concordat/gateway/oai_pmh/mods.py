"""A work in MODS 3.7: journal, volume, pages and each identifier under its own name. Pure.

Dublin Core has one word for all of these; who takes records into a catalogue needs them apart.
"""

from collections.abc import Iterable

from lxml import etree

from concordat.evidence.words import Author, WorkView
from concordat.gateway.oai_pmh.writing import XSI, add, said_of, writable

MODS = "http://www.loc.gov/mods/v3"
SCHEMA = "http://www.loc.gov/standards/mods/v3/mods-3-7.xsd"


def metadata(parent: etree._Element, work: WorkView, *, page: str, rights: Iterable[str]) -> None:
    """Add the work. Its standing is the first note; abstracts are left out, as everywhere."""
    node = add(parent, "metadata")
    root = etree.SubElement(node, f"{{{MODS}}}mods", nsmap={None: MODS, "xsi": XSI})
    root.set("version", "3.7")
    root.set(f"{{{XSI}}}schemaLocation", f"{MODS} {SCHEMA}")
    _put(_put(root, "titleInfo"), "title", work.title)
    for author in work.authors:
        _name(root, author)
    _put(root, "genre", work.kind.value)
    _issued(root, work)
    for language in work.languages:
        _put(_put(root, "language"), "languageTerm", language, type="code")
    _put(root, "note", f"Standing: {work.standing.value}{said_of(work)}", type="standing")
    for topic in (*(heading.name for heading in work.headings), *work.keywords):
        _put(_put(root, "subject"), "topic", topic)
    _host(root, work)
    for each in work.identifiers:
        _put(root, "identifier", each.value, type=each.scheme)
    _put(_put(root, "location"), "url", page, usage="primary display")
    for right in rights:
        _put(root, "accessCondition", right, type="use and reproduction")
    record = _put(root, "recordInfo")
    _put(record, "recordIdentifier", work.id, source="concordat")
    _put(record, "recordChangeDate", work.changed_at, encoding="w3cdtf")


def _name(root: etree._Element, author: Author) -> None:
    node = _put(root, "name", type="personal" if author.given else "corporate")
    _put(node, "namePart", author.family, **({"type": "family"} if author.given else {}))
    if author.given:
        _put(node, "namePart", author.given, type="given")
    if author.orcid:
        _put(node, "nameIdentifier", author.orcid, type="orcid")
    _put(_put(node, "role"), "roleTerm", "author", type="text", authority="marcrelator")


def _issued(root: etree._Element, work: WorkView) -> None:
    on, publisher = work.published_on or str(work.year or ""), work.publisher or work.party
    if not (on or publisher):
        return
    node = _put(root, "originInfo")
    if publisher:
        _put(node, "publisher", publisher)
    if on:
        _put(node, "dateIssued", on, encoding="w3cdtf")


def _host(root: etree._Element, work: WorkView) -> None:
    """Add the journal with what tells where in it the work stands."""
    if not work.journal:
        return
    node = _put(root, "relatedItem", type="host")
    _put(_put(node, "titleInfo"), "title", work.journal)
    for issn in work.issns:
        _put(node, "identifier", issn, type="issn")
    if not (work.volume or work.issue or work.pages):
        return
    part = _put(node, "part")
    for name, value in (("volume", work.volume), ("issue", work.issue)):
        if value:
            _put(_put(part, "detail", type=name), "number", value)
    if work.pages:
        _put(_put(part, "extent", unit="pages"), "list", work.pages)


def _put(parent: etree._Element, name: str, text: str = "", **given: str) -> etree._Element:
    child = etree.SubElement(parent, f"{{{MODS}}}{name}")
    for key, value in given.items():
        child.set(key, value)
    if text:
        child.text = writable(text)
    return child
