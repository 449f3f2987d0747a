"""A list of works as an Atom feed (RFC 4287), with those that are gone (RFC 6721). Pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from xml.etree.ElementTree import Element, SubElement, tostring  # nosec B405 - it only writes

from concordat.evidence.words import FALLEN, Harvested, Standing, WorkView
from concordat.web.evidence.presenters import byline

_ATOM = "http://www.w3.org/2005/Atom"
_TOMBSTONES = "http://purl.org/atompub/tombstones/1.0"
#: The date in a tag address (RFC 4151): when this way of naming entries began. Never changes.
_SINCE = "2026"


@dataclass(frozen=True, slots=True)
class Channel:
    """What a feed is: its own address, the page that it follows, and its title."""

    title: str
    href: str
    page: str
    site: str
    updated: str  # ISO, when there is no entry


def as_atom(channel: Channel, works: Sequence[WorkView], gone: Sequence[Harvested] = ()) -> bytes:
    """Return the feed. The id of an entry is the work's own and never changes.

    `gone` are works that nobody may read here any more: readers take them out of their lists.
    """
    feed = Element("feed", {"xmlns": _ATOM, "xmlns:at": _TOMBSTONES, "xml:lang": "en-GB"})
    _text(feed, "id", channel.href)
    _text(feed, "title", channel.title)
    changes = [*(work.changed_at for work in works), *(each.changed_at for each in gone)]
    _text(feed, "updated", max(changes, default=channel.updated))
    SubElement(feed, "link", {"rel": "self", "href": channel.href, "type": "application/atom+xml"})
    SubElement(feed, "link", {"rel": "alternate", "href": channel.page, "type": "text/html"})
    author = SubElement(feed, "author")
    _text(author, "name", "Concordat")
    for work in works:
        _entry(feed, work, channel.site)
    for each in gone:
        SubElement(feed, "at:deleted-entry", {"ref": _id(each.id), "when": each.changed_at})
    body: bytes = tostring(feed, encoding="utf-8")
    return b'<?xml version="1.0" encoding="utf-8"?>\n' + body


def _id(work: str) -> str:
    return f"tag:concordat,{_SINCE}:work/{work}"


def _entry(feed: Element, work: WorkView, site: str) -> None:
    entry = SubElement(feed, "entry")
    loud = work.standing in FALLEN or work.standing is Standing.CONCERN
    mark = f"{work.standing.value.upper()}: " if loud else ""
    _text(entry, "id", _id(work.id))
    _text(entry, "title", mark + (work.title or "Work without a title"))
    _text(entry, "published", work.first_seen_at)
    _text(entry, "updated", work.changed_at)
    href = f"{site}/evidence/{work.id}"
    SubElement(entry, "link", {"rel": "alternate", "href": href, "type": "text/html"})
    _text(entry, "summary", byline(work))
    for scheme, term in (("kind", work.kind.value), ("standing", work.standing.value)):
        SubElement(entry, "category", {"scheme": f"tag:concordat,{_SINCE}:{scheme}", "term": term})


def _text(parent: Element, name: str, text: str) -> None:
    SubElement(parent, name).text = "".join(
        sign for sign in text if sign >= " " and not "\ud800" <= sign <= "\udfff"
    )
