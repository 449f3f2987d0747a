"""Access, packs, falls, parties, chains and agreements as the REST interface and MCP give them."""

from dataclasses import asdict

from concordat.delivery.queries import Resolved
from concordat.delivery.words import Place, Way
from concordat.delivery.words.pack import DeliveredPack
from concordat.delivery.words.recall import FallView
from concordat.evidence.words import Chain
from concordat.gateway.api.shapes import Facts
from concordat.gateway.records import standing_record
from concordat.parties.words import AgreementView, PartyView


def access_record(found: Resolved, place: Place | None) -> Facts:
    """Return whether something can be opened at a place, and why."""
    access, work = found.access, found.work
    names = {each.scheme: each.value for each in work.identifiers} if work else {}
    supply = access.supply
    return {
        "work": work.id if work else "",
        "title": work.title if work else found.citation.title,
        "doi": found.citation.doi or names.get("doi", ""),
        "pmid": found.citation.pmid or names.get("pmid", ""),
        "standing": work.standing.value if work else "",
        "at": place.slug if place else "",
        "verdict": access.verdict.value,
        "ways": [_way(way) for way in access.ways],
        "misses": list(access.misses),
        "supply": {"name": supply.name, "days": supply.days} if supply else None,
    }


def _way(way: Way) -> Facts:
    deal = way.deal
    return {
        "verdict": way.verdict.value,
        "address": way.url,
        "where": way.where,
        "package": way.package,
        "agreement": deal.name if deal else "",
        "payer": deal.payer if deal else "",
        "until": deal.until.isoformat() if deal and deal.until else "",
        "said_by": way.said_by,
        "said_on": way.said_on,
        "doubt": way.doubt,
    }


def pack_record(delivered: DeliveredPack, *, site: str) -> Facts:
    """Return a pack with how its works stand now."""
    pack, body = delivered.pack, delivered.pack.body
    return {
        "id": pack.id,
        "slug": pack.slug,
        "address": f"{site}/packs/{pack.slug}/{pack.number}",
        "number": pack.number,
        "latest": pack.latest,
        "question": body.question,
        "lines": list(body.lines),
        "strength": body.strength.value,
        "certainty": body.certainty.value,
        "judged": body.judged,
        "mark": body.mark,
        "owner": pack.owner_slug,
        "review_on": body.review_on,
        "overdue": delivered.overdue,
        "published_at": pack.published_at,
        "sha256": pack.sha256,
        "version": delivered.etag,
        "withdrawn_at": pack.withdrawn_at,
        "warnings": [
            *([f"Withdrawn: {pack.withdrawn_why}"] if pack.withdrawn else []),
            *(f"Marked “{work.standing.value}”: {work.title}" for work in delivered.fallen),
        ],
        "items": [
            {
                "work": now.id if now else id_,
                "title": entry.title,
                "citation": entry.citation,
                "note": entry.note,
                "identifiers": [asdict(each) for each in entry.identifiers],
                "standing": standing_record(now) if now else None,
            }
            for entry, id_, now in zip(body.entries, pack.works, delivered.works, strict=True)
        ],
    }


def fall_record(fall: FallView, *, site: str) -> Facts:
    """Return a work that fell."""
    return {
        "id": fall.id,
        "number": fall.number,
        "work": fall.work,
        "address": f"{site}/recall/{fall.id}",
        "title": fall.title,
        "standing": fall.standing,
        "on": fall.standing_on,
        "source": fall.standing_source,
        "at": fall.at,
        "ended_at": fall.ended_at,
    }


def chain_record(chain: Chain) -> Facts:
    """Return a chain; a hop that nobody recorded is in `unknown`."""
    unknown = [{"work": key, "side": side} for key, side in chain.unknown]
    return asdict(chain) | {"unknown": unknown}


def party_record(party: PartyView, *, site: str) -> Facts:
    """Return a party as at the date of its view."""
    return {
        "id": party.id,
        "slug": party.slug,
        "address": f"{site}/parties/{party.slug}",
        "name": party.name,
        "short": party.short,
        "kind": party.kind.value,
        "exists": str(party.exists),
        "about": party.about,
        "website": party.website,
        "names": [name.name for name in party.names],
        "roles": [role.role for role in party.roles],
        "identifiers": [{"scheme": each.scheme, "value": each.value} for each in party.identifiers],
    }


def agreement_record(agreement: AgreementView, *, site: str) -> Facts:
    """Return an agreement with its clauses in the version of the view's date."""
    return {
        "id": agreement.id,
        "slug": agreement.slug,
        "address": f"{site}/agreements/{agreement.slug}",
        "title": agreement.title,
        "kind": agreement.kind.value,
        "state": str(agreement.state),
        "about": agreement.about,
        "source": agreement.source,
        "signatures": [signature.name for signature in agreement.signatures],
        "clauses": [
            {"key": each.key, "number": each.number, "heading": each.heading, "text": each.text}
            for each in agreement.clauses
        ],
    }
