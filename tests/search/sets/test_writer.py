"""One writer, many readers, and a kill at any instant."""

import multiprocessing
import os
import shutil
import signal
from pathlib import Path
from unittest.mock import patch

import pytest

from concordat.search.engines.set_engine import SetEngine
from concordat.search.sets import container, manifest, merge, writer
from concordat.search.sets.snapshot import open_snapshot
from concordat.search.strategy.tree import Everything, Text, Word
from concordat.search.words import Document, Filters, Sort

FORK = multiprocessing.get_context("fork")
PUBLIC = frozenset({"public"})


def works(engine: SetEngine, as_at: int | None = None):
    return engine.find(
        [Everything(), Text(("ti",), Word(("changed",)))],
        audiences=PUBLIC,
        filters=Filters(),
        sort=Sort.RELEVANCE,
        offset=0,
        limit=1000,
        as_at=as_at,
    )


def document(number: int, title: str = "as it was") -> Document:
    return Document(id=f"w{number:04d}", revision=number, title=title)


def step(engine: SetEngine, number: int) -> None:
    """Add two works, and change the one before: generation g has 2g works, g-1 changed."""
    new = [document(2 * number), document(2 * number + 1)]
    changed = [document(2 * number - 1, "changed")] if number else []
    engine.put([*new, *changed])


def assert_sound(engine: SetEngine) -> int:
    """Every generation up to the newest has exactly what its step put in."""
    newest = engine.status().generation
    for generation in range(newest + 1):
        changed = max(0, generation - 1)
        found = works(engine, generation)
        assert found.line_counts == (2 * generation, changed)
    assert engine.check() == []
    return newest


def die_at(count: int, folder: Path) -> None:
    """Take two steps, killed before the file operation of that number."""
    left = iter(range(count))

    def counted(operation):
        def instead(*args, **kwargs):
            if next(left, None) is None:
                os.kill(os.getpid(), signal.SIGKILL)
            return operation(*args, **kwargs)

        return instead

    os.fsync = counted(os.fsync)
    for name in ("replace", "unlink", "open"):
        setattr(Path, name, counted(getattr(Path, name)))
    engine = SetEngine(folder)
    done = engine.status().generation
    step(engine, done)
    step(engine, done + 1)


def assert_no_leftovers(folder: Path) -> None:
    parts = manifest.read_manifest(folder).parts
    named = {name for part in parts for name in (part.segment, part.removals) if name}
    held = {path.name for path in folder.iterdir()}
    assert held == named | {manifest.MANIFEST, manifest.LOCK}


def test_killed_before_any_file_operation_the_last_generation_stands(tmp_path: Path) -> None:
    start = tmp_path / "start"
    for number in range(3):
        step(SetEngine(start), number)
    deaths = 0
    for count in range(500):
        folder = tmp_path / str(count)
        shutil.copytree(start, folder)
        process = FORK.Process(target=die_at, args=(count, folder))
        process.start()
        process.join()
        engine = SetEngine(folder)
        after = assert_sound(engine)
        assert 3 <= after <= 5
        step(engine, after)
        assert assert_sound(engine) == after + 1
        assert_no_leftovers(folder)
        if process.exitcode == 0:
            break
        assert process.exitcode == -signal.SIGKILL
        deaths += 1
    assert process.exitcode == 0
    assert deaths > 30


def write_steps(folder: Path, count: int) -> None:
    engine = SetEngine(folder)
    for number in range(count):
        step(engine, number)


def test_readers_see_whole_generations_while_one_writes(tmp_path: Path) -> None:
    writing = FORK.Process(target=write_steps, args=(tmp_path, 40))
    engine, seen = SetEngine(tmp_path), [0]
    writing.start()
    while writing.is_alive() or seen[-1] < 40:
        found = works(engine)
        assert found.line_counts == (2 * found.generation, max(0, found.generation - 1))
        seen.append(found.generation)
    writing.join()
    assert writing.exitcode == 0
    assert seen == sorted(seen)
    assert assert_sound(SetEngine(tmp_path)) == 40


def put_each(folder: Path, numbers: range) -> None:
    for number in numbers:
        SetEngine(folder).put([document(number)])


def test_two_writers_wait_for_each_other(tmp_path: Path) -> None:
    writers = [
        FORK.Process(target=put_each, args=(tmp_path, range(first, first + 8))) for first in (0, 8)
    ]
    for one in writers:
        one.start()
    for one in writers:
        one.join()
        assert one.exitcode == 0
    engine = SetEngine(tmp_path)
    assert engine.status().generation == engine.status().works == 16
    assert engine.check() == []


def test_a_file_swept_while_it_is_opened_is_no_error(tmp_path: Path) -> None:
    """A reader has read the manifest; before it opens the segment, a writer merges it away."""
    SetEngine(tmp_path).put([document(1)])
    reading, once = container.read_arrays, iter([True])

    def late(path: Path):
        if next(once, False):
            SetEngine(tmp_path).put([document(2)])
        return reading(path)

    with patch("concordat.search.sets.segment.read_arrays", late):
        assert works(SetEngine(tmp_path)).line_counts == (2, 0)


def test_few_segments_after_many_small_puts(tmp_path: Path) -> None:
    engine = SetEngine(tmp_path)
    for number in range(60):
        engine.put([document(number)])
    status = engine.status()
    assert (status.generation, status.works, status.entries) == (60, 60, 60)
    assert status.segments <= 4


def test_putting_a_work_twice_leaves_one(tmp_path: Path) -> None:
    engine = SetEngine(tmp_path)
    engine.put([document(1), document(1, "changed")])
    engine.put([document(1, "changed")])
    assert works(engine).line_counts == (1, 1)
    assert engine.status().works == 1


def test_a_large_batch_is_written_by_two_processes(tmp_path: Path) -> None:
    with patch.object(writer, "TWO_AT_ONCE", 10):
        step(SetEngine(tmp_path), 0)
        SetEngine(tmp_path).put(document(number) for number in range(1, 12))
    engine = SetEngine(tmp_path)
    assert works(engine).line_counts == (12, 0)
    assert [len(segment) for segment in open_snapshot(tmp_path).segments] == [2 + 5 + 6]
    assert engine.check() == []


def test_a_helper_that_dies_fails_the_put(tmp_path: Path) -> None:
    ours, write = os.getpid(), writer.write_arrays

    def die(path, arrays):
        if os.getpid() != ours:
            os.kill(os.getpid(), signal.SIGKILL)
        write(path, arrays)

    with (
        patch.object(writer, "TWO_AT_ONCE", 10),
        patch.object(writer, "write_arrays", die),
        pytest.raises(ChildProcessError),
    ):
        SetEngine(tmp_path).put(map(document, range(12)))
    assert SetEngine(tmp_path).status().works == 0
    assert SetEngine(tmp_path).put([document(1)]) == 1


def test_the_cursor_goes_on_without_documents(tmp_path: Path) -> None:
    engine = SetEngine(tmp_path)
    assert engine.put([document(3)]) == 1
    assert engine.put([], remove=["unknown"], revision=9) == 1
    assert engine.status().revision == 9
    assert engine.put([document(4)], revision=12) == 2
    assert engine.status().revision == 12


def test_a_put_that_fails_changes_nothing(tmp_path: Path) -> None:
    engine = SetEngine(tmp_path)
    engine.put([document(1, "changed")])

    def broken():
        yield document(2)
        raise RuntimeError("the source broke off")

    with pytest.raises(RuntimeError):
        engine.put(broken(), remove=["w0001"])
    assert works(engine).ids == ("w0001",)
    assert engine.check() == []


def test_an_index_of_other_rules_is_refused_until_it_is_built_again(tmp_path: Path) -> None:
    engine = SetEngine(tmp_path)
    engine.put([document(1, "changed")])
    path = tmp_path / manifest.MANIFEST
    path.write_text(path.read_text().replace('"analyser": 1', '"analyser": 0'))
    with pytest.raises(manifest.OtherEditionError, match="Build it again"):
        works(engine)
    assert "Build it again" in engine.check()[0]
    engine.rebuild([document(2, "changed")])
    assert works(engine).ids == ("w0002",)
    assert engine.check() == []


def test_damage_is_found_and_named(tmp_path: Path) -> None:
    engine = SetEngine(tmp_path)
    engine.put([document(1, "changed")])
    segment = next(tmp_path.glob("*.segment"))
    whole = segment.read_bytes()
    for damaged in (whole[:5], b"x" * len(whole), whole[: len(whole) // 2]):
        segment.write_bytes(damaged)
        assert segment.name in SetEngine(tmp_path).check()[0]
    segment.unlink()
    assert segment.name in SetEngine(tmp_path).check()[0]


@pytest.mark.parametrize(
    ("sizes", "expected"),
    [
        ([], 0),
        ([5], 1),
        ([100, 1], 1),
        ([3, 1], 2),
        ([100, 3, 1], 2),
        ([12, 3, 1], 3),
        ([10_000] * 4, 0),
        ([10_000] * 5, 5),
        ([50_000, 10_000, 9_000, 8_000, 7_000, 6_000], 5),
        ([10_000, 10_000, 10_000, 10_000, 3, 1], 2),
    ],
)
def test_merging_is_chosen_by_size(sizes: list[int], expected: int) -> None:
    assert merge.to_merge(sizes) == expected


def test_full_segments_are_left_alone() -> None:
    assert merge.to_merge([merge.LARGEST // 2] * 9) < 2
