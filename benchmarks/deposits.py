"""How long does a request take that drops a file into a private collection?

Claim: on an idle core a request answers within two seconds, whatever is dropped in; what takes
longer is taken in by an errand that tells how far it is.

    python benchmarks/deposits.py [RECORDS...]

Without arguments: 1,000, 2,000 and 49,990 invented RIS records, one in five a copy of the one
before it with a slip, each into a collection of its own, and then ten records into the full one.
A request is what a browser sends, without the network.
"""

import gzip
import os
import random
import sys
import tempfile
import time
from datetime import date, timedelta
from typing import Any

SIZES = (1_000, 2_000, 49_990)
SINCE = date(2020, 1, 1)


def invented(count: int, seed: int) -> bytes:
    """Return RIS of invented records as a database would export them, packed."""
    draw = random.Random(seed)  # noqa: S311 - nothing secret
    words = ["".join(draw.choices("abdeiklmnorst", k=draw.randint(3, 10))) for _ in range(20_000)]
    found: list[str] = []
    title, authors, first = "", "", 0
    for number in range(count):
        if number % 5 != 4:
            title = " ".join(draw.choices(words, k=12))
            names = [draw.choice(words).title() for _ in range(4)]
            authors, first = "".join(f"AU  - {name}, A\n" for name in names), number
        said = title.capitalize() if number % 5 == 4 else title
        abstract = " ".join(draw.choices(words, k=120))
        found.append(
            f"TY  - JOUR\nTI  - {said}\n{authors}PY  - {1990 + first % 30}\nAB  - {abstract}\n"
            f"JF  - Journal of {words[first % 300]}\nVL  - {first % 90}\nSP  - {first}\n"
            + (f"DO  - 10.1000/{seed}.{first}\n" if first % 2 else "")
            + "ER  - \n\n"
        )
    return gzip.compress("".join(found).encode(), 6)


def somebody() -> Any:
    """Return a browser in which a librarian is signed in."""
    from django.test import Client

    from concordat.parties import actions as parties
    from concordat.parties.models import Person
    from concordat.parties.words import OPERATOR, PartyKind, Role

    told: dict[str, Any] = {"by": OPERATOR, "since": SINCE}
    parties.found_party(slug="body", name="A body", kind=PartyKind.OTHER, **told)
    parties.join(party="body", **told)
    made = parties.create_person(by=OPERATOR, email="ann@example.org", name="Ann")
    parties.affiliate(person=made, party="body", **told)
    parties.grant_role(person=made, party="body", role=Role.KNOWLEDGE_SPECIALIST, **told)
    client = Client()
    client.force_login(Person.objects.get(public_id=made))
    return client


def begun(client: Any, name: str) -> str:
    """Begin a collection and return its address."""
    day = (date.today() + timedelta(days=30)).isoformat()  # noqa: DTZ011
    given = {"name": name, "visibility": "own party", "screeners": "1", "expires_on": day}
    return str(client.post("/collections/new", given)["Location"])


def dropped(client: Any, address: str, content: bytes, line: str) -> None:
    """Drop a file in; print how long the request and its errand took."""
    from django.core.files.uploadedfile import SimpleUploadedFile

    from concordat.errands import actions as errands
    from concordat.evidence import queries
    from concordat.jobs.errands import DEEDS
    from concordat.parties.words import OPERATOR

    begin, processor = time.perf_counter(), time.process_time()
    file = SimpleUploadedFile("export.ris.gz", content)
    answer = client.post(address, {"database": "Embase", "file": file})
    request, processor = time.perf_counter() - begin, time.process_time() - processor
    if answer.status_code != 302:
        sys.exit(f"refused: {answer.content.decode()[:5000]}")
    begin, worked = time.perf_counter(), time.process_time()
    ran = errands.run_next(DEEDS)
    errand, worked = time.perf_counter() - begin, time.process_time() - worked
    found = queries.collection(address.rpartition("/")[2], by=OPERATOR)
    flow = found.flow if found else None
    held = f"{flow.identified:,} held, {flow.copies:,} copies" if flow else ""
    told = f"{errand:8.1f} {worked:10.1f}" if ran else f"{'-':>8} {'-':>10}"
    print(f"{line:<16}{request:10.2f} {processor:10.2f} {told}   {held}", flush=True)


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        os.environ["DATA_DIR"] = folder
        os.environ["ALLOWED_HOSTS"] = "testserver"
        from concordat.commands import house

        house.enter_to_write()
        client = somebody()
        print(f"{'':<16}{'request s':>10} {'processor':>10} {'errand s':>8} {'processor':>10}")
        address = ""
        for count in [int(word) for word in sys.argv[1:]] or SIZES:
            address = begun(client, f"{count} records")
            dropped(client, address, invented(count, count), f"{count:,} records")
        dropped(client, address, invented(10, 1), "10 more")


if __name__ == "__main__":
    main()
