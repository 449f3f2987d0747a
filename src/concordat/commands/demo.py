"""`concordat demo`: the demonstration world."""

import hashlib
import json
from collections.abc import Callable
from pathlib import Path

import click
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from concordat.commands import house
from concordat.premises import places, secrets


@click.command()
@click.option("--again", is_flag=True, help="Load even if this very world is loaded already.")
def command(*, again: bool) -> None:
    """Load the demonstration world and build its index.

    Real parties, agreements and works (titles, not abstracts); what is invented is named
    so. Loading twice changes nothing.

    \b
    concordat demo
    DATA_DIR=/srv/concordat concordat demo
    """
    house.enter_to_write()
    content, mark = places.content_dir(), places.data_dir() / "world.json"
    print_of_world = fingerprint(content)
    if not again and _loaded(mark) == print_of_world:
        click.echo("The demonstration world is loaded already.")
        return
    load(content)
    mark.write_text(json.dumps({"world": "demo", "fingerprint": print_of_world}) + "\n")


def fingerprint(content: Path) -> str:
    """Return a hash over every file of the content, names and bytes."""
    total = hashlib.sha256()
    for path in sorted(path for path in content.rglob("*") if path.is_file()):
        total.update(f"{path.relative_to(content)}\0".encode())
        total.update(path.read_bytes())
    return total.hexdigest()


def load(content: Path) -> None:
    """Load parties, agreements and works from `content`, then index them, with a progress bar."""
    from concordat.evidence import actions as evidence
    from concordat.forum import actions as forum
    from concordat.investment import actions as investment
    from concordat.parties import actions as parties
    from concordat.parties.words import OPERATOR
    from concordat.search import actions as search

    password = secrets.make_demo_password(data_dir=places.data_dir())
    people = content / "demo" / "people.toml"
    complaints = [
        *parties.load_parties(folder=content / "parties", by=OPERATOR).complaints,
        *parties.load_parties(folder=content / "demo" / "parties", by=OPERATOR).complaints,
        *parties.load_agreements(folder=content / "agreements", by=OPERATOR).complaints,
        *investment.load_demo(folder=content / "demo" / "holdings", by=OPERATOR),
        *investment.load_offers(folder=content / "demo" / "investment", by=OPERATOR),
        *parties.load_people(file=people, password=password, by=OPERATOR).complaints,
    ]
    with bar() as progress:
        works = _advance(progress, "Loading works")
        report = evidence.load_world(
            folder=content / "demo", by=OPERATOR, progress=lambda _, done, all_: works(done, all_)
        )
        complaints += _underpin(content / "demo")
        complaints += forum.load_demo(folder=content / "demo" / "forum", by=OPERATOR).complaints
        search.index_works(by=OPERATOR, progress=_advance(progress, "Building the index"))
    search.load_vocabulary(path=content / "demo" / "vocabulary" / "headings.jsonl", by=OPERATOR)
    complaints += _ask(content / "demo")
    click.echo(
        f"{report.taken} works taken, {report.merged} merged, "
        f"{report.unchanged} unchanged, {report.set_aside} set aside."
    )
    for complaint in [*complaints, *report.complaints]:
        click.echo(f"  {complaint}", err=True)
    click.echo(f"Invented people to sign in as are in {people.name}; their password: {password}")


def _underpin(demo: Path) -> list[str]:
    """Load the invented guidance, what it rests on, and the packs; return complaints."""
    from concordat.delivery import actions as delivery
    from concordat.evidence import actions as evidence
    from concordat.parties.words import OPERATOR

    report = evidence.load_world(folder=demo / "underpinning", by=OPERATOR)
    file = demo / "underpinning" / "underpinning.toml"
    _, untied = evidence.load_underpinning(file=file, by=OPERATOR)
    _, unpublished = delivery.load_packs(folder=demo / "packs", by=OPERATOR)
    delivery.notice_falls(by=OPERATOR)  # what has fallen already is no news
    return [*report.complaints, *untied, *unpublished]


def _ask(demo: Path) -> list[str]:
    """Load the invented requests and the questions that were answered; return complaints."""
    from django.utils import timezone

    from concordat.enquiries import actions as enquiries
    from concordat.parties.words import OPERATOR

    return enquiries.load_demo(folder=demo / "enquiries", by=OPERATOR, now=timezone.now())


def bar() -> Progress:
    """Return a progress bar for people; it draws nothing when the output is not a terminal."""
    return Progress(
        TextColumn("{task.description:<20}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
        console=Console(stderr=True),
    )


def _advance(progress: Progress, title: str) -> Callable[[int, int], None]:
    task = progress.add_task(title, total=None)
    return lambda done, all_: progress.update(task, completed=done, total=all_)


def _loaded(mark: Path) -> str:
    try:
        return str(json.loads(mark.read_text())["fingerprint"])
    except (FileNotFoundError, ValueError, KeyError):
        return ""
