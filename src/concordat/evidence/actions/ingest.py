"""Take files into the evidence, whatever format and packing they come in."""

from collections.abc import Callable, Iterator, Sequence
from datetime import datetime
from pathlib import Path

from django.db import transaction
from django.utils import timezone

from concordat.evidence import formats
from concordat.evidence.actions import raw, sources
from concordat.evidence.actions.desk import Shelf
from concordat.evidence.actions.pace import Pace
from concordat.evidence.actions.take import Taking, actor_of
from concordat.evidence.actions.tally import Tally
from concordat.evidence.models import Source
from concordat.evidence.sources.folder import OpenedFile, open_all
from concordat.evidence.words import Found, IngestReport, SetAside
from concordat.parties import actions as parties
from concordat.parties.words import Actor

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
    """
    now = now or timezone.now()
    files = _Files(
        sources.know(source),
        tally=Tally(),
        now=now,
        actor=actor_of(by),
        shelf=shelf or Shelf(),
        progress=progress or (lambda *_: None),
    )
    files.take_all(paths)
    report = files.tally.report()
    with transaction.atomic():
        sources.remember(files.source, report, now=now)
        parties.note(
            by=by,
            deed="ingest files",
            about=f"source:{files.source.slug}",
            changed=sources.counts(report) | {"files": report.files, "unread": report.unread},
        )
    return report


class _Files:
    """The files of one ingest, one after another."""

    def __init__(
        self,
        source: Source,
        *,
        tally: Tally,
        now: datetime,
        actor: str,
        shelf: Shelf,
        progress: Progress,
    ) -> None:
        self.source = source
        self.tally = tally
        self.now = now
        self.actor = actor
        self.shelf = shelf
        self.progress = progress
        self.pace = Pace()
        self._kept: dict[Path, int] = {}

    def take_all(self, paths: Sequence[Path]) -> None:
        """Take file by file; a file that breaks off in the middle gives what came before."""
        for opened in open_all(paths):
            if isinstance(opened, OpenedFile):
                self.tally.files += 1
                self._take(opened)
            else:
                self.tally.unread += 1
                self.tally.complain(opened.name, opened.reason)

    def _take(self, opened: OpenedFile) -> None:
        name = formats.detect_name(opened.head, opened.name)
        if name is None:
            self.tally.unread += 1
            self.tally.complain(opened.name, formats.why_unknown(opened.head))
            return
        before = self.tally.found
        taking = Taking(
            self.source,
            format=name,
            name=opened.name,
            tally=self.tally,
            now=self.now,
            actor=self.actor,
            raw_file=self._keep(opened.path),
            shelf=self.shelf,
            pace=self.pace,
        )
        taking.run(_counted(formats.FORMATS[name].read(opened.stream), opened.name, self.progress))
        if self.tally.found == before:
            self.tally.unread += 1
            self.tally.complain(
                opened.name, f"It looks like {formats.FORMATS[name].NAME} but holds no record."
            )

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
