"""Load offers, the lines that are paid for, workforce and usage of a demonstration.

Loading twice changes nothing. Files of the folder:

    workforce.toml   [[workforce]] party = "slug", group = "Nursing", fte = 2100.5
    offers.toml      [[offer]] slug, name, product, provider, platform, reach, parties = [...],
                     price = { rule = "flat", amount = 54000 } (see measures.price),
                     exclusive_group, audience = { Nursing = 1.0 }, items = "titles file key",
                     owner = "slug", visibility = "parties", source, note
                     [offer.line] payer = "slug", renews_on, notice_days, committed_until, fund
    titles.tsv       product, title, online_issn or isbn or nothing, kind
    usage/           reports named <organisation>.<platform>.<anything>
"""

import csv
import tomllib
from collections import defaultdict
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

from django.db import transaction

from concordat.investment.actions.rights import require_librarian
from concordat.investment.actions.usage import read_report
from concordat.investment.measures.items import item_key
from concordat.investment.measures.price import WrongPriceError, cost_of
from concordat.investment.models import AgreementLine, Offer, OfferItem, Workforce
from concordat.investment.usage.opened import store
from concordat.investment.words import MonthKnown, Reach, UseCount
from concordat.parties import queries as parties
from concordat.parties.actions import note
from concordat.parties.words import Actor, Visibility

Table = Mapping[str, Any]


def load_offers(*, folder: Path, by: Actor) -> list[str]:
    """Load the folder. Return the complaints; what they name was left out."""
    require_librarian(by)
    complaints: list[str] = []
    with transaction.atomic():
        for table in _tables(folder / "workforce.toml", "workforce"):
            complaints += _workforce(table)
        titles = _titles(folder / "titles.tsv")
        for table in _tables(folder / "offers.toml", "offer"):
            complaints += _offer(table, titles)
        months, figures, wrong = _usage(folder / "usage")
        complaints += wrong
        changed = {"figures": len(figures)}
        note(by=by, deed="load offers", about=f"folder:{folder.name}", changed=changed)
        # In one step: parts of the store are then written once. Last: it cannot be undone.
        store().restate(known=months, counts=figures)
    return complaints


def _usage(folder: Path) -> tuple[list[MonthKnown], list[UseCount], list[str]]:
    """Return what all reports of the folder say together, and the complaints."""
    complaints: list[str] = []
    months: list[MonthKnown] = []
    figures: list[UseCount] = []
    for report in sorted(folder.glob("*.*.*")):
        organisation, platform, _ = report.name.split(".", 2)
        loaded, known, counts = read_report(report, organisation, platform)
        months, figures = [*months, *known], [*figures, *counts]
        if not loaded.check.passes:
            complaints.append(f"{report.name}: {loaded.check.complaints[0].message}")
    return months, figures, complaints


def _tables(file: Path, name: str) -> list[Table]:
    found: list[Table] = tomllib.loads(file.read_text(encoding="utf-8")).get(name, [])
    return found


def _titles(file: Path) -> dict[str, dict[str, str]]:
    """Return for each product its items: key -> name."""
    found: dict[str, dict[str, str]] = defaultdict(dict)
    with file.open(encoding="utf-8", newline="") as stream:
        for row in csv.DictReader(stream, delimiter="\t"):
            given = [("Online_ISSN", row["issn"]), ("ISBN", row["isbn"])]
            found[row["product"]][item_key(row["platform"], row["title"], given)] = row["title"]
    return found


def _workforce(table: Table) -> list[str]:
    keys = parties.keys_of([table["party"]])
    if not keys:
        return [f"workforce: there is no {table['party']}"]
    Workforce.objects.update_or_create(
        party_id=keys[table["party"]],
        group=table["group"],
        defaults={
            "fte": Decimal(str(table["fte"])),
            "counted_on": table.get("counted_on"),
            "source": table.get("source", ""),
        },
    )
    return []


def _offer(table: Table, titles: Mapping[str, Mapping[str, str]]) -> list[str]:
    line: Table | None = table.get("line")
    named = [*table["parties"], table["owner"], *([line["payer"]] if line else [])]
    keys = parties.keys_of(named)
    unknown = [slug for slug in dict.fromkeys(named) if slug not in keys]
    held = titles.get(table["items"], {})
    faults = [f"offer {table['slug']}: there is no {slug}" for slug in unknown]
    try:
        cost_of(table["price"], [Decimal(5000)] if table["price"]["rule"] != "tiers" else [])
    except WrongPriceError as error:
        faults.append(f"offer {table['slug']}: {error}")
    if not held:
        faults.append(f"offer {table['slug']}: {table['items']} has no titles")
    if faults:
        return faults
    offer, _ = Offer.objects.update_or_create(
        slug=table["slug"],
        defaults={
            "name": table["name"],
            "product": table["product"],
            "provider": table.get("provider", ""),
            "platform": table["platform"],
            "reach": Reach(table["reach"]).value,
            "price": table["price"],
            "exclusive_group": table.get("exclusive_group", ""),
            "audience": table.get("audience", {}),
            "owner_id": parties.ids_of([table["owner"]])[table["owner"]],
            "visibility": Visibility(table.get("visibility", Visibility.OWN_PARTY)).value,
            "source": table.get("source", ""),
            "note": table.get("note", ""),
        },
    )
    offer.parties.set([keys[slug] for slug in table["parties"]])
    _items(offer, held)
    _line(offer, line, keys)
    return []


def _items(offer: Offer, held: Mapping[str, str]) -> None:
    if dict(offer.items.values_list("key", "name")) == held:
        return
    offer.items.all().delete()
    OfferItem.objects.bulk_create(OfferItem(offer=offer, key=k, name=n) for k, n in held.items())


def _line(offer: Offer, line: Table | None, keys: Mapping[str, int]) -> None:
    if line is None:
        AgreementLine.objects.filter(offer=offer).delete()
        return
    until: date | None = line.get("committed_until")
    AgreementLine.objects.update_or_create(
        offer=offer,
        defaults={
            "payer_id": keys[line["payer"]],
            "renews_on": line["renews_on"],
            "notice_days": line.get("notice_days", 90),
            "committed_until": until,
            "fund": line.get("fund", ""),
        },
    )
