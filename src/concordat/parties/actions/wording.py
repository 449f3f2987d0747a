"""The words of an agreement: a further version, its documents, its ties to others, its review."""

from collections.abc import Iterable, Sequence
from datetime import date

from django.db import transaction
from django.utils.text import slugify

from concordat.parties import documents
from concordat.parties.actions.audit import note
from concordat.parties.actions.editing import count_change
from concordat.parties.actions.facts import WrongFactError, day_of, known_agreement, text_of
from concordat.parties.actions.rights import require
from concordat.parties.models import Agreement, Clause, Document, Relation, Version
from concordat.parties.words import Actor, Certainty, ClauseGiven, Day, RelationKind, Role


def agreement_to_change(by: Actor, slug: str) -> Agreement:
    """Return the agreement; the secretariat and its owner's administrators may change it."""
    row = known_agreement("agreement", slug, by)
    if row.owner:
        require(by, Role.SECRETARIAT, Role.ADMINISTRATOR, party=row.owner.public_id)
    else:
        require(by, Role.SECRETARIAT)
    return row


def keep_clauses(version: Version, clauses: Sequence[ClauseGiven]) -> None:
    """Write the clauses of a version in order. Raises WrongFactError when a key stands twice."""
    keys: set[str] = set()
    for position, clause in enumerate(clauses, start=1):
        key = text_of("clauses", slugify(clause.key), limit=100)
        if key in keys:
            raise WrongFactError(
                "clauses", f"The clause “{key}” stands twice; a key is an address."
            )
        keys.add(key)
        Clause.objects.create(
            version=version,
            key=key,
            position=position,
            kind=clause.kind.value,
            number=clause.number,
            heading=clause.heading,
            text=text_of("clauses", clause.text, limit=100_000),
        )


@transaction.atomic
def add_version(
    *,
    by: Actor,
    agreement: str,
    since: Day | date,
    clauses: Sequence[ClauseGiven],
    source: str = "",
    edition: int | None = None,
) -> str:
    """Record a new wording from `since`; the one until then ceases that day. Return its number.

    Signatures stay where they are: whoever signs the new wording signs anew. Raises
    WrongFactError, ChangedMeanwhileError, NotAllowedError.
    """
    row = agreement_to_change(by, agreement)
    day = day_of(since)
    if day is None or day.earliest is None:
        raise WrongFactError("since", "Say from when, or not before which day.")
    if not clauses:
        raise WrongFactError("clauses", "Write at least one clause.")
    count_change(row, seen=edition)
    last = row.versions.order_by("pk").last()
    if last is not None:
        if last.since and last.since.before(day) is Certainty.NO:
            raise WrongFactError(
                "since", f"Version {last.number} is in use only since {last.since}."
            )
        last.until = day
        last.save(update_fields=["until"])
    number = str(row.versions.count() + 1)
    version = Version.objects.create(agreement=row, number=number, since=day, source=source)
    keep_clauses(version, clauses)
    changed = {"number": number, "since": since, "clauses": len(clauses)}
    note(by=by, deed="add version", about=f"agreement:{agreement}", changed=changed)
    return number


def keep_document(
    *,
    by: Actor,
    agreement: str,
    title: str,
    chunks: Iterable[bytes],
    sha256: str = "",
    published_on: Day | date | None = None,
    url: str = "",
    comment: str = "",
) -> str:
    """Keep a PDF as a document of the version in use; return its key, which is its address.

    `sha256`: what the bytes should be, when the sender says so; others are refused. The
    bytes are on the disk before the row is written, so no row points to nothing. Raises
    WrongFactError (fields `file`, `sha256`, `title`), NotAllowedError.
    """
    agreement_to_change(by, agreement)  # nobody else may make us write bytes
    title = text_of("title", title, limit=500)
    try:
        kept = documents.keep(chunks)
    except documents.WrongDocumentError as error:
        raise WrongFactError("file", str(error)) from error
    if sha256 and sha256.strip().lower() != kept.sha256:
        raise WrongFactError("sha256", f"The file has another hash: {kept.sha256}.")
    with transaction.atomic():
        row = agreement_to_change(by, agreement)
        version, key = row.versions.order_by("pk").last(), _document_key(row, title)
        if version is None:
            raise WrongFactError("file", "This agreement has no version that it could belong to.")
        count_change(row)
        Document.objects.create(
            version=version,
            key=key,
            title=title,
            url=url.strip(),
            media_type="application/pdf",
            sha256=kept.sha256,
            kept=True,
            size=kept.size,
            published_on=day_of(published_on),
            note=comment,
        )
        changed = {"title": title, "sha256": kept.sha256, "size": kept.size}
        note(by=by, deed="keep document", about=f"agreement:{agreement}", changed=changed)
    return key


def _document_key(agreement: Agreement, title: str) -> str:
    key = slugify(title)[:100].strip("-") or "document"
    if Document.objects.filter(version__agreement=agreement, key=key).exists():
        raise WrongFactError("title", "A document of that title is there: choose another title.")
    return key


@transaction.atomic
def relate(
    *,
    by: Actor,
    agreement: str,
    kind: RelationKind,
    to: str = "",
    to_text: str = "",
    source: str = "",
) -> str:
    """Record what an agreement is to another (`to`, a slug) or to others in words."""
    row = agreement_to_change(by, agreement)
    other = known_agreement("to", to, by) if to else None
    if (other is None) == (not to_text.strip()):
        raise WrongFactError("to", "Name one agreement, or describe the others in words.")
    if other == row:
        raise WrongFactError("to", "An agreement has no tie to itself.")
    count_change(row)
    kept = Relation.objects.create(
        agreement=row, kind=kind.value, to=other, to_text=to_text.strip(), source=source
    )
    changed = {"kind": kind, "to": to or to_text}
    note(by=by, deed="relate", about=f"agreement:{agreement}", changed=changed)
    return kept.public_id


@transaction.atomic
def set_review(
    *, by: Actor, agreement: str, on: Day | date | None, edition: int | None = None
) -> None:
    """Set the day on which an agreement is to be reviewed; None: none is known."""
    row = agreement_to_change(by, agreement)
    count_change(row, seen=edition)
    before, row.review_on = row.review_on, day_of(on)
    row.save(update_fields=["review_on"])
    changed = {"before": str(before or ""), "on": str(row.review_on or "")}
    note(by=by, deed="set review", about=f"agreement:{agreement}", changed=changed)
