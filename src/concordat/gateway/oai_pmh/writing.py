"""Write the answers of OAI-PMH 2.0, and a work in Dublin Core. Pure."""

import re
from collections.abc import Iterable, Iterator, Mapping

from lxml import etree

from concordat.evidence.words import Harvested, WorkView

OAI = "http://www.openarchives.org/OAI/2.0/"
OAI_DC = "http://www.openarchives.org/OAI/2.0/oai_dc/"
DC = "http://purl.org/dc/elements/1.1/"
XSI = "http://www.w3.org/2001/XMLSchema-instance"
PREFIX = "oai:concordat.local:"
_UNWRITABLE = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def answer(*, base: str, now: str, attributes: Mapping[str, str]) -> etree._Element:
    """Return the root of an answer; `attributes` are the request's, none after a bad one."""
    root = etree.Element(f"{{{OAI}}}OAI-PMH", nsmap={None: OAI, "xsi": XSI})
    root.set(f"{{{XSI}}}schemaLocation", f"{OAI} http://www.openarchives.org/OAI/2.0/OAI-PMH.xsd")
    add(root, "responseDate", now)
    request = add(root, "request", base)
    for name, value in attributes.items():
        request.set(name, writable(value))
    return root


def add(parent: etree._Element, name: str, text: str = "") -> etree._Element:
    """Add a child of the protocol's own namespace."""
    child = etree.SubElement(parent, f"{{{OAI}}}{name}")
    if text:
        child.text = writable(text)
    return child


def writable(text: str) -> str:
    """Return the text with what XML cannot hold replaced."""
    return _UNWRITABLE.sub("\ufffd", text)


def header(parent: etree._Element, record: Harvested, sets: Iterable[str]) -> None:
    """Add the header of a record; one that left is deleted, for good."""
    node = add(parent, "header")
    if record.view is None:
        node.set("status", "deleted")
    add(node, "identifier", PREFIX + record.id)
    add(node, "datestamp", record.changed_at.replace("+00:00", "Z"))
    for each in sets:
        add(node, "setSpec", each)


def metadata(parent: etree._Element, work: WorkView, *, page: str, rights: Iterable[str]) -> None:
    """Add the work in Dublin Core. Its standing is the first description."""
    node = add(parent, "metadata")
    dc = etree.SubElement(node, f"{{{OAI_DC}}}dc", nsmap={"oai_dc": OAI_DC, "dc": DC, "xsi": XSI})
    dc.set(f"{{{XSI}}}schemaLocation", f"{OAI_DC} http://www.openarchives.org/OAI/2.0/oai_dc.xsd")
    for name, value in dublin_core(work, page=page, rights=rights):
        if value:
            etree.SubElement(dc, f"{{{DC}}}{name}").text = writable(value)


def dublin_core(work: WorkView, *, page: str, rights: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Yield the elements of Dublin Core and their values."""
    yield "title", work.title
    yield from (("creator", author.short()) for author in work.authors)
    yield from (("subject", heading.name) for heading in work.headings)
    yield from (("subject", keyword) for keyword in work.keywords)
    yield "description", f"Standing: {work.standing.value}" + said_of(work)
    yield "publisher", work.publisher or work.party
    yield "source", work.journal
    yield "date", work.published_on or str(work.year or "")
    yield "type", work.kind.value
    yield "identifier", page
    for each in work.identifiers:
        yield (
            "identifier",
            f"https://doi.org/{each.value}"
            if each.scheme == "doi"
            else (each.value if each.scheme == "url" else f"{each.scheme}:{each.value}"),
        )
    yield from (("language", language) for language in work.languages)
    for link in work.links:
        yield "relation", f"{link.relation}: {link.title}"
    yield from (("rights", right) for right in rights)


def said_of(work: WorkView) -> str:
    """Return since when a work stands as it does, and who said so."""
    when = f" on {work.standing_on}" if work.standing_on else ""
    return when + (f", according to {work.standing_source}" if work.standing_source else "")
