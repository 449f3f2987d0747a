"""`concordat portfolio`: which offers to take together. Needs no database."""

import json
import signal
import sys
import time
from pathlib import Path

import click

from concordat.investment import queries
from concordat.investment.words import PortfolioError

FOLDER = click.Path(exists=True, file_okay=False, path_type=Path)


@click.group()
def group() -> None:
    """Choose offers under a budget, with a proof of how good the choice is."""


@group.command()
@click.argument("folder", type=FOLDER)
@click.option("--out", required=True, type=click.Path(file_okay=False, path_type=Path))
def solve(*, folder: Path, out: Path) -> None:
    """Solve the problem in FOLDER and write the solution with its proof to --out.

    \b
    concordat portfolio solve problem --out solution

    FOLDER holds organisations (organisation), items (item), demand (organisation, item, uses,
    perhaps weight), offers (offer, level, cost, exclusive_group), offer_organisations (offer,
    organisation) and offer_items (offer, item), each as .csv or .parquet, and settings.toml
    (budget, document_supply_cost, document_supply_share, floor, gap, seconds).

    The solution is chosen.csv (offer), access.csv (organisation, wanted, met), summary.json
    (value, cost, upper_bound, gap as a fraction of the value, seconds, greedy, and more),
    explanation.json, and the proof: leaves.json, mu_<leaf>.csv, floors.csv.

    Ends when `gap` is proved or after `seconds`; on SIGTERM or Ctrl-C it writes the best it has.
    Exit code 1, with the reason, when files are wrong or no choice keeps budget and floors.
    """
    started, stopped = time.monotonic(), []
    for name in (signal.SIGTERM, signal.SIGINT):
        signal.signal(name, lambda number, _: stopped.append(number))
    try:
        summary = queries.solve_portfolio(
            folder,
            out,
            over=lambda: bool(stopped),
            progress=lambda text: click.echo(text, err=True),
            started=started,
        )
    except PortfolioError as error:
        click.echo(error.message, err=True)
        sys.exit(1)
    click.echo(json.dumps(summary, indent=1))


@group.command()
@click.argument("folder", type=FOLDER)
@click.argument("solution", type=FOLDER)
def check(*, folder: Path, solution: Path) -> None:
    """Recompute a SOLUTION from the files alone: value, cost, bound, greedy, floors.

    \b
    concordat portfolio check problem solution

    Shares no code with the solver. Exit code 1, with each disagreement, when there is one.
    """
    try:
        wrong, found = queries.check_portfolio(folder, solution)
    except PortfolioError as error:
        click.echo(error.message, err=True)
        sys.exit(1)
    click.echo(json.dumps(found, indent=1))
    for line in wrong:
        click.echo(line, err=True)
    if wrong:
        sys.exit(1)
    click.echo("The solution is what it says.")
