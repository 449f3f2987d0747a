"""Write an Atom feed (RFC 4287). Pure."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from lxml import etree

ATOM = "http://www.w3.org/2005/Atom"
#: Signs that XML 1.0 has no way to write.
_UNWRITABLE = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry. `id` never changes; `updated` is ISO with a time zone; `summary` plain text."""

    id: str
    title: str
    link: str
    updated: str
    summary: str
    author: str
    categories: tuple[str, ...] = ()
    published: str = ""


@dataclass(frozen=True, slots=True)
class Feed:
    """A feed; its newest entry, or `updated`, says when it changed."""

    id: str
    title: str
    subtitle: str
    self_link: str
    page: str
    updated: str
    entries: Sequence[Entry]


def write(feed: Feed) -> bytes:
    """Return the feed as XML."""
    root = etree.Element(_name("feed"), nsmap={None: ATOM})
    root.set("{http://www.w3.org/XML/1998/namespace}lang", "en-GB")
    _text(root, "id", feed.id)
    _text(root, "title", feed.title)
    _text(root, "subtitle", feed.subtitle)
    newest = max([entry.updated for entry in feed.entries], default=feed.updated)
    _text(root, "updated", newest)
    etree.SubElement(
        root, _name("link"), rel="self", type="application/atom+xml", href=feed.self_link
    )
    etree.SubElement(root, _name("link"), rel="alternate", type="text/html", href=feed.page)
    for entry in feed.entries:
        root.append(_entry(entry))
    return bytes(etree.tostring(root, xml_declaration=True, encoding="UTF-8", pretty_print=True))


def _entry(entry: Entry) -> etree._Element:
    node = etree.Element(_name("entry"))
    _text(node, "id", entry.id)
    _text(node, "title", entry.title)
    _text(node, "updated", entry.updated)
    if entry.published:
        _text(node, "published", entry.published)
    _text(etree.SubElement(node, _name("author")), "name", entry.author or "Concordat")
    etree.SubElement(node, _name("link"), rel="alternate", type="text/html", href=entry.link)
    for each in entry.categories:
        etree.SubElement(node, _name("category"), term=each)
    _text(node, "summary", entry.summary)
    return node


def _text(parent: etree._Element, name: str, text: str) -> None:
    etree.SubElement(parent, _name(name)).text = _UNWRITABLE.sub("\ufffd", text)


def _name(name: str) -> str:
    return f"{{{ATOM}}}{name}"
