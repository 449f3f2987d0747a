"""An ingest that is killed and repeated, and one that somebody else must write beside."""

import time
from pathlib import Path

from tests.conftest import Copy
from tests.evidence.actions.outside import begin, log_is_whole, run, state, write_beside

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


def test_killed_at_any_instant_and_repeated_it_is_as_if_undisturbed(
    tmp_path: Path, fresh_installation: Copy
) -> None:
    file = library(tmp_path / "library.ris", WORKS)
    undisturbed = fresh_installation(tmp_path / "undisturbed")
    killed = fresh_installation(tmp_path / "killed")
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


def test_nobody_waits_for_long_while_it_goes_on(tmp_path: Path, fresh_installation: Copy) -> None:
    """How long in milliseconds is measured by `benchmarks/ingest.py`."""
    data = fresh_installation(tmp_path / "data")
    process = begin(data, library(tmp_path / "library.ris", 1500))
    assert process.stdout is not None
    process.stdout.readline()
    assert write_beside(process, data) < 0.25
    output, _ = process.communicate()
    assert process.returncode == 0
    assert "end" in output
