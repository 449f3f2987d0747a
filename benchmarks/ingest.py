"""How fast do files become works, and how long must others wait?

Claims: the same again is all unchanged; nobody waits over 200 ms for the write lock. The aim
is 2,000 records a second with parsing, for 20,000 RIS records on two idle cores.

    python benchmarks/ingest.py [FILE...]

Without files: 20,000 invented RIS records with abstracts of 150 words. The line "read only"
is the floor: the same files parsed and thrown away. `processor` leaves out the time in which
the machine did something else: on a busy one divide the records by that.
"""

import os
import random
import sqlite3
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Sequence
from pathlib import Path

INVENTED = 20_000


def invented(path: Path) -> Path:
    """Write RIS of invented records; one in fifty comes twice."""
    draw = random.Random(20260101)  # noqa: S311 - nothing secret
    words = ["".join(draw.choices("abdeiklmnorst", k=draw.randint(3, 10))) for _ in range(20_000)]
    with path.open("w") as file:
        for number in range(INVENTED):
            same = number - 1 if number % 50 == 49 else number
            text = " ".join(draw.choices(words, k=150))
            title = " ".join(draw.choices(words, k=12)) if same == number else title  # noqa: F821
            file.write(f"TY  - JOUR\nTI  - {title}\nAB  - {text}\nPY  - {1990 + same % 30}\n")
            file.writelines(f"AU  - {draw.choice(words).title()}, A\n" for _ in range(4))
            file.writelines(f"KW  - {draw.choice(words)}\n" for _ in range(8))
            file.write(f"DO  - 10.1000/{same}\nJF  - Journal\nVL  - 1\nSP  - {same}\nER  - \n\n")
    return path


def measured(deed: Callable[[], str]) -> str:
    """Return a line of the table: seconds, processor seconds, and what the deed says."""
    clock, processor = time.perf_counter(), time.process_time()
    said = deed()
    clock, processor = time.perf_counter() - clock, time.process_time() - processor
    count = int(said.split()[0])
    return f"{clock:8.1f} {processor:10.1f} {count / clock:10.0f} {count / processor:13.0f}  {said}"


def read_only(paths: Sequence[Path]) -> str:
    """Parse everything and throw it away."""
    from concordat.evidence import formats
    from concordat.evidence.sources.folder import OpenedFile, open_all

    count = 0
    for opened in open_all(paths):
        if isinstance(opened, OpenedFile):
            form = formats.detect(opened.head, opened.name)
            count += sum(1 for _ in form.read(opened.stream)) if form else 0
    return f"{count} read"


def ingested(paths: Sequence[Path]) -> str:
    """Ingest everything."""
    from concordat.evidence.actions import ingest
    from concordat.parties.words import OPERATOR

    report = ingest(paths=paths, by=OPERATOR)
    return (
        f"{report.found} found, {report.taken} taken, {report.merged} merged, "
        f"{report.unchanged} unchanged, {report.set_aside} set aside, "
        f"{report.contradictions} contradictions, {report.unread} files unread"
    )


class SecondWriter(threading.Thread):
    """Somebody else who wants to write, every few milliseconds."""

    def __init__(self, database: Path) -> None:
        super().__init__(daemon=True)
        self.database = database
        self.longest = 0.0
        self.done = threading.Event()

    def run(self) -> None:
        connection = sqlite3.connect(self.database, timeout=0, isolation_level=None)
        while not self.done.is_set():
            start = time.perf_counter()
            while not self._locked(connection):
                time.sleep(0.0005)
            self.longest = max(self.longest, time.perf_counter() - start)
            connection.execute("ROLLBACK")
            time.sleep(0.005)
        connection.close()

    @staticmethod
    def _locked(connection: sqlite3.Connection) -> bool:
        try:
            connection.execute("BEGIN IMMEDIATE")
        except sqlite3.OperationalError:
            return False
        return True


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        os.environ["DATA_DIR"] = folder
        from concordat.commands import house

        house.enter_to_write()
        paths = [Path(word) for word in sys.argv[1:]] or [invented(Path(folder) / "invented.ris")]
        print(f"{'':<14}{'seconds':>8} {'processor':>10} {'records/s':>10} {'/processor s':>13}")
        print(f"{'read only':<14}{measured(lambda: read_only(paths))}")
        print(f"{'first time':<14}{measured(lambda: ingested(paths))}")
        print(f"{'second time':<14}{measured(lambda: ingested(paths))}")
        watched(paths)


def watched(paths: Sequence[Path]) -> None:
    """Empty the evidence, ingest again, and print how long a second writer had to wait."""
    from django.conf import settings
    from django.core.management import call_command

    call_command("flush", verbosity=0, interactive=False)
    writer = SecondWriter(Path(settings.DATABASES["default"]["NAME"]))
    writer.start()
    line = measured(lambda: ingested(paths))
    writer.done.set()
    writer.join()
    print(f"{'with another':<14}{line}")
    print(f"The other writer waited at most {writer.longest * 1000:.0f} ms for the lock.")


if __name__ == "__main__":
    main()
