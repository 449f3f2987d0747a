"""Take files into the evidence, whatever format and packing they come in."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from django.db import transaction
from django.utils import timezone

from concordat.evidence import formats
from concordat.evidence.actions import raw, sources
from concordat.evidence.actions.arrival import Arrival
from concordat.evidence.actions.desk import Shelf
from concordat.evidence.actions.take import Input, Taking, actor_of, arrivals
from concordat.evidence.actions.tally import Tally
from concordat.evidence.sources.folder import OpenedFile, SetAsideFile, open_all
from concordat.evidence.words import Found, IngestReport, SetAside
from concordat.parties import actions as parties
from concordat.parties.words import Actor, Role

Progress = Callable[[str, int, int], None]


def ingest(
    *,
    paths: Sequence[Path],
    by: Actor,
    source: str = "file",
    progress: Progress | None = None,
    shelf: Shelf | None = None,
    now: datetime | None = None,
) -> IngestReport:
    """Take every record of the files and folders, and return what came of them.

    Files may be gzip or zip. `source` is the slug that the records are named after; `progress`
    is called with a file's name, records done in it, and 0 (how many there are is not known
    before the end). What cannot be read is complained of, and the rest goes on: `unread`
    counts the files, `set_aside` the records. Killed at any moment and repeated, it gives what
    an undisturbed run gives. The write lock is held for a batch at a time, at most 200 ms.
    Raises NotAllowedError.
    """
    parties.require(by, Role.KNOWLEDGE_SPECIALIST, Role.PUBLISHER)
    now = now or timezone.now()
    known = sources.know(source)
    files = _Files(known.slug, Tally(), now, progress or (lambda *_: None))
    taking = Taking(known, tally=files.tally, now=now, actor=actor_of(by), shelf=shelf or Shelf())
    taking.run(files.arrivals(paths))
    report = files.tally.report()
    with transaction.atomic():
        sources.remember(known, report, now=now)
        parties.note(
            by=by,
            deed="ingest files",
            about=f"source:{known.slug}",
            changed=sources.counts(report) | {"files": report.files, "unread": report.unread},
        )
    return report


@dataclass(slots=True)
class _Files:
    """The files of one ingest, one after another."""

    source: str
    tally: Tally
    now: datetime
    progress: Progress
    _kept: dict[Path, int] = field(default_factory=dict)

    def arrivals(self, paths: Sequence[Path]) -> Iterator[Arrival]:
        """Yield the records of all files; one that breaks off gives what came before."""
        for opened in open_all(paths):
            if isinstance(opened, SetAsideFile):
                self._leave(opened.name, opened.reason)
            elif (name := formats.detect_name(opened.head, opened.name)) is None:
                self._leave(opened.name, formats.why_unknown(opened.head))
            else:
                self.tally.files += 1
                yield from self._read(opened, name)

    def _read(self, opened: OpenedFile, name: str) -> Iterator[Arrival]:
        before = self.tally.found
        form = formats.FORMATS[name]
        origin = Input(opened.name, self.source, name, self._keep(opened.path))
        records = _counted(form.read(opened.stream), opened.name, self.progress)
        yield from arrivals(records, origin, tally=self.tally, now=self.now)
        if self.tally.found == before:
            self._leave(opened.name, f"It looks like {form.NAME} but holds no record.")

    def _leave(self, name: str, reason: str) -> None:
        self.tally.unread += 1
        self.tally.complain(name, reason)

    def _keep(self, path: Path) -> int:
        """Keep the file's bytes once, however many members of an archive it has."""
        if path not in self._kept:
            self._kept[path] = raw.keep(path, now=self.now).pk
        return self._kept[path]


def _counted(
    records: Iterator[Found | SetAside], name: str, progress: Progress
) -> Iterator[Found | SetAside]:
    done = 0
    for done, record in enumerate(records, start=1):
        yield record
        if done % 50 == 0:
            progress(name, done, 0)
    progress(name, done, 0)
