"""Is the index on the disk sound? Slow, for people who ask."""

from pathlib import Path

from pyroaring import BitMap

from concordat.search.sets.container import BrokenFileError
from concordat.search.sets.manifest import OtherEditionError
from concordat.search.sets.segment import Segment
from concordat.search.sets.snapshot import Snapshot, open_snapshot
from concordat.search.strategy.tree import TEXT_FIELDS


def problems(folder: Path) -> list[str]:
    """Return what is wrong, a sentence each."""
    try:
        snapshot = open_snapshot(folder)
    except FileNotFoundError as error:
        return [f"The file {error.filename} of the index is missing. Build the index again."]
    except (BrokenFileError, OtherEditionError, ValueError, TypeError) as error:
        return [f"The index cannot be read: {error}"]
    found = _lengths(snapshot) + _twice(snapshot)
    for segment in snapshot.segments:
        found += _postings(segment)
    return found


def _lengths(snapshot: Snapshot) -> list[str]:
    return [
        f"{part.segment} has {len(segment)} entries, and the manifest says {part.entries}."
        for part, segment in zip(snapshot.manifest.parts, snapshot.segments, strict=True)
        if part.entries != len(segment)
    ]


def _twice(snapshot: Snapshot) -> list[str]:
    """Name works that are alive more than once."""
    seen: set[str] = set()
    twice: set[str] = set()
    for view in snapshot.newest:
        for doc in view.live:
            id_ = view.segment.ids.text(doc)
            (twice if id_ in seen else seen).add(id_)
    return [f"The work {id_} is in the index more than once." for id_ in sorted(twice)]


def _postings(segment: Segment) -> list[str]:
    """Try that every posting can be read and agrees with its counts and positions."""
    for field in TEXT_FIELDS:
        for number in range(len(segment.words)):
            try:
                docs: BitMap = segment.docs(field, number)
            except ValueError:
                return [f"{segment.name} is damaged: a posting in {field} cannot be read."]
            counts = segment.counts(field, number)
            if len(docs) != len(counts) or int(counts.sum()) != len(segment.places(field, number)):
                return [f"{segment.name} is damaged: counts and positions in {field} differ."]
    return []
