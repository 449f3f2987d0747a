"""Writing the index: one writer, segments that never change, a manifest that is swapped."""

import gc
import multiprocessing
import os
import threading
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import islice
from pathlib import Path

import numpy as np

from concordat.search.sets.container import Array, write_arrays
from concordat.search.sets.draft import Draft, draft_of
from concordat.search.sets.encode import arrays_of
from concordat.search.sets.manifest import (
    Manifest,
    Part,
    read_manifest,
    sweep,
    write_manifest,
    writing,
)
from concordat.search.sets.merge import LARGEST, SMALL, joined, to_merge
from concordat.search.sets.segment import Segment
from concordat.search.sets.snapshot import NEVER, Snapshot, open_parts, open_snapshot
from concordat.search.words import Document

#: A batch of more works is written as two segments by two processes. Two smaller halves
#: would be merged at once, which costs more than the second process gains.
TWO_AT_ONCE = SMALL
#: What changes in a stage of a rebuild: new documents, ids that leave, the revision after it.
Change = tuple[Iterable[Document], Iterable[str], int]


def put(
    folder: Path,
    documents: Iterable[Document],
    *,
    remove: Iterable[str] = (),
    revision: int | None = None,
) -> int:
    """Write a generation that has these documents and not those ids; see the engine's port."""
    with writing(folder):
        before = open_snapshot(folder)
        sweep(folder, before.manifest)
        manifest = before.manifest
        after, ids, highest = _with_new(folder, manifest, documents, manifest.generation + 1)
        after = _with_removals(folder, before, after, ids | set(remove))
        changed = after.parts != manifest.parts
        after = replace(
            after,
            generation=manifest.generation + changed,
            revision=max(manifest.revision, highest) if revision is None else revision,
        )
        if after != manifest:
            write_manifest(folder, after)
        _tidied(folder, after)
        return after.generation


def rebuild(
    folder: Path,
    documents: Iterable[Document],
    *,
    revision: int | None = None,
    later: Iterable[Change] = (),
    above: int = 0,
) -> int:
    """Write a generation that has these documents only, and one more for each later change.

    Nothing before them can be searched. The manifest is swapped once, at the end.
    """
    with writing(folder):
        old = _whatever_is_there(folder)
        generation = max(old.generation, above) + 1
        start = Manifest(next_file=old.next_file, generation=generation, oldest=generation)
        after, _ids, highest = _with_new(folder, start, documents, generation)
        after = replace(after, revision=highest if revision is None else revision)
        after = replace(after, stages=((after.revision, generation),))
        for change in later:
            after = _staged(folder, _merge(folder, after), change)
        write_manifest(folder, after)
        _tidied(folder, after)
        return after.generation


def _staged(folder: Path, manifest: Manifest, change: Change) -> Manifest:
    """Return the manifest after a change that is not yet anybody's to see."""
    documents, remove, revision = change
    generation = manifest.generation + 1
    after, ids, _highest = _with_new(folder, manifest, documents, generation)
    before = open_parts(folder, manifest)
    after = _with_removals(folder, before, after, ids | set(remove))
    now = generation if after.parts != manifest.parts else manifest.generation
    stages = (*manifest.stages, (revision, now))
    return replace(after, generation=now, revision=revision, stages=stages)


def _tidied(folder: Path, manifest: Manifest) -> None:
    """Merge small segments, and delete the files that nothing names any more."""
    after = _merge(folder, manifest)
    if after != manifest:
        write_manifest(folder, after)
    sweep(folder, after)


def _whatever_is_there(folder: Path) -> Manifest:
    """Return the manifest, or where it cannot be read one whose names cannot clash."""
    try:
        return read_manifest(folder)
    except Exception:  # whatever is wrong with it is why it is being built again
        names = [int(path.stem) for path in folder.glob("*.*") if path.stem.isdecimal()]
        return Manifest(next_file=max(names, default=0) + 1)


def _with_new(
    folder: Path, manifest: Manifest, documents: Iterable[Document], generation: int
) -> tuple[Manifest, set[str], int]:
    """Write documents as segments; return the manifest with them, their ids, their last revision.

    Of two documents with one id the later counts, so an earlier segment of the same put
    that has the id loses it again in this very generation, and never shows it.
    """
    stream, highest = iter(documents), 0
    ids: set[str] = set()
    while batch := _taken(stream):
        kept = {document.id: document for document in batch}
        highest = max(highest, *(document.revision for document in batch))
        if again := ids & kept.keys():
            manifest = _removed(folder, manifest, again, generation)
        manifest = _with_batch(folder, manifest, list(kept.values()), generation)
        ids |= kept.keys()
    return manifest, ids, highest


def _taken(stream: Iterator[Document]) -> list[Document]:
    """Take a batch. Looking for garbage among so many new objects, all kept, costs a tenth."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        return list(islice(stream, LARGEST))
    finally:
        if was_on:
            gc.enable()


def _with_batch(
    folder: Path, manifest: Manifest, documents: Sequence[Document], generation: int
) -> Manifest:
    """Write documents as one segment, or a large batch as two at once, by two processes.

    The second process shares our lock: should we be killed, the next writer waits for it,
    and sweeps what it wrote.
    """
    if len(documents) <= TWO_AT_ONCE or not _may_fork():
        return _with_segment(folder, manifest, draft_of(documents, generation))
    middle = len(documents) // 2
    manifest, first = manifest.named("segment")
    manifest, second = manifest.named("segment")
    later = documents[middle:]
    helper = multiprocessing.get_context("fork").Process(
        target=_write_segment, args=(folder / second, later, generation)
    )
    helper.start()
    try:
        _write_segment(folder / first, documents[:middle], generation)
    finally:
        helper.join()
    if helper.exitcode:
        raise ChildProcessError("The second process that builds the index has failed.")
    parts = (Part(first, middle), Part(second, len(later)))
    return replace(manifest, parts=manifest.parts + parts)


def _may_fork() -> bool:
    """A second processor is there, and no other thread that could hold a lock for ever."""
    return (os.cpu_count() or 1) > 1 and threading.active_count() == 1


def _write_segment(path: Path, documents: Sequence[Document], generation: int) -> None:
    write_arrays(path, arrays_of(draft_of(documents, generation)))


def _with_segment(folder: Path, manifest: Manifest, draft: Draft) -> Manifest:
    manifest, name = manifest.named("segment")
    write_arrays(folder / name, arrays_of(draft))
    return replace(manifest, parts=(*manifest.parts, Part(name, len(draft))))


def _with_removals(folder: Path, before: Snapshot, after: Manifest, ids: set[str]) -> Manifest:
    """Return the manifest in which the entries that were there before have lost these ids."""
    old = len(before.manifest.parts)
    earlier = _removed(
        folder, replace(after, parts=after.parts[:old]), ids, before.manifest.generation + 1
    )
    return replace(earlier, parts=earlier.parts + after.parts[old:])


def _removed(folder: Path, manifest: Manifest, ids: set[str], generation: int) -> Manifest:
    """Write, for each segment that has some of the ids alive, that they end in a generation."""
    snapshot = open_parts(folder, manifest)
    parts = []
    for part, segment, removed in zip(
        manifest.parts, snapshot.segments, snapshot.removals, strict=True
    ):
        column = np.full(len(segment), NEVER, np.uint32) if removed is None else removed.copy()
        gone = [entry for entry in _entries(segment, ids) if column[entry] == NEVER]
        if gone:
            column[gone] = generation
            manifest, name = manifest.named("removals")
            write_arrays(folder / name, {"removed": column})
            part = replace(part, removals=name)
        parts.append(part)
    return replace(manifest, parts=tuple(parts))


def _entries(segment: Segment, ids: set[str]) -> Sequence[int]:
    """Return the ordinals of some ids, by whichever way is shorter."""
    if len(ids) * 20 < len(segment):
        return [entry for id_ in ids for entry in segment.entries_of(id_)]
    held = segment.ids.texts(0, len(segment))
    return [entry for entry, id_ in enumerate(held) if id_ in ids]


def _merge(folder: Path, manifest: Manifest) -> Manifest:
    """Merge small segments at the end of the list; the generation stays what it is."""
    count = to_merge([part.entries for part in manifest.parts])
    if count < 2:
        return manifest
    snapshot = open_parts(folder, replace(manifest, parts=manifest.parts[-count:]))
    after = replace(manifest, parts=manifest.parts[:-count])
    after = _with_segment(folder, after, joined(snapshot.segments))
    if any(removed is not None for removed in snapshot.removals):
        after, name = after.named("removals")
        write_arrays(folder / name, {"removed": _joined_removals(snapshot)})
        after = replace(after, parts=(*after.parts[:-1], replace(after.parts[-1], removals=name)))
    return after


def _joined_removals(snapshot: Snapshot) -> Array:
    columns = [
        np.full(len(segment), NEVER, np.uint32) if removed is None else removed
        for segment, removed in zip(snapshot.segments, snapshot.removals, strict=True)
    ]
    return np.concatenate(columns)
