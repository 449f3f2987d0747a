"""How long do the pages of parties take, with the organisations of a country beside them?

    python benchmarks/pages.py [--organisations 440] [--times 20] [--profile parties/nice]

The demonstration's parties, and so many made-up trusts under their care boards. A figure is
the processor's time for a whole page through Django, rendered, for a visitor; the claim is a
median under 60 ms. Exit code 1 when it does not hold. `--profile`: where one page's time goes.
"""

import argparse
import cProfile
import os
import pstats
import statistics
import sys
import tempfile
import time
from datetime import date
from pathlib import Path

CLAIM = 60  # milliseconds of processor time, median
PAGES = (
    "parties",
    "parties/nhs-england",
    "parties/nice",
    "parties/phe",
    "successions",
    "successions/phe-2021",
    "successions/nhs-england-announced-2025",
    "agreements",
    "agreements/concordat",
)


def main() -> int:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--organisations", type=int, default=440)
    options.add_argument("--times", type=int, default=20)
    options.add_argument("--profile", default="")
    given = options.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        os.environ |= {"DATA_DIR": folder, "WORLD": "demo"}
        from concordat.commands import demo, house
        from concordat.premises import places

        house.enter_to_write()
        demo.load(places.content_dir())
        _fill(Path(folder), given.organisations)
        return _profile(given.profile) if given.profile else _measure(given.times)


def _fill(folder: Path, count: int) -> None:
    """Load a list of made-up trusts, each in one of forty care systems."""
    from concordat.parties import actions
    from concordat.parties.words import OPERATOR

    lines = ["code,name,kind,opened,region code,region name,system code,system name"]
    for n in range(count):
        region, system = n % 7, n % 40
        where = f"Y{region:02},Region {region},Q{system:02},Care System {system}"
        lines.append(f"R{n:03}X,Trust number {n},trust,2013-04-01,{where}")
    file = folder / "organisations.csv"
    file.write_text("\n".join(lines), encoding="utf-8")
    report = actions.load_directory(paths=[file], by=OPERATOR, today=date.today())  # noqa: DTZ011
    print(f"{report.new} rows of organisations; {len(report.complaints)} complaints")


def _measure(times: int) -> int:
    from django.test import Client

    client, slow = Client(SERVER_NAME="127.0.0.1"), 0
    print(f"{'page':<26}{'median ms':>10}{'worst':>8}")
    for page in PAGES:
        answer = client.get(f"/{page}")  # the first fills what is kept between pages
        if answer.status_code != 200:
            print(f"{page:<26}{answer.status_code:>10}")
            continue
        took = []
        for _ in range(times):
            started = time.process_time()
            client.get(f"/{page}")
            took.append((time.process_time() - started) * 1000)
        middle = statistics.median(took)
        slow += middle > CLAIM
        print(f"{page:<26}{middle:>10.1f}{max(took):>8.1f}")
    print(f"claim: each median under {CLAIM} ms: {'holds' if not slow else 'DOES NOT HOLD'}")
    return 1 if slow else 0


def _profile(page: str) -> int:
    from django.test import Client

    client = Client(SERVER_NAME="127.0.0.1")
    client.get(f"/{page}")
    with cProfile.Profile() as profile:
        client.get(f"/{page}")
    pstats.Stats(profile).sort_stats("cumulative").print_stats(45)
    return 0


if __name__ == "__main__":
    sys.exit(main())
