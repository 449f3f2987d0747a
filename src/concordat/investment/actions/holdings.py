"""Load a list of holdings: what a package holds, as a dated and sourced claim."""

import hashlib
from collections.abc import Collection, Iterable
from datetime import datetime
from pathlib import Path

from django.db import transaction
from django.utils import timezone

from concordat.investment.actions.rights import require_librarian
from concordat.investment.formats.kbart.reading import read_kbart
from concordat.investment.models import Coverage, Deal, Holding, Package, Title, TitleName
from concordat.investment.words import Coverage as Row
from concordat.investment.words import HoldingsReport
from concordat.parties.actions import note
from concordat.parties.words import Actor


class UnknownPackageError(Exception):
    """There is no such package, or no such deal; the message says what to do."""


def load_holdings(
    *,
    file: Path,
    package: str,
    by: Actor,
    name: str = "",
    provider: str = "",
    platform: str = "",
    deals: Collection[str] = (),
    source: str = "",
    now: datetime | None = None,
) -> HoldingsReport:
    """Make the rows of a KBART file what the package holds, in place of its earlier list.

    A package that is new needs a `name`. `deals` are slugs that open it from now on. The
    very same bytes twice change nothing; a file that cannot be read changes nothing either.
    Raises OSError, UnknownPackageError and NotAllowedError.
    """
    require_librarian(by)
    data = file.read_bytes()
    reading = read_kbart(data)
    report = HoldingsReport(
        package=package,
        rows=len(reading.rows),
        set_aside=reading.set_aside,
        complaints=reading.complaints,
    )
    if not reading.readable:
        return report
    with transaction.atomic():
        kept = _package(package, name=name, provider=provider, platform=platform)
        _open_with(kept, deals)
        sha256 = hashlib.sha256(data).hexdigest()
        same = kept.holdings.filter(sha256=sha256, replaced_at=None).exists()
        if not same:
            moment = now or timezone.now()
            kept.holdings.filter(replaced_at=None).update(replaced_at=moment)
            holding = Holding.objects.create(
                package=kept,
                file=file.name[:300],
                sha256=sha256,
                source=source,
                loaded_at=moment,
                rows=len(reading.rows),
            )
            _keep(holding, reading.rows)
        changed = {"file": file.name, "sha256": sha256, "rows": len(reading.rows)}
        note(by=by, deed="load holdings", about=f"package:{package}", changed=changed)
    return HoldingsReport(package, len(reading.rows), same, reading.set_aside, reading.complaints)


def _package(slug: str, *, name: str, provider: str, platform: str) -> Package:
    found = Package.objects.filter(slug=slug).first()
    if found is None and not name:
        message = f"There is no package {slug}. Give --name to make it, with its provider."
        raise UnknownPackageError(message)
    found = found or Package(slug=slug)
    given = {"name": name, "provider": provider, "platform": platform}
    for field, value in given.items():
        if value:
            setattr(found, field, value)
    found.save()
    return found


def _open_with(package: Package, slugs: Collection[str]) -> None:
    deals = {deal.slug: deal for deal in Deal.objects.filter(slug__in=slugs)}
    for slug in slugs:
        if slug not in deals:
            raise UnknownPackageError(f"There is no agreement {slug} to open the package with.")
        deals[slug].packages.add(package)


def _keep(holding: Holding, rows: Iterable[Row]) -> None:
    rows = list(rows)
    titles = _titles(rows)
    Coverage.objects.bulk_create(
        (
            Coverage(
                holding=holding,
                title=titles.get(row.print_name) or titles.get(row.online_name),
                as_titled=row.title,
                print_name=row.print_name,
                online_name=row.online_name,
                first_on=row.first_on,
                first_volume=row.first_volume,
                first_issue=row.first_issue,
                last_on=row.last_on,
                last_volume=row.last_volume,
                last_issue=row.last_issue,
                embargo=row.embargo,
                depth=row.depth,
                monograph=row.monograph,
                free=row.free,
                url=row.url,
                platform_key=row.platform_key,
                publisher=row.publisher,
                position=row.position,
            )
            for row in rows
        ),
        batch_size=500,
    )


def _titles(rows: Iterable[Row]) -> dict[str, Title]:
    """Return the titles by their names, new ones made. A name keeps the title it has.

    Titles join what is bought and used; what can be opened is decided by a row's own names.
    """
    rows = list(rows)
    wanted = {name for row in rows for name in _names(row)}
    titles: dict[str, Title] = {}
    for batch in _batches(sorted(wanted), 500):
        known = TitleName.objects.filter(value__in=batch).select_related("title")
        titles.update({name.value: name.title for name in known})
    fresh: list[Title] = []
    named: list[TitleName] = []
    for row in rows:
        title = next((titles[name] for name in _names(row) if name in titles), None)
        if title is None and _names(row):
            title = Title(name=row.title, monograph=row.monograph, publisher=row.publisher)
            fresh.append(title)
        for name in _names(row):
            if title is not None and name not in titles:
                titles[name] = title
                named.append(TitleName(title=title, value=name))
    Title.objects.bulk_create(fresh, batch_size=500)
    TitleName.objects.bulk_create(named, batch_size=500)
    return titles


def _names(row: Row) -> tuple[str, ...]:
    return tuple(name for name in (row.print_name, row.online_name) if name)


def _batches(values: list[str], size: int) -> Iterable[list[str]]:
    return (values[at : at + size] for at in range(0, len(values), size))
