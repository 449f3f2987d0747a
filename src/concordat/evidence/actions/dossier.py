"""A work with everything that stands behind it, in hand for one transaction."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from operator import itemgetter

from concordat.evidence.actions.precedence import (
    Composed,
    Known,
    claims_from,
    without_superseded,
)
from concordat.evidence.models import SourceRecord, StatusEvent, Work, WorkIdentifier
from concordat.evidence.models.rows import select
from concordat.evidence.models.stored_reference import reference_from
from concordat.evidence.models.view import DECIDED, LISTS, PLAIN, iso
from concordat.evidence.words import Identifier

#: What makes a difference to anybody: a change in any of these is a revision.
SHOWN = (*PLAIN, *LISTS, *DECIDED, "origins", "party_id", "owner_id", "merged_into_id")


_shown = itemgetter(*SHOWN)


@dataclass(slots=True, eq=False)
class Held:
    """A source record and what it says."""

    record: SourceRecord
    known: Known


@dataclass(frozen=True, slots=True)
class Fields:
    """What the records make of a work: its fields, its kind and the rule that decided it."""

    composed: Composed
    kind: str
    kind_reason: str


@dataclass(slots=True, eq=False)
class Dossier:
    """A work, its records in order of arrival, the identifiers that name it, its events."""

    work: Work
    held: list[Held] = field(default_factory=list)
    names: set[Identifier] = field(default_factory=set)
    events: list[StatusEvent] = field(default_factory=list)
    before: tuple[object, ...] | None = None  # as shown when it was opened; None: new
    change: str = "update"  # what the log is to call it
    stale: bool = False  # its fields must be composed again
    alone: Fields | None = None  # composed beforehand: a new work of one record

    def shown(self) -> tuple[object, ...]:
        """Return what readers see of the work."""
        values: tuple[object, ...] = _shown(self.work.__dict__)
        return values

    def living(self) -> list[Held]:
        """Return the records that no later state supersedes, in order of arrival."""
        living = {id(each) for each in without_superseded(held.known for held in self.held)}
        return [held for held in self.held if id(held.known) in living]

    def foreign(self) -> frozenset[Identifier]:
        """Return identifiers that the records give but that name another work."""
        given = {each for held in self.held for each in held.known.reference.identifiers}
        return frozenset(each for each in given - self.names if each.scheme in NAMING)


#: Schemes whose identifiers name one work, the strongest first. An ISBN may be a whole
#: book's, a trial's registration number stands in every report of the trial.
NAMING = ("pmid", "doi", "pmcid", "nice", "wos", "embase", "scopus", "openalex")
#: The scheme of the name that is given to a record without an identifier.
FINGERPRINT = "fingerprint"


def open_dossiers(works: Iterable[Work]) -> dict[int, Dossier]:
    """Return the dossiers of rows that are in the database, by their keys."""
    dossiers = {work.pk: Dossier(work) for work in works}
    keys = list(dossiers)
    for dossier in dossiers.values():
        dossier.before = dossier.shown()
    for name in WorkIdentifier.objects.filter(work__in=keys):
        dossiers[name.work_id].names.add(Identifier(name.scheme, name.value))
    records = SourceRecord.objects.filter(work__in=keys).select_related("source").order_by("pk")
    for record in records:
        dossiers[record.work_id].held.append(Held(record, known(record)))
    for event in StatusEvent.objects.filter(work__in=keys).order_by("pk"):
        if event.work_id is not None:
            dossiers[event.work_id].events.append(event)
    return dossiers


def known(record: SourceRecord) -> Known:
    """Return what precedence must know of a record in the database."""
    return Known(
        reference=reference_from(record.facts["reference"]),
        claims=claims_from(record.facts["claims"]),
        source=record.source.slug,
        key=record.key,
        format=record.format,
        fetched_at=iso(record.fetched_at),
        arrival=record.pk,
        id=record.public_id,
    )


def named(identifiers: Iterable[Identifier], *, shelf: str) -> dict[Identifier, int]:
    """Return which of the identifiers name a work on the shelf, and that work's key."""
    wanted = set(identifiers)
    # By value alone: a filter for each scheme would take longer to write than to run.
    values = {each.value for each in wanted}
    rows = select(WorkIdentifier, ("value", "scheme", "work"), among=values, shelf=shelf)
    found = {Identifier(scheme, value): work for value, scheme, work in rows}
    return {name: found[name] for name in wanted & found.keys()}


def naming(identifiers: Sequence[Identifier]) -> tuple[Identifier, ...]:
    """Return the identifiers that name one work, the strongest first."""
    strong = [each for each in identifiers if each.scheme in NAMING]
    return tuple(sorted(dict.fromkeys(strong), key=lambda each: NAMING.index(each.scheme)))
