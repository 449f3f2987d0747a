"""Load packages, deals and supplies from reviewed files. Loading twice changes nothing.

A folder holds TOML files and the KBART files that they name:

    [[package]]
    slug = "estuary-journals"
    name = "Estuary Journals (invented)"
    provider = "Tidemark Press (invented)"
    platform = "Tidemark Online (invented)"
    file = "estuary-journals.tsv"     # KBART, beside this file
    source = "Invented for the demonstration"

    [[deal]]
    slug = "region-estuary"
    name = "..."
    reach = "region"                  # a value of investment.words.Reach
    parties = ["wexbourne-and-marl"]  # for these and all below them; national: may be left out
    payer = "wexbourne-and-marl-icb"  # slug of who pays
    since = 2024-04-01
    until = 2027-03-31                # the last day
    sign_in = true
    groups = ["staff", "students on placement"]
    packages = ["estuary-journals"]
    source = "Invented for the demonstration"
    note = ""
    terms = { read = "permitted", teach = "prohibited" }   # Use -> Permission

    [[supply]]
    provider = "wexbourne-knowledge"
    parties = ["wexbourne-royal"]
    days = 2
    note = ""
"""

import tomllib
from pathlib import Path
from typing import Any

from django.db import transaction

from concordat.investment.actions.holdings import load_holdings
from concordat.investment.actions.rights import require_librarian
from concordat.investment.models import Deal, DealTerm, Package, Supply
from concordat.investment.words import FAILING, Permission, Reach, Use
from concordat.parties import queries as parties
from concordat.parties.actions import note
from concordat.parties.words import Actor

Table = dict[str, Any]


def load_demo(*, folder: Path, by: Actor) -> list[str]:
    """Load every TOML file of the folder, with its KBART files. Return the complaints."""
    require_librarian(by)
    complaints: list[str] = []
    with transaction.atomic():
        for file in sorted(folder.glob("*.toml")):
            tables = tomllib.loads(file.read_text(encoding="utf-8"))
            for table in tables.get("package", []):
                complaints += _package(table, folder, by)
            for table in tables.get("deal", []):
                complaints += _deal(table)
            for table in tables.get("supply", []):
                complaints += _supply(table)
        note(by=by, deed="load holdings and deals", about=f"folder:{folder.name}")
    return complaints


def _package(table: Table, folder: Path, by: Actor) -> list[str]:
    report = load_holdings(
        file=folder / table["file"],
        package=table["slug"],
        name=table["name"],
        provider=table.get("provider", ""),
        platform=table.get("platform", ""),
        source=table.get("source", ""),
        by=by,
    )
    return [
        f"{table['file']}: {each.position}: {each.message}"
        for each in report.complaints
        if each.level in FAILING
    ]


def _deal(table: Table) -> list[str]:
    named = [*table.get("parties", []), *([table["payer"]] if table.get("payer") else [])]
    keys, unknown = _parties(named)
    packages = Package.objects.filter(slug__in=table["packages"])
    unknown += sorted(set(table["packages"]) - {package.slug for package in packages})
    if unknown:
        return [f"deal {table['slug']}: there is no {slug}" for slug in unknown]
    deal, _ = Deal.objects.update_or_create(
        slug=table["slug"],
        defaults={
            "name": table["name"],
            "reach": Reach(table["reach"]).value,
            "payer_id": keys.get(table.get("payer", "")),
            "since": table.get("since"),
            "until": table.get("until"),
            "sign_in": table.get("sign_in", True),
            "groups": table.get("groups", []),
            "source": table.get("source", ""),
            "note": table.get("note", ""),
        },
    )
    deal.packages.set(packages)
    deal.parties.set([keys[slug] for slug in table.get("parties", [])])
    deal.terms.all().delete()
    DealTerm.objects.bulk_create(
        DealTerm(deal=deal, use=Use(use).value, permission=Permission(word).value)
        for use, word in table.get("terms", {}).items()
    )
    return []


def _supply(table: Table) -> list[str]:
    keys, unknown = _parties([table["provider"], *table["parties"]])
    if unknown:
        return [f"supply {table['provider']}: there is no {slug}" for slug in unknown]
    supply, _ = Supply.objects.update_or_create(
        provider_id=keys[table["provider"]],
        defaults={
            "days": table.get("days"),
            "note": table.get("note", ""),
            "source": table.get("source", ""),
        },
    )
    supply.parties.set([keys[slug] for slug in table["parties"]])
    return []


def _parties(slugs: list[str]) -> tuple[dict[str, int], list[str]]:
    """Return the keys of the parties and the slugs that name none."""
    found = parties.keys_of(slugs)
    return found, [slug for slug in dict.fromkeys(slugs) if slug not in found]
