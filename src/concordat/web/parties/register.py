"""The register of a party's knowledge assets, and of what nobody answers for."""

import csv
import io
import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.cache import never_cache

from concordat.parties import queries
from concordat.parties.words import (
    COLUMNS,
    Asset,
    Role,
    Row,
    SuccessionStatus,
    called,
    in_order,
    need_of,
    row_of,
)
from concordat.web.deeds import require
from concordat.web.evidence.standing import sentence
from concordat.web.pages import show
from concordat.web.parties import assets
from concordat.web.parties.forms import AsAt
from concordat.web.parties.seeing import as_at_of, dated
from concordat.web.readers import actor_of

MOST = 500  # rows on a page; the files have all
KEEPERS_OF_THE_RECORD = (Role.SECRETARIAT, Role.ADMINISTRATOR)


@dataclass(frozen=True, slots=True)
class Narrowed:
    """Which rows of a register the address asks for."""

    kind: str
    needing: bool

    @property
    def query(self) -> str:
        asked = {"kind": self.kind} if self.kind else {}
        return urlencode(asked | ({"needs": "somebody"} if self.needing else {}))

    def of(self, found: Sequence[Asset], on: date) -> list[Asset]:
        return [
            each
            for each in found
            if self.kind in ("", each.kind) and not (self.needing and need_of(each, on) is None)
        ]


@never_cache
def register(request: HttpRequest, slug: str) -> HttpResponse:
    """Show all that a party answers for, what it costs and when it was last used."""
    as_at = as_at_of(request)
    party = queries.party(slug, on=as_at.on, as_if=as_at.events)
    if party is None:
        raise Http404
    found = assets.of_party(party.slug, by=actor_of(request), as_at=as_at)
    page = {
        "title": f"Knowledge that {party.name} answers for",
        "party": party,
        "at": reverse("register", args=[party.slug]),
        "trail": [
            {"text": "Parties", "href": reverse("parties") + as_at.carry},
            {"text": party.name, "href": reverse("party", args=[party.slug]) + as_at.carry},
        ],
        **_rows(request, found, as_at),
    }
    return show(request, "parties/register.jinja", page, room="parties", status=as_at.status)


@never_cache
def register_file(request: HttpRequest, slug: str, form: str) -> HttpResponse:
    """Give the same rows as a file."""
    as_at = as_at_of(request)
    party = queries.party(slug, on=as_at.on, as_if=as_at.events)
    if party is None or as_at.error:
        raise Http404
    found = assets.of_party(party.slug, by=actor_of(request), as_at=as_at)
    return _file(_asked(request, found).of(found, as_at.on), as_at, form, f"{party.slug}-assets")


@never_cache
def orphans(request: HttpRequest) -> HttpResponse:
    """Show to those who keep the record what nobody answers for for certain, of any party."""
    by, as_at = require(request, *KEEPERS_OF_THE_RECORD), as_at_of(request)
    found = assets.orphans(by=by, as_at=as_at)
    page = {
        "title": "What nobody answers for",
        "at": reverse("orphans"),
        "announced": [e for e in queries.successions() if e.status is SuccessionStatus.ANNOUNCED],
        "trail": [{"text": "Parties", "href": reverse("parties") + as_at.carry}],
        **_rows(request, found, as_at),
    }
    return show(request, "parties/orphans.jinja", page, room="parties", status=as_at.status)


@never_cache
def orphans_file(request: HttpRequest, form: str) -> HttpResponse:
    """Give the same rows as a file."""
    by, as_at = require(request, *KEEPERS_OF_THE_RECORD), as_at_of(request)
    if as_at.error:
        raise Http404
    found = assets.orphans(by=by, as_at=as_at)
    return _file(_asked(request, found).of(found, as_at.on), as_at, form, "orphans")


# --- inside -----------------------------------------------------------------------------------


def _asked(request: HttpRequest, found: Sequence[Asset]) -> Narrowed:
    """Return what the address asks for; a kind of which there is nothing asks for all."""
    kind = request.GET.get("kind", "")
    known = {asset.kind for asset in found}
    return Narrowed(kind if kind in known else "", bool(request.GET.get("needs")))


def _rows(request: HttpRequest, found: Sequence[Asset], as_at: AsAt) -> dict[str, object]:
    asked = _asked(request, found)
    chosen = in_order(asked.of(found, as_at.on), as_at.on)
    kinds = assets.by_kind(found, on=as_at.on)
    return {
        "lines": assets.present(chosen[:MOST], on=as_at.on, carry=as_at.carry),
        "kinds": kinds,
        "kind": asked.kind,
        "kind_name": sentence(called(asked.kind)) if asked.kind else "",
        "needing": asked.needing,
        "all": len(found),
        "chosen": len(chosen),
        "needy": sum(line.needing for line in kinds),
        "total": assets.total(found),
        "files": "&".join(part for part in (as_at.query, asked.query) if part),
        **dated(as_at),
    }


def _file(found: Sequence[Asset], as_at: AsAt, form: str, name: str) -> HttpResponse:
    rows = [row_of(asset, as_at.on) for asset in in_order(found, as_at.on)]
    kind, text = ("text/csv", _csv(rows)) if form == "csv" else ("application/json", _json(rows))
    headers = {"Content-Disposition": f'attachment; filename="{name}-{as_at.on}.{form}"'}
    return HttpResponse(text, content_type=f"{kind}; charset=utf-8", headers=headers)


def _json(rows: Sequence[Row]) -> str:
    return json.dumps(rows, ensure_ascii=False, indent=1)


def _csv(rows: Sequence[Row]) -> str:
    """Return them with a byte order mark, without which Excel takes UTF-8 for Windows-1252."""
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow(COLUMNS)
    writer.writerows([_cell(row[name]) for name in COLUMNS] for row in rows)
    return "\ufeff" + text.getvalue()


def _cell(value: str | None) -> str | None:
    """Return a cell that no spreadsheet takes for a formula."""
    return f"'{value}" if value and value[:1] in tuple("=+-@\t\r") else value
