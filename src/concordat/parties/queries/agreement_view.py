"""Put an agreement together from its rows, every part of it as at one date."""

from concordat.parties.models import (
    Agreement,
    Clause,
    Commitment,
    Document,
    Relation,
    Signature,
    Version,
)
from concordat.parties.permissions import may_see
from concordat.parties.queries.history import History
from concordat.parties.queries.standing import signatories_among, standing
from concordat.parties.words import (
    UNKNOWN_DAY,
    Actor,
    AgreementKind,
    AgreementView,
    Certainty,
    ClauseKind,
    ClauseView,
    CommitmentView,
    ConvenorView,
    Day,
    DeliveryView,
    DocumentView,
    Period,
    RelationKind,
    RelationView,
    SignatureView,
    SupportView,
    VersionView,
    Visibility,
)

#: What is fetched along with agreements, so that a list costs as many queries as one.
SHOWN = (
    "owner__names",
    "versions__clauses",
    "versions__documents",
    "signatures__version",
    "signatures__signatories__party__names",
    "support__party__names",
    "convenors__party__names",
    "relations__to__owner",
    "related_from__agreement__owner",
    "commitments__owner",
    "commitments__party__names",
    "commitments__deliveries",
)


def agreement_view(row: Agreement, history: History, by: Actor) -> AgreementView:
    """Return the agreement as at the history's date, without what `by` may not see in it."""
    signed = row.signed_on or row.since or UNKNOWN_DAY
    life = Period(row.since or signed, row.until)
    rows = [each for each in row.signatures.all() if not each.mistaken]
    signatures = tuple(_signature(each, signed, history) for each in rows)
    versions = tuple(_version(each, row, life, history) for each in row.versions.all())
    wording = _wording(versions)
    gone = {
        each.party.slug: history.ended(each.party)
        for signature in rows
        for each in signature.signatories.all()
    }
    state = standing(life, row.review_on, signatures, gone, history.on)
    return AgreementView(
        id=row.public_id,
        slug=row.slug,
        kind=AgreementKind(row.kind),
        title=row.title,
        on=history.on,
        state=state.state,
        certainty=state.certainty,
        reasons=state.reasons,
        short=row.short,
        about=row.about,
        signed_on=signed,
        period=life,
        review_on=row.review_on,
        source=row.source,
        note=row.note,
        versions=versions,
        clauses=wording.clauses if wording else (),
        documents=wording.documents if wording else (),
        signatures=signatures,
        support=tuple(_support(row, signed, history)),
        convenors=tuple(_convenors(row, signed, history)),
        relations=tuple(_relations(row, by)),
        commitments=tuple(
            _commitment(each, signed, history)
            for each in row.commitments.all()
            if _visible(each, by)
        ),
        signatories=signatories_among(signatures, history.on),
        owner=history.ref(row.owner) if row.owner else None,
        visibility=Visibility(row.visibility),
        edition=row.edition,
    )


def _visible(row: Agreement | Commitment, by: Actor) -> bool:
    owner = row.owner.public_id if row.owner else ""
    return may_see(by, visibility=row.visibility, owner=owner, service=row.service)


def _wording(versions: tuple[VersionView, ...]) -> VersionView | None:
    """Return the version in use; before any was, the first, so that its address answers."""
    if not versions:
        return None
    best = max(version.certainty for version in versions)
    if best is Certainty.NO:
        return versions[0]
    return [version for version in versions if version.certainty is best][-1]


def _version(row: Version, agreement: Agreement, life: Period, history: History) -> VersionView:
    period = Period(row.since or life.since, row.until)
    return VersionView(
        number=row.number,
        period=period,
        certainty=period.covers(history.on),
        clauses=tuple(_clause(each, agreement.slug, row.number) for each in row.clauses.all()),
        documents=tuple(_document(each) for each in row.documents.all()),
        source=row.source,
        note=row.note,
    )


def _clause(row: Clause, agreement: str, version: str) -> ClauseView:
    return ClauseView(
        id=row.public_id,
        agreement=agreement,
        key=row.key,
        kind=ClauseKind(row.kind),
        text=row.text,
        number=row.number,
        heading=row.heading,
        version=version,
        source=row.source,
    )


def _document(row: Document) -> DocumentView:
    return DocumentView(
        id=row.public_id,
        key=row.key,
        title=row.title,
        url=row.url,
        media_type=row.media_type,
        sha256=row.sha256,
        file=row.file,
        published_on=row.published_on,
        note=row.note,
        kept=row.kept,
        size=row.size,
    )


def _signature(row: Signature, signed: Day, history: History) -> SignatureView:
    since = row.since or signed
    period = Period(since, row.until).known_on(history.on)
    parties = [each.party for each in row.signatories.all()]
    return SignatureView(
        id=row.public_id,
        key=row.key,
        name=row.name,
        parties=tuple(history.ref(party) for party in parties),
        holdings=tuple(
            history.holding(party, function=row.function, since=since) for party in parties
        ),
        certainty=period.covers(history.on),
        period=period,
        function=row.function,
        officer=row.officer,
        officer_role=row.officer_role,
        version=row.version.number if row.version else "",
        source=row.source,
        note=row.note,
    )


def _support(agreement: Agreement, signed: Day, history: History) -> list[SupportView]:
    found = []
    for row in agreement.support.all():
        if row.mistaken:
            continue
        period = Period(row.since or signed, row.until).known_on(history.on)
        found.append(
            SupportView(
                id=row.public_id,
                name=row.name,
                holding=history.holding(row.party, function=row.function, since=period.since),
                certainty=period.covers(history.on),
                period=period,
                source=row.source,
                note=row.note,
            )
        )
    return found


def _convenors(agreement: Agreement, signed: Day, history: History) -> list[ConvenorView]:
    found = []
    for row in agreement.convenors.all():
        period = Period(row.since or signed, row.until).known_on(history.on)
        found.append(
            ConvenorView(
                id=row.public_id,
                holding=history.holding(row.party, function=row.function, since=period.since),
                certainty=period.covers(history.on),
                period=period,
                source=row.source,
                note=row.note,
            )
        )
    return found


def _relations(agreement: Agreement, by: Actor) -> list[RelationView]:
    """Return the relations both ways; one to an agreement that `by` may not see is not there."""
    ahead = [row for row in agreement.relations.all() if not row.to or _visible(row.to, by)]
    back = [row for row in agreement.related_from.all() if _visible(row.agreement, by)]
    return [_relation(row) for row in ahead] + [_backward(row) for row in back]


def _backward(row: Relation) -> RelationView:
    return RelationView(
        kind=RelationKind(row.kind),
        to=row.agreement.slug,
        to_title=row.agreement.title,
        backward=True,
        source=row.source,
        note=row.note,
    )


def _relation(row: Relation) -> RelationView:
    return RelationView(
        kind=RelationKind(row.kind),
        to=row.to.slug if row.to else "",
        to_title=row.to.title if row.to else "",
        to_text=row.to_text,
        clause=row.clause,
        source=row.source,
        note=row.note,
    )


def _commitment(row: Commitment, signed: Day, history: History) -> CommitmentView:
    since = row.since or signed
    return CommitmentView(
        id=row.public_id,
        key=row.key,
        text=row.text,
        holding=history.holding(row.party, function=row.function, since=since),
        clause=row.clause,
        function=row.function,
        indicator=row.indicator,
        target=row.target,
        period=Period(since, row.until),
        evidence=tuple(DeliveryView(each.on, each.text, each.url) for each in row.deliveries.all()),
        source=row.source,
    )
