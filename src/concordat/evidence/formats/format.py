"""The port of a format: what every member of the family does."""

from collections.abc import Iterable, Iterator
from typing import BinaryIO, Protocol

from concordat.evidence.words import Found, Reference, SetAside

#: The longest record that is read, in bytes. The largest real PubMed record with its
#: reference list is under 2 MB; what is longer is damage or an attack, and is set aside.
LONGEST_RECORD = 16 * 1024 * 1024

#: How much of a broken record is kept beside the reason it was set aside, in bytes.
KEPT_OF_BROKEN = 2_000


class Format(Protocol):
    """A way of writing references down that we can read. Members are modules."""

    NAME: str  # what people call it

    def recognises(self, head: bytes, name: str) -> bool:
        """Return whether a file that begins with `head` (up to 64 kB) is of this format."""
        ...

    def read(self, stream: BinaryIO) -> Iterator[Found | SetAside]:
        """Yield each record in order. Never raises for what the bytes are; streams.

        What cannot be read is yielded as SetAside with its place, and reading goes on.
        """
        ...


class Writer(Protocol):
    """A way of writing references down for others."""

    NAME: str
    MEDIA_TYPE: str
    EXTENSION: str

    def write(self, references: Iterable[Reference]) -> Iterator[str]:
        """Yield the text of the file, a piece for each reference."""
        ...
