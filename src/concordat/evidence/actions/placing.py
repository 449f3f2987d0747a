"""Whose record is this? Identity at the level of identifiers.

A record whose names name one work is another record of it. When they name several, those
are one work, unless something contradicts: then the strongest name decides (a PMID before
a DOI before the rest), and the contradiction is told. Precision comes first: a wrong merge
hides evidence, two addresses for one work only cost a reader a second.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from concordat.evidence.actions.arrival import Arrival
from concordat.evidence.actions.desk import Desk
from concordat.evidence.actions.dossier import FINGERPRINT, Dossier
from concordat.evidence.actions.merging import kept_apart, merge_dossiers
from concordat.evidence.identity.agreeing import Sameness, same_by_identifier
from concordat.evidence.models import Source
from concordat.evidence.words import Identifier, Reference

#: A work has one of each of these; a second one says that it is another work.
SINGLE = ("pmid", "doi", "pmcid", "nice")


@dataclass(frozen=True, slots=True)
class Placed:
    """What became of a record. `complaint` tells a contradiction, or is empty."""

    new: bool
    complaint: str = ""


def place(desk: Desk, arrival: Arrival, source: Source, *, actor: str) -> Placed:
    """Lay the record into the dossier of its work, which may be a new one."""
    parted = desk.parted(arrival, source)
    if parted is not None:
        desk.take(arrival, parted, source)
        return Placed(new=False)
    complaints: list[str] = []
    believed = _believed(desk, arrival, complaints)
    if not believed:
        desk.take(arrival, desk.begin(), source)
        return Placed(new=True, complaint=" ".join(complaints))
    name, dossier = believed[0]
    for other_name, other in believed[1:]:
        if against := _against(dossier, other, arrival):
            complaints.append(
                f"{_text(name)} and {_text(other_name)} name two works. {against} "
                "Taken as a record of the first."
            )
        else:
            reason = f"One record of {source.name} has both {_text(name)} and {_text(other_name)}."
            dossier = merge_dossiers(desk, dossier, other, reason=reason, actor=actor)
    desk.take(arrival, dossier, source)
    return Placed(new=False, complaint=" ".join(complaints))


def _believed(
    desk: Desk, arrival: Arrival, complaints: list[str]
) -> list[tuple[Identifier, Dossier]]:
    """Return the works that the record's names name, each once, by its strongest name.

    A name is not believed when the record and the work are plainly not the same.
    """
    found: dict[int, tuple[Identifier, Dossier]] = {}
    for name in arrival.names:
        dossier = desk.by_name.get(name)
        if dossier is None or id(dossier) in found:
            continue
        if name.scheme != FINGERPRINT:
            verdict = same_by_identifier(arrival.reference, _likeness(dossier))
            if verdict.sameness is not Sameness.SAME:
                complaints.append(f"{_text(name)} names another work. {verdict.reason}")
                continue
        found[id(dossier)] = name, dossier
    return list(found.values())


def _against(one: Dossier, other: Dossier, arrival: Arrival) -> str:
    """Return what speaks against two works being one, as a sentence, or ""."""
    for scheme in SINGLE:
        mine, its = _of_scheme(one.names, scheme), _of_scheme(other.names, scheme)
        if mine and its and not set(mine) & set(its):
            return f"One has {_text(mine[0])}, the other {_text(its[0])}."
    if kept_apart(one.work, other.work):
        return "A merge of the two was undone, or they were parted by hand."
    bridged = _likeness(one, *arrival.reference.identifiers)
    verdict = same_by_identifier(bridged, _likeness(other))
    return "" if verdict.sameness is Sameness.SAME else verdict.reason


def _likeness(dossier: Dossier, *more: Identifier) -> Reference:
    """Return the work as its first record described it, with all its names."""
    first = dossier.held[0].known.reference
    return Reference(
        title=first.title,
        year=first.year,
        pages=first.pages,
        identifiers=(*dossier.names, *more),
    )


def _of_scheme(names: set[Identifier], scheme: str) -> Sequence[Identifier]:
    return sorted((each for each in names if each.scheme == scheme), key=lambda each: each.value)


def _text(identifier: Identifier) -> str:
    return f"{identifier.scheme}:{identifier.value}"
