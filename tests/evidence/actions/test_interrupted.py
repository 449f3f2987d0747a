"""An ingest that is killed and repeated, and one that somebody else must write beside."""

import sqlite3
import time
from collections.abc import Callable
from pathlib import Path

from tests.evidence.actions.outside import begin, log_is_whole, run, state

WORKS = 600


def library(path: Path, works: int) -> Path:
    """Write RIS in which every fifth work comes again later, and some join two works."""
    records = []
    for number in range(works):
        doi = f"DO  - 10.1000/{number}\n"
        pmid = f"AN  - {number + 1}\nDB  - PubMed\n" if number % 2 else ""
        records.append(f"TI  - Trial {number} of salt and water\nPY  - 2001\n{pmid}{doi}")
        if number % 5 == 4:
            again = number - 3
            doi = f"DO  - 10.1000/{again}\n"
            records.append(f"TI  - Trial {again} of salt and water\nAB  - More\n{doi}")
        if number % 50 == 49:
            loose = f"TI  - Loose {number} of salt and pepper\nPY  - 2001\n"
            doi, pmcid = f"DO  - 10.1001/{number}\n", f"C2  - PMC{number}\n"
            records.append("AU  - Nobody\n")  # no title: set aside
            records.extend((loose + doi, loose + pmcid, loose + pmcid + doi))
    path.write_text("".join(f"TY  - JOUR\n{record}ER  - \n\n" for record in records))
    return path


def test_killed_at_any_instant_and_repeated_it_is_as_if_undisturbed(tmp_path: Path) -> None:
    file = library(tmp_path / "library.ris", WORKS)
    undisturbed, killed = tmp_path / "undisturbed", tmp_path / "killed"
    end = run(undisturbed, file)
    for lines in (1, 2, 4, 9):
        process = begin(killed, file)
        assert process.stdout is not None
        for _ in range(lines):
            process.stdout.readline()
        time.sleep(0.02 * lines)
        process.kill()
        process.communicate()
        assert process.returncode in (-9, 0)
    assert run(killed, file) == end
    assert state(killed) == state(undisturbed)
    assert log_is_whole(killed)
    assert log_is_whole(undisturbed)
    kept = {path.stem for path in (killed / "raw").glob("*/*.zst")}
    assert kept == {sha256 for sha256, _ in state(killed)["raw"]}
    merges = state(undisturbed)["merges"]
    assert len(merges) == WORKS // 50, "the library was to have works that one record joins"


def test_a_second_writer_never_waits_longer_than_200_ms(tmp_path: Path) -> None:
    file = library(tmp_path / "library.ris", 3000)
    # A busy machine may stop the ingest while it holds the lock, whatever it holds it for:
    # once in three tries it will not. An ingest that holds on too long does so every time.
    waited = []
    while len(waited) < 3 and min(waited, default=1) > 0.2:
        waited.append(_longest_wait(tmp_path / f"data{len(waited)}", file))
    assert min(waited) <= 0.2, f"waited {waited} seconds for the write lock"


def _longest_wait(data: Path, file: Path) -> float:
    process = begin(data, file)
    assert process.stdout is not None
    process.stdout.readline()
    waits = _write_beside(data / "db.sqlite3", lambda: process.poll() is None)
    output, _ = process.communicate()
    assert process.returncode == 0
    assert "end" in output
    assert len(waits) > 50
    return max(waits)


def _write_beside(database: Path, running: Callable[[], bool]) -> list[float]:
    """Take the write lock again and again; return how long each took."""
    connection = sqlite3.connect(database, timeout=0, isolation_level=None)
    waits = []
    while running():
        start = time.perf_counter()
        while not _locked(connection):
            time.sleep(0.001)
        waits.append(time.perf_counter() - start)
        connection.execute("ROLLBACK")
        time.sleep(0.005)
    connection.close()
    return waits


def _locked(connection: sqlite3.Connection) -> bool:
    try:
        connection.execute("BEGIN IMMEDIATE")
    except sqlite3.OperationalError:
        return False
    return True
