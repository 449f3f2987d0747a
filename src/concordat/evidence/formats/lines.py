"""Numbered lines of a byte stream, whatever ends them and however long they are."""

from collections.abc import Iterator
from typing import BinaryIO

from concordat.evidence.formats.format import KEPT_OF_BROKEN, LONGEST_RECORD

_CHUNK = 256 * 1024


def lines(stream: BinaryIO) -> Iterator[tuple[int, bytes, bool]]:
    """Yield (number from 1, line without its end, whether it was too long to keep).

    Lines end with LF, CR LF or a lone CR (old Macintosh exports). Of a line longer than
    LONGEST_RECORD only the beginning is kept, so memory stays bounded whatever comes.
    """
    number = 0
    parts: list[bytes] = []  # the line that has not ended yet
    size = 0
    after_cr = False  # the chunk before ended with CR: an LF now belongs to it
    while chunk := stream.read(_CHUNK):
        if after_cr and chunk.startswith(b"\n"):
            chunk = chunk[1:]
        after_cr = chunk.endswith(b"\r")
        pieces = chunk.splitlines()
        open_end = bool(chunk) and chunk[-1] not in b"\r\n"
        last = len(pieces) - 1
        for index, piece in enumerate(pieces):
            if index == last and open_end:
                size += len(piece)
                if size <= LONGEST_RECORD or not parts:
                    parts.append(piece)
                continue
            number += 1
            if parts:
                size += len(piece)
                yield number, *_whole(parts, piece, size)
                parts, size = [], 0
            else:
                yield number, piece, False
    if parts:
        yield number + 1, *_whole(parts, b"", size)


def _whole(parts: list[bytes], end: bytes, size: int) -> tuple[bytes, bool]:
    if size > LONGEST_RECORD:
        return parts[0][:KEPT_OF_BROKEN], True
    parts.append(end)
    return b"".join(parts), False
