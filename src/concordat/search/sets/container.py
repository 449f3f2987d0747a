"""Named arrays in one file, memory-mapped: what a segment is written as.

The layout: eight bytes of magic, eight of the length of the header, the header (JSON:
name -> dtype, offset, count), then the arrays, each at a multiple of 64 bytes. A file is
written under another name, flushed to the disk and renamed, so it is whole or not there.
"""

import json
import mmap
import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

Array = NDArray[Any]
_MAGIC = b"CNCRDSG1"
_ALIGN = 64
#: What a file is called until it is whole. The next writer sweeps those left over.
UNFINISHED = ".unfinished"


class BrokenFileError(Exception):
    """A file of the index is not what it says it is."""


def write_arrays(path: Path, arrays: Mapping[str, Array]) -> None:
    """Write arrays into a new file that appears whole."""
    header, offset = {}, 0
    for name, array in arrays.items():
        header[name] = (array.dtype.str, offset, array.size)
        offset += -(-array.nbytes // _ALIGN) * _ALIGN
    head = json.dumps(header).encode()
    head += b" " * (-(len(head) + 16) % _ALIGN)

    unfinished = path.with_name(path.name + UNFINISHED)
    with unfinished.open("wb") as file:
        file.write(_MAGIC + len(head).to_bytes(8, "little") + head)
        for array in arrays.values():
            file.write(np.ascontiguousarray(array).data)
            file.write(b"\0" * (-array.nbytes % _ALIGN))
        file.flush()
        os.fsync(file.fileno())
    unfinished.replace(path)


def read_arrays(path: Path) -> dict[str, Array]:
    """Return the arrays of a file, mapped, not read. FileNotFoundError, BrokenFileError."""
    with path.open("rb") as file:
        if os.fstat(file.fileno()).st_size < len(_MAGIC) + 8:
            raise BrokenFileError(f"{path.name} is cut short.")
        mapped = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
    if mapped[:8] != _MAGIC:
        raise BrokenFileError(f"{path.name} is not a file of a set index.")
    start = 16 + int.from_bytes(mapped[8:16], "little")
    try:
        header = json.loads(mapped[16:start])
        return {
            name: np.frombuffer(mapped, dtype, count, start + offset)
            if count
            else np.empty(0, dtype)
            for name, (dtype, offset, count) in header.items()
        }
    except (ValueError, TypeError) as error:
        raise BrokenFileError(f"{path.name} is damaged: {error}.") from error
