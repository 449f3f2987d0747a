"""A work as every protocol gives it: one record, one version, the same in all of them."""

import hashlib
import json
from dataclasses import asdict
from typing import Any

from concordat.evidence import queries as evidence
from concordat.evidence.words import FALLEN, Standing, WorkView

#: Standings of which every answer warns.
LOUD = FALLEN | {Standing.CONCERN}


def work_record(work: WorkView, *, site: str, licences: dict[str, str]) -> dict[str, Any]:
    """Return the record of a work: facts, standing, where it came from, version.

    Abstracts are left out: most sources do not allow us to hand them on.
    """
    origins = sorted({(origin.source, origin.source_name) for _, origin in work.origins})
    facts: dict[str, Any] = {
        "id": work.id,
        "address": f"{site}/evidence/{work.id}",
        "title": work.title,
        "kind": work.kind.value,
        "authors": [author.short() for author in work.authors],
        "journal": work.journal,
        "year": work.year,
        "published_on": work.published_on,
        "volume": work.volume,
        "issue": work.issue,
        "pages": work.pages,
        "publisher": work.publisher,
        "party": work.party,
        "languages": list(work.languages),
        "publication_types": list(work.publication_types),
        "headings": [heading.name for heading in work.headings],
        "identifiers": [asdict(each) for each in work.identifiers],
        "standing": standing_record(work),
        "links": [
            {"relation": link.relation, "title": link.title, "work": link.work}
            for link in work.links
        ],
        "sources": [
            {"source": slug, "name": name, "licence": licences.get(slug, "")}
            for slug, name in origins
        ],
        "revision": work.revision,
        "changed_at": work.changed_at,
    }
    return facts | {"version": version_of(facts)}


def standing_record(work: WorkView) -> dict[str, Any]:
    """Return how a work stands, who said so and when, and whether it may be relied on."""
    return {
        "value": work.standing.value,
        "on": work.standing_on,
        "source": work.standing_source,
        "note": work.standing_note,
        "fallen": work.standing in LOUD,
    }


def version_of(facts: dict[str, Any]) -> str:
    """Return the hash by which two protocols, or two days, can compare a record.

    It does not depend on the address of this copy.
    """
    own = {name: value for name, value in facts.items() if name != "address"}
    text = json.dumps(own, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def licences() -> dict[str, str]:
    """Return the licence of each source by its slug."""
    return {each.source: each.licence for each in evidence.freshness()}


def standing_words(work: WorkView) -> str:
    """Return the standing as one sentence for people, "" when nothing is known against it."""
    if work.standing is Standing.PUBLISHED:
        return ""
    when = f" on {work.standing_on}" if work.standing_on else ""
    who = f", according to {work.standing_source}" if work.standing_source else ""
    return f"Standing: {work.standing.value}{when}{who}."
