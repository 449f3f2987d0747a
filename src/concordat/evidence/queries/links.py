"""What is this work tied to, seen from its own side?"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from django.db.models import Q

from concordat.evidence.models import StatusEvent, Work, WorkIdentifier, WorkLink
from concordat.evidence.models.event import living_events
from concordat.evidence.models.status import INVERSE, OTHER_WORDS, OWN_WORDS
from concordat.evidence.words import Identifier, Link
from concordat.parties.queries import visible_to
from concordat.parties.words import Actor

#: (work, relation as its page says it, the other work's key or None, its identifier)
Tie = tuple[int, str, int | None, Identifier | None]


def links_of(works: Sequence[Work], *, by: Actor) -> dict[int, tuple[Link, ...]]:
    """Return the links of each work by its key: standing and other ties, both ways.

    A work that `by` may not see is never named: an identifier that the visible work's own
    record gives stays, as the fact of that record that it is.
    """
    ties = list(_ties(works))
    others = _others({other for _, _, other, _ in ties if other is not None}, by=by)
    links: defaultdict[int, dict[tuple[str, str], Link]] = defaultdict(dict)
    for work, relation, other, identifier in ties:
        link = _link(relation, others.get(other) if other is not None else None, identifier)
        if link is not None and other != work:
            name = link.work or f"{identifier}"
            links[work].setdefault((relation, name), link)
    return {work: tuple(found.values()) for work, found in links.items()}


def _link(relation: str, other: Work | None, identifier: Identifier | None) -> Link | None:
    if other is not None:
        return Link(
            relation=relation, title=other.title, work=other.public_id, identifier=identifier
        )
    if identifier is not None:
        title = f"{identifier.scheme.upper()} {identifier.value}"
        return Link(relation=relation, title=title, identifier=identifier)
    return None


def _ties(works: Sequence[Work]) -> Iterator[Tie]:
    keys = [work.pk for work in works]
    yield from _outward(keys)
    yield from _inward(keys)


def _outward(keys: Sequence[int]) -> Iterator[Tie]:
    """Yield what the works' own records and links say."""
    said: list[tuple[int, str, int | None, Identifier | None]] = [
        (event.work_id, OWN_WORDS[event.relation], None, _target(event))
        for event in StatusEvent.objects.filter(living_events(), work__in=keys).order_by("pk")
        if event.target_value
    ]
    said += [
        (link.work_id, link.relation, link.target_id, _target(link))
        for link in WorkLink.objects.filter(work__in=keys).order_by("pk")
    ]
    held = _held({identifier for _, _, _, identifier in said if identifier})
    for work, relation, other, identifier in said:
        if other is None and identifier is not None:
            other = held.get(identifier)
        yield work, relation, other, identifier


def _inward(keys: Sequence[int]) -> Iterator[Tie]:
    """Yield what others say of the works: only as works, never as bare identifiers."""
    said = (
        (StatusEvent.objects.filter(living_events()), OTHER_WORDS),
        (WorkLink.objects.all(), INVERSE),
    )
    for kept, words in said:
        named = WorkIdentifier.objects.filter(work__in=keys)
        for scheme in set(named.values_list("scheme", flat=True)):
            mine = dict(named.filter(scheme=scheme).values_list("value", "work_id"))
            rows = kept.filter(target_scheme=scheme, target_value__in=list(mine)).order_by("pk")
            for row in rows:
                yield (
                    mine[row.target_value],
                    words.get(row.relation, row.relation),
                    row.work_id,
                    None,
                )
    for link in WorkLink.objects.filter(target__in=keys).order_by("pk"):
        assert link.target_id is not None  # noqa: S101 - it was asked for
        yield link.target_id, INVERSE.get(link.relation, link.relation), link.work_id, None


def _target(row: StatusEvent | WorkLink) -> Identifier | None:
    return Identifier(row.target_scheme, row.target_value) if row.target_value else None


def _held(identifiers: Iterable[Identifier]) -> dict[Identifier, int]:
    """Return which of the identifiers name a work of the open shelf, and which work."""
    by_scheme: defaultdict[str, list[str]] = defaultdict(list)
    for identifier in identifiers:
        by_scheme[identifier.scheme].append(identifier.value)
    wanted = Q(pk__in=[])
    for scheme, values in by_scheme.items():
        wanted |= Q(scheme=scheme, value__in=values)
    rows = WorkIdentifier.objects.filter(wanted, shelf="")
    return {Identifier(row.scheme, row.value): row.work_id for row in rows}


def _others(keys: set[int], *, by: Actor) -> dict[int, Work]:
    """Return the other works that may be shown, each by its key; merged ones as they are now."""
    if not keys:
        return {}
    ends = _ends(keys)
    shown = Work.objects.filter(visible_to(by), pk__in=set(ends.values()))
    by_key = {work.pk: work for work in shown}
    return {key: by_key[end] for key, end in ends.items() if end in by_key}


def _ends(keys: set[int]) -> dict[int, int]:
    """Return for each work the one that it is now, after every merge."""
    ends = {key: key for key in keys}
    while True:
        rows = Work.objects.filter(pk__in=set(ends.values())).exclude(merged_into=None)
        moved: dict[int, int | None] = dict(rows.values_list("pk", "merged_into"))
        if not moved:
            return ends
        ends = {key: moved.get(end) or end for key, end in ends.items()}
