"""Which works of the evidence may a record be? By keys, so that millions cost milliseconds."""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from concordat.evidence.identity.agreeing import Sameness
from concordat.evidence.identity.candidates import CROWD, numbered_keys
from concordat.evidence.identity.comparing import Compared, compare
from concordat.evidence.identity.traits import Traits, traits
from concordat.evidence.models import MatchKey, Work
from concordat.evidence.words import Reference
from concordat.parties.queries import visible_to
from concordat.parties.words import Actor

_AT_ONCE = 400  # values in one statement
_TOGETHER = 1_000  # records: their keys fill some twenty statements


@dataclass(frozen=True, slots=True)
class Known:
    """A work that a record is, with what says so."""

    pk: int
    public_id: str
    compared: Compared


def find_known(
    references: Sequence[Reference], *, by: Actor, told: Callable[[int], None] = lambda _: None
) -> list[Known | None]:
    """Return for each record the work that it is, among those that `by` may see.

    When several are the same work as the record, which `identity` would call a
    contradiction, the one with the most points is taken. Records are looked up a few at a
    time, and `told` hears how many have been.
    """
    found: list[Known | None] = []
    for start in range(0, len(references), _TOGETHER):
        told(start)
        found += _find(references[start : start + _TOGETHER], by)
    return found


def _find(references: Sequence[Reference], by: Actor) -> list[Known | None]:
    shown = [traits(reference) for reference in references]
    asked = [numbered_keys(each) for each in shown]
    holders = _holders({key for keys in asked for key in keys})
    candidates = [_candidates(keys, holders) for keys in asked]
    works = _works({pk for found in candidates for pk in found}, by)
    return [
        _best(each, [works[pk] for pk in found if pk in works])
        for each, found in zip(shown, candidates, strict=True)
    ]


def _holders(keys: set[int]) -> dict[int, list[int]]:
    """Return key -> primary keys of works; a key that very many share tells nothing."""
    found: dict[int, list[int]] = {}
    ordered = sorted(keys)
    for start in range(0, len(ordered), _AT_ONCE):
        rows = MatchKey.objects.filter(key__in=ordered[start : start + _AT_ONCE])
        for key, work in rows.values_list("key", "work_id"):
            found.setdefault(key, []).append(work)
    return {key: works for key, works in found.items() if len(works) <= CROWD}


def _candidates(keys: set[int], holders: dict[int, list[int]]) -> list[int]:
    """Return the works that share a key, those that share most first."""
    shared = Counter(work for key in keys for work in holders.get(key, ()))
    return [work for work, _ in shared.most_common(20)]


@dataclass(frozen=True, slots=True)
class _Shown:
    pk: int
    public_id: str
    traits: Traits


def _works(pks: set[int], by: Actor) -> dict[int, _Shown]:
    found: dict[int, _Shown] = {}
    ordered = sorted(pks)
    for start in range(0, len(ordered), _AT_ONCE):
        rows = Work.objects.filter(
            visible_to(by), merged_into=None, pk__in=ordered[start : start + _AT_ONCE]
        )
        for row in rows:
            found[row.pk] = _Shown(row.pk, row.public_id, traits(reference_of(row)))
    return found


def _best(record: Traits, works: Sequence[_Shown]) -> Known | None:
    same = [
        Known(work.pk, work.public_id, compared)
        for work in works
        if (compared := compare(record, work.traits)).sameness is Sameness.SAME
    ]
    return max(same, key=lambda known: known.compared.score, default=None)


def reference_of(work: Work) -> Reference:
    """Return a work as a reference, as far as matching looks at it."""
    return Reference(
        title=work.title,
        authors=work.authors,
        journal=work.journal,
        year=work.year,
        volume=work.volume,
        issue=work.issue,
        pages=work.pages,
        identifiers=work.identifiers,
    )
