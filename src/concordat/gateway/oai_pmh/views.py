"""Answer a request of OAI-PMH 2.0, by GET or POST."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods
from lxml import etree

from concordat.evidence import queries as evidence
from concordat.evidence.words import Harvested, Kind
from concordat.gateway.oai_pmh import mods
from concordat.gateway.oai_pmh.asking import (
    Asked,
    Listing,
    OaiError,
    moment,
    read,
    token,
)
from concordat.gateway.oai_pmh.writing import OAI_DC, PREFIX, add, answer, header, metadata
from concordat.gateway.records import licences
from concordat.parties import queries as parties

#: Records of one answer.
PAGE = 100
#: When nothing is held: a harvester may begin here.
BEGINNING = "2000-01-01T00:00:00Z"


@csrf_exempt  # the protocol's POST carries a question, and changes nothing
@require_http_methods(["GET", "HEAD", "POST"])
def provide(request: HttpRequest) -> HttpResponse:
    """Answer one request."""
    given = request.POST if request.method == "POST" else request.GET
    pairs = [(name, value) for name, values in given.lists() for value in values]
    now = timezone.now().astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    base = f"{settings.SITE}/oai"
    try:
        asked = read(pairs)
        root = answer(base=base, now=now, attributes={"verb": asked.verb, **asked.arguments})
        _ANSWERS[asked.verb](root, asked)
    except OaiError as error:
        understood = error.code not in ("badVerb", "badArgument")
        root = answer(base=base, now=now, attributes=dict(pairs) if understood else {})
        add(root, "error", error.said).set("code", error.code)
    body = etree.tostring(root, xml_declaration=True, encoding="UTF-8", pretty_print=True)
    return HttpResponse(body, content_type="text/xml; charset=utf-8")


def _identify(root: etree._Element, asked: Asked) -> None:
    node = add(root, "Identify")
    first = evidence.first_change()
    for name, value in (
        ("repositoryName", "Concordat"),
        ("baseURL", f"{settings.SITE}/oai"),
        ("protocolVersion", "2.0"),
        ("adminEmail", settings.DEFAULT_FROM_EMAIL),
        ("earliestDatestamp", first.replace("+00:00", "Z") or BEGINNING),
        ("deletedRecord", "persistent"),
        ("granularity", "YYYY-MM-DDThh:mm:ssZ"),
    ):
        add(node, name, value)


def _formats(root: etree._Element, asked: Asked) -> None:
    if "identifier" in asked.arguments:
        _record(asked.arguments["identifier"])
    node = add(root, "ListMetadataFormats")
    for prefix, (schema, namespace, _) in _FORMATS.items():
        one = add(node, "metadataFormat")
        add(one, "metadataPrefix", prefix)
        add(one, "schema", schema)
        add(one, "metadataNamespace", namespace)


def _sets(root: etree._Element, asked: Asked) -> None:
    node = add(root, "ListSets")
    for spec, name in _all_sets():
        one = add(node, "set")
        add(one, "setSpec", spec)
        add(one, "setName", name)


def _get(root: etree._Element, asked: Asked) -> None:
    _check_prefix(asked.arguments["metadataPrefix"])
    record = _record(asked.arguments["identifier"])
    _write(add(root, "GetRecord"), record, licences(), asked.arguments["metadataPrefix"])


def _list(root: etree._Element, asked: Asked) -> None:
    listing = asked.listing
    assert listing is not None  # noqa: S101 - `read` gives one for both verbs
    _check_prefix(listing.prefix)
    records = _harvest(listing)
    if not records:
        raise OaiError("noRecordsMatch", "No record matches.")
    whole = asked.verb == "ListRecords"
    node = add(root, asked.verb)
    rights = licences() if whole else {}
    for record in records[:PAGE]:
        if whole:
            _write(node, record, rights, listing.prefix)
        else:
            header(node, record, _sets_of(record))
    if len(records) > PAGE:
        further = replace(listing, after=records[PAGE - 1].id, given=listing.given + PAGE)
        add(node, "resumptionToken", token(further)).set("cursor", str(listing.given))
    elif listing.given:  # section 3.5: the last answer of several has an empty one
        add(node, "resumptionToken").set("cursor", str(listing.given))


def _harvest(listing: Listing) -> list[Harvested]:
    kind, party = _set(listing.set)
    return evidence.harvest(
        after=listing.after,
        changed_from=moment(listing.since) if listing.since else None,
        changed_to=moment(listing.until, end=True) if listing.until else None,
        kind=kind,
        party=party,
        limit=PAGE + 1,
    )


def _set(spec: str) -> tuple[Kind | None, str]:
    """Return the kind or the party that a set means. A set that is not there has no records."""
    if not spec:
        return None, ""
    for kind in Kind:
        if spec == _kind_set(kind):
            return kind, ""
    slug = spec.removeprefix("party-")
    if slug != spec and parties.party(slug) is not None:
        return None, slug
    raise OaiError("noRecordsMatch", f"There is no set {spec!r}.")


def _all_sets() -> Iterator[tuple[str, str]]:
    for kind in Kind:
        yield _kind_set(kind), f"Works of the kind: {kind.value}"
    for party in parties.parties():
        yield f"party-{party.slug}", f"Published by {party.name}"


def _kind_set(kind: Kind) -> str:
    return f"kind-{kind.value.replace(' ', '-')}"


def _sets_of(record: Harvested) -> list[str]:
    view = record.view
    if view is None:
        return []
    return [_kind_set(view.kind), *([f"party-{view.party}"] if view.party else [])]


def _check_prefix(prefix: str) -> None:
    if prefix not in _FORMATS:
        said = f"Records come as {' or '.join(_FORMATS)}."
        raise OaiError("cannotDisseminateFormat", said)


def _record(identifier: str) -> Harvested:
    own = identifier.removeprefix(PREFIX)
    record = evidence.harvest_one(own) if own != identifier else None
    if record is None:
        raise OaiError("idDoesNotExist", f"There is no record {identifier}.")
    return record


def _write(parent: etree._Element, record: Harvested, rights: dict[str, str], prefix: str) -> None:
    node = add(parent, "record")
    header(node, record, _sets_of(record))
    if record.view is not None:
        sources = {origin.source: origin.source_name for _, origin in record.view.origins}
        said = [f"{name}: {rights.get(slug, '')}".rstrip(": ") for slug, name in sources.items()]
        page = f"{settings.SITE}/evidence/{record.id}"
        _FORMATS[prefix][2](node, record.view, page=page, rights=said)


#: Prefix -> schema, namespace, and what writes a work in it.
_FORMATS = {
    "oai_dc": ("http://www.openarchives.org/OAI/2.0/oai_dc.xsd", OAI_DC, metadata),
    "mods": (mods.SCHEMA, mods.MODS, mods.metadata),
}
_ANSWERS = {
    "Identify": _identify,
    "ListMetadataFormats": _formats,
    "ListSets": _sets,
    "GetRecord": _get,
    "ListIdentifiers": _list,
    "ListRecords": _list,
}
