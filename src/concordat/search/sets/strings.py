"""Many strings in two arrays: their bytes end to end, and where each begins."""

from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise

import numpy as np

from concordat.search.sets.container import Array


def to_bytes(string: str) -> bytes:
    """Return a string as it is stored; the order of the bytes is that of the letters."""
    return string.encode("utf-8", "surrogatepass")


def offsets(counts: Array) -> Array:
    """Return where each of some runs begins, and where the last ends, as small as it fits."""
    ends = np.cumsum(counts, dtype=np.uint64)
    kind = np.uint32 if not len(ends) or ends[-1] < 2**32 else np.uint64
    return np.concatenate((np.zeros(1, kind), ends.astype(kind)))


def string_arrays(name: str, strings: Iterable[bytes]) -> dict[str, Array]:
    """Return the arrays `name` and `name.at` that hold some strings."""
    kept = list(strings)
    lengths = np.fromiter(map(len, kept), np.uint32, len(kept))
    return {name: np.frombuffer(b"".join(kept), np.uint8), f"{name}.at": offsets(lengths)}


class Strings(Sequence[bytes]):
    """A list of byte strings that stays on the disk until it is looked at."""

    def __init__(self, arrays: Mapping[str, Array], name: str) -> None:
        self._bytes = arrays[name].data
        self._at = arrays[f"{name}.at"].data
        self._found: dict[bytes, int] = {}

    def __len__(self) -> int:
        return len(self._at) - 1

    def __getitem__(self, index: int) -> bytes:  # type: ignore[override]
        """Return one string."""
        return self._bytes[self._at[index] : self._at[index + 1]].tobytes()

    def text(self, index: int) -> str:
        """Return one string as text."""
        return self[index].decode("utf-8", "surrogatepass")

    def texts(self, first: int, last: int) -> list[str]:
        """Return the strings from first to before last, as text."""
        base = self._at[first]
        whole = self._bytes[base : self._at[last]].tobytes()
        cuts = [place - base for place in self._at[first : last + 1]]
        return [whole[a:b].decode("utf-8", "surrogatepass") for a, b in pairwise(cuts)]

    def find(self, wanted: str) -> int:
        """Return where a string stands in a sorted list, or -1."""
        key = to_bytes(wanted)
        place = self._found.get(key)
        if place is None:
            place = bisect_left(self, key)
            place = place if place < len(self) and self[place] == key else -1
            if len(self._found) < 50_000:
                self._found[key] = place
        return place

    def starting(self, beginning: str) -> range:
        """Return where the strings that begin so stand in a sorted list."""
        key = to_bytes(beginning)
        return range(bisect_left(self, key), bisect_left(self, key + b"\xff"))
