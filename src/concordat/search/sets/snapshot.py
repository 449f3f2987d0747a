"""What one reader sees: the segments of a manifest, and which entries live in a generation."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from types import MappingProxyType

import numpy as np
from pyroaring import BitMap

from concordat.search.sets.container import Array, read_arrays
from concordat.search.sets.draft import value_key
from concordat.search.sets.manifest import Manifest, read_manifest
from concordat.search.sets.segment import Segment, open_segment, union
from concordat.search.strategy.tree import TEXT_FIELDS

#: In the column of removals: not removed yet.
NEVER = 2**32 - 1
_TRIES = 20
_KEPT_GENERATIONS = 4
_KEPT_AUDIENCES = 64
_KEPT_CHOICES = 16


@dataclass(slots=True)
class View:
    """A segment in one generation: the entries that live, and what follows from them."""

    segment: Segment
    live: BitMap
    works: int
    words: dict[str, int]  # field -> words in the live entries
    _visible: dict[frozenset[str], BitMap] = field(default_factory=dict)
    _chosen: dict[frozenset[str], BitMap] = field(default_factory=dict)

    def visible(self, audiences: frozenset[str]) -> BitMap:
        """Return the live entries that an asker with these marks may see."""
        if "*" in audiences:
            return self.live
        found = self._visible.get(audiences)
        if found is None:
            keys = (value_key("reader", mark) for mark in audiences)
            found = union(map(self.segment.with_key, keys)) & self.live
            if len(self._visible) >= _KEPT_AUDIENCES:
                self._visible.clear()
            self._visible[audiences] = found
        return found

    def entries_of(self, ids: frozenset[str]) -> BitMap:
        """Return the live entries of these works."""
        found = self._chosen.get(ids)
        if found is None:
            entries = self.segment.entries_among(ids)
            found = BitMap(entries) & self.live
            if len(self._chosen) >= _KEPT_CHOICES:
                self._chosen.clear()
            self._chosen[ids] = found
        return found


class Snapshot:
    """The index as one manifest says it is. Files merged away meanwhile stay mapped."""

    def __init__(
        self, manifest: Manifest, segments: Sequence[Segment], removals: Sequence[Array | None]
    ) -> None:
        self.manifest = manifest
        self.segments = segments
        self.removals = removals
        self._views: dict[int, tuple[View, ...]] = {}

    def generation(self, as_at: int | None) -> int:
        """Return the generation asked for; ValueError when the index does not have it."""
        if as_at is None:
            return self.manifest.generation
        if not self.manifest.oldest <= as_at <= self.manifest.generation:
            raise ValueError(f"There is no generation {as_at} in this index.")
        return as_at

    def views(self, generation: int) -> tuple[View, ...]:
        """Return the segments as they were in a generation."""
        found = self._views.get(generation)
        if found is None:
            found = tuple(
                _view(segment, removed, generation)
                for segment, removed in zip(self.segments, self.removals, strict=True)
            )
            if len(self._views) >= _KEPT_GENERATIONS:
                self._views.clear()
            self._views[generation] = found
        return found

    @cached_property
    def newest(self) -> tuple[View, ...]:
        return self.views(self.manifest.generation)


def _view(segment: Segment, removed: Array | None, generation: int) -> View:
    lives = segment.arrays["added"] <= generation
    if removed is not None:
        lives &= removed > generation
    live = BitMap(np.flatnonzero(lives).astype(np.uint32))
    words = {
        name: int(segment.arrays[f"{name}.length"].sum(where=lives, dtype=np.int64))
        for name in TEXT_FIELDS
    }
    return View(segment, live, len(live), words)


def open_snapshot(folder: Path, before: Snapshot | None = None) -> Snapshot:
    """Return the index as it is now, using again what a snapshot before has open.

    A writer may merge a segment away between our reading the manifest and opening the
    file; then a newer manifest is there, and we start again.
    """
    known = {segment.name: segment for segment in before.segments} if before else {}
    return _tried(lambda: open_parts(folder, read_manifest(folder), known))


def _tried(attempt: Callable[[], Snapshot]) -> Snapshot:
    for _try in range(_TRIES - 1):
        try:
            return attempt()
        except FileNotFoundError:
            continue
    return attempt()


def open_parts(
    folder: Path, manifest: Manifest, known: Mapping[str, Segment] = MappingProxyType({})
) -> Snapshot:
    """Open what a manifest names. FileNotFoundError when a writer has swept it away."""
    segments = [
        known.get(part.segment) or open_segment(folder, part.segment) for part in manifest.parts
    ]
    removals = [
        read_arrays(folder / part.removals)["removed"] if part.removals else None
        for part in manifest.parts
    ]
    return Snapshot(manifest, segments, removals)
