"""What a succession moves, asked of each room and joined for the page."""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from hashlib import sha256

from concordat.delivery import queries as delivery
from concordat.enquiries import queries as enquiries
from concordat.evidence import queries as evidence
from concordat.forum import queries as forum
from concordat.investment import queries as investment
from concordat.parties import queries as parties
from concordat.parties.words import Actor, Affected, Certainty, Role, SuccessionView
from concordat.search import queries as search

#: Every room that has things which a party may hold offers the same query.
ROOMS: tuple[Callable[..., Sequence[Affected]], ...] = (
    parties.affected_by,
    evidence.affected_by,
    search.affected_by,
    investment.affected_by,
    forum.affected_by,
    enquiries.affected_by,
    delivery.affected_by,
)
#: Things of people: counted for those who keep the record, and nobody else's business.
_OF_PEOPLE = frozenset({"post", "role", "mandate"})
_THING = re.compile(r"(.+?)((?: of | to ).*|)$")


@dataclass(frozen=True, slots=True)
class Line:
    """One thing that goes over, as a row."""

    kind: str
    label: str
    before: tuple[str, str]  # slug, name
    after: tuple[tuple[str, str, bool], ...]  # slug, name, for certain
    decisions: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Group:
    """Things of one kind."""

    title: str
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Effects:
    groups: tuple[Group, ...]
    decisions: tuple[str, ...]
    total: int
    #: Alike as long as nothing of it changes: what was looked at is what is done.
    fingerprint: str


def effects_of(event: SuccessionView, *, by: Actor) -> Effects:
    """Return what the event moves in every room, as far as `by` may see it."""
    found = list(_once(each for room in ROOMS for each in room(event, by=by)))
    if not (by.may(Role.SECRETARIAT) or by.may(Role.ADMINISTRATOR)):
        found = [each for each in found if each.kind not in _OF_PEOPLE]
    kinds = dict.fromkeys(each.kind for each in found)
    groups = tuple(_group(kind, [e for e in found if e.kind == kind]) for kind in kinds)
    decisions = dict.fromkeys(
        said for each in found if each.kind not in _OF_PEOPLE for said in each.decisions
    )
    return Effects(groups, tuple(decisions), len(found), _fingerprint(found))


def _once(found: Iterable[Affected]) -> Iterator[Affected]:
    """Leave out what says the same again: a signature of two bodies that one body holds."""
    seen = set()
    for each in found:
        said = (each.room, each.id, _line(each))
        if said not in seen:
            seen.add(said)
            yield each


def _group(kind: str, found: Sequence[Affected]) -> Group:
    word = kind if len(found) == 1 else _plural(kind)
    lines = sorted((_line(each) for each in found), key=lambda line: line.label.casefold())
    return Group(f"{len(found)} {word}", tuple(lines))


def _plural(words: str) -> str:
    """Return `holdings`, `strategies`, `collections of works`, `questions to answer`."""
    found = _THING.match(words)
    word, rest = found.groups() if found else (words, "")
    plural = f"{word[:-1]}ies" if word.endswith("y") else f"{word}s"
    return f"{plural}{rest}"


def _line(each: Affected) -> Line:
    return Line(
        kind=each.kind,
        label=each.label,
        before=(each.before.slug, each.before.name),
        after=tuple(
            (holder.party.slug, holder.party.name, holder.certainty is Certainty.YES)
            for holder in each.after
        ),
        decisions=each.decisions,
    )


def _fingerprint(found: Iterable[Affected]) -> str:
    total = sha256()
    for each in sorted(found, key=lambda one: (one.room, one.kind, one.id, one.before.slug)):
        holders = ",".join(holder.party.slug for holder in each.after)
        total.update(f"{each.room}|{each.kind}|{each.id}|{each.before.slug}|{holders}\n".encode())
    return total.hexdigest()[:16]
