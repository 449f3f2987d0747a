"""What is this work tied to, seen from its own side?"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from concordat.evidence.models import StatusEvent, Work, WorkIdentifier, WorkLink
from concordat.evidence.models.event import living_events
from concordat.evidence.models.status import AS_IF_SAID, INVERSE, OTHER_WORDS, OWN_WORDS
from concordat.evidence.words import Identifier, Link, Standing
from concordat.parties.queries import visible_to
from concordat.parties.words import Actor

#: (work, relation as its page says it, the other work's key or None, its identifier)
Tie = tuple[int, str, int | None, Identifier | None]


def links_of(works: Sequence[Work], *, by: Actor) -> dict[int, tuple[Link, ...]]:
    """Return the links of each work by its key: standing and other ties, both ways.

    A work that `by` may not see is never named: an identifier that the visible work's own
    record gives stays, as the fact of that record that it is.
    """
    keys = [work.pk for work in works]
    ties = [*_outward(keys), *_inward(keys)]
    others = _others({other for _, _, other, _ in ties if other is not None}, by=by)
    links: defaultdict[int, dict[tuple[str, str], Link]] = defaultdict(dict)
    for work, relation, key, identifier in ties:
        other = others.get(key) if key is not None else None
        link = _link(relation, other, identifier)
        if link is not None and (other is None or other.pk != work):
            links[work].setdefault((relation, link.work or link.title), link)
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


def _outward(keys: Sequence[int]) -> Iterator[Tie]:
    """Yield what the works' own records, statements and links say."""
    events = StatusEvent.objects.filter(living_events(), work__in=keys).exclude(target_value="")
    said: list[Tie] = [
        (event.work_id, _words(event, OWN_WORDS), None, _target(event))
        for event in events.order_by("pk")
        if event.work_id is not None
    ]
    said += [
        (link.work_id, link.relation, link.target_id, _target(link))
        for link in WorkLink.objects.filter(work__in=keys).order_by("pk")
    ]
    held = held_by({identifier for _, _, _, identifier in said if identifier})
    for work, relation, other, identifier in said:
        if other is None and identifier is not None:
            other = held.get(identifier)
        yield work, relation, other, identifier


def _inward(keys: Sequence[int]) -> Iterator[Tie]:
    """Yield what others say of the works: only as works, never as bare identifiers."""
    names = WorkIdentifier.objects.filter(work__in=keys)
    mine: defaultdict[Identifier, list[int]] = defaultdict(list)
    for scheme, value, work in names.values_list("scheme", "value", "work_id"):
        mine[Identifier(scheme, value)].append(work)
    values = {identifier.value for identifier in mine}
    events = StatusEvent.objects.filter(living_events(), target_value__in=values).order_by("pk")
    for event in events:
        for work in mine.get(Identifier(event.target_scheme, event.target_value), ()):
            listed = Identifier(event.notice_scheme, event.notice_value)
            notice = listed if event.work_id is None and listed.value else None
            yield work, _words(event, OTHER_WORDS), event.work_id, notice
    for link in WorkLink.objects.filter(target_value__in=values).order_by("pk"):
        for work in mine.get(Identifier(link.target_scheme, link.target_value), ()):
            yield work, _words(link, INVERSE), link.work_id, None
    for work, relation, other in WorkLink.objects.filter(target__in=keys).values_list(
        "target_id", "relation", "work_id"
    ):
        if work is not None:
            yield work, INVERSE.get(relation, relation), other, None


def _words(row: StatusEvent | WorkLink, words: Mapping[str, str]) -> str:
    """Return the relation as a page says it; a statement is worded by what it states."""
    relation = row.relation
    if isinstance(row, StatusEvent) and relation == "stated":
        relation = AS_IF_SAID.get(Standing(row.standing), "current")
    return words.get(relation, relation)


def _target(row: StatusEvent | WorkLink) -> Identifier | None:
    return Identifier(row.target_scheme, row.target_value) if row.target_value else None


def held_by(identifiers: Iterable[Identifier]) -> dict[Identifier, int]:
    """Return which of the identifiers name a work of the open shelf, and which work."""
    wanted = set(identifiers)
    values = {identifier.value for identifier in wanted}
    rows = WorkIdentifier.objects.filter(value__in=values, shelf="")
    found = {Identifier(row.scheme, row.value): row.work_id for row in rows}
    return {identifier: found[identifier] for identifier in wanted & found.keys()}


def _others(keys: set[int], *, by: Actor) -> dict[int, Work]:
    """Return the other works that may be shown, each by its key; merged ones as they are now."""
    if not keys:
        return {}
    ends = ends_of(keys)
    shown = Work.objects.filter(visible_to(by), pk__in=set(ends.values()))
    by_key = {work.pk: work for work in shown}
    return {key: by_key[end] for key, end in ends.items() if end in by_key}


def ends_of(keys: set[int]) -> dict[int, int]:
    """Return for each work the one that it is now, after every merge."""
    ends = {key: key for key in keys}
    while True:
        rows = Work.objects.filter(pk__in=set(ends.values())).exclude(merged_into=None)
        moved: dict[int, int | None] = dict(rows.values_list("pk", "merged_into"))
        if not moved:
            return ends
        ends = {key: moved.get(end) or end for key, end in ends.items()}
