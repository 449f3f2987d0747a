"""`concordat parties assets` and `orphans`: what is answered for, and what is not."""

import json
from collections.abc import Iterator, Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING

import click

from concordat.commands import house

if TYPE_CHECKING:
    from concordat.parties.words import Asset

_ON = click.option(
    "--on", type=click.DateTime(["%Y-%m-%d"]), help="As at this day (2021-10-01); else today."
)
_AS_IF = click.option(
    "--as-if", "as_if", metavar="SLUG", default="", help="As if this announced event were in force."
)
_JSON = click.option("--json", "as_json", is_flag=True, help="For machines.")


@click.command()
@click.argument("slug")
@_ON
@_AS_IF
@_JSON
@house.as_somebody
def assets(*, slug: str, on: datetime | None, as_if: str, as_json: bool) -> None:
    """List what a party answers for, those first that somebody must see to.

    \b
    concordat parties assets nice
    concordat parties assets ukhsa --on 2022-01-01 --json
    """
    house.enter_to_read()
    from concordat.parties import queries

    day, events = _day(on), _events(as_if)
    if queries.party(slug, on=day) is None:
        raise click.ClickException(
            f"There is no party “{slug}”. `concordat parties list` shows the parties."
        )
    by = house.acting()
    found = [
        each
        for room in _rooms()
        for each in room.assets_of(slug, by=by, on=day, as_if=events)  # type: ignore[attr-defined]
    ]
    _show(found, day, as_json=as_json, nothing=f"Nothing is recorded that {slug} answers for.")


@click.command()
@_ON
@_AS_IF
@_JSON
@house.as_somebody
def orphans(*, on: datetime | None, as_if: str, as_json: bool) -> None:
    """List what nobody answers for for certain, of every party.

    With an operator's rights it is complete, with --as what that person may see.

    \b
    concordat parties orphans
    concordat parties orphans --as-if nhs-england-announced-2025
    """
    house.enter_to_read()
    day, events, by = _day(on), _events(as_if), house.acting()
    found = [
        each
        for room in _rooms()
        for each in room.orphans(by=by, on=day, as_if=events)  # type: ignore[attr-defined]
    ]
    _show(found, day, as_json=as_json, nothing="Somebody answers for everything.")


def _rooms() -> tuple[object, ...]:
    from concordat.delivery import queries as delivery
    from concordat.enquiries import queries as enquiries
    from concordat.evidence import queries as evidence
    from concordat.forum import queries as forum
    from concordat.investment import queries as investment
    from concordat.parties import queries as parties
    from concordat.search import queries as search

    return parties, evidence, search, investment, forum, enquiries, delivery


def _day(on: datetime | None) -> date:
    return on.date() if on else date.today()  # noqa: DTZ011  the day where the command is typed


def _events(as_if: str) -> tuple[str, ...]:
    """Return the announced event to suppose; one that is not there is an error."""
    from concordat.parties import queries
    from concordat.parties.words import SuccessionStatus

    if not as_if:
        return ()
    event = queries.succession(as_if)
    if event is None or event.status is not SuccessionStatus.ANNOUNCED:
        raise click.BadParameter(f"No event “{as_if}” is announced.", param_hint="--as-if")
    return (as_if,)


def _show(found: Sequence["Asset"], day: date, *, as_json: bool, nothing: str) -> None:
    from concordat.parties.words import in_order, row_of

    ordered = in_order(found, day)
    if as_json:
        rows = [row_of(asset, day) for asset in ordered]
        click.echo(json.dumps(rows, ensure_ascii=False, indent=1))
        return
    click.echo("\n".join(line for asset in ordered for line in _lines(asset, day)) or nothing)


def _lines(asset: "Asset", day: date) -> Iterator[str]:
    from concordat.parties.words import row_of

    row = row_of(asset, day)
    marked = f"  [{row['needs']}]" if row["needs"] else ""
    yield f"{row['kind']}: {row['label']}{marked}"
    review = f"; review: {row['review']}" if row["review"] else ""
    yield (
        f"  answered for by {row['answers'] or 'nobody'}{review}; "
        f"cost: {row['cost']}; last used: {row['last_used']}"
    )
    yield from (f"  to decide: {said}" for said in asset.owner.decisions)
