"""What the tests of formats share: read bytes, and tell found from set aside."""

import io

from concordat.evidence.formats import Format
from concordat.evidence.words import Found, Reference, SetAside


def read(member: Format, content: bytes) -> list[Found | SetAside]:
    return list(member.read(io.BytesIO(content)))


def references(member: Format, content: bytes) -> list[Reference]:
    """Return what the records say; a record set aside fails the test."""
    found = read(member, content)
    assert not [item for item in found if isinstance(item, SetAside)], found
    return [item.reference for item in found if isinstance(item, Found)]


def titles(items: list[Found | SetAside]) -> list[str]:
    return [item.reference.title for item in items if isinstance(item, Found)]


def reasons(items: list[Found | SetAside]) -> list[tuple[str, str]]:
    """Return (position, reason) of what was set aside."""
    return [(item.position, item.reason) for item in items if isinstance(item, SetAside)]
