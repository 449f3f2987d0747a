"""What does a work rest on, and what rests on it?"""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field

from django.db.models import Q

from concordat.evidence.models import EvidenceLink, Work, WorkIdentifier, WorkLink
from concordat.evidence.queries.links import ends_of, held_by
from concordat.evidence.queries.work import work as find
from concordat.evidence.queries.works_by_id import views
from concordat.evidence.words import Chain, ChainWork, Hop, Identifier, Moved, Resting
from concordat.parties.queries import visible_to
from concordat.parties.words import Actor

#: The most works that one level shows; a landmark trial is cited by thousands.
MOST = 200
#: Ties of the general kind that say the same as an evidence link, and which end is upper.
DOWN = ("rests on", "cites")
UP = ("underpins", "cited by")
#: Role, locator and source of a tie of the general kind.
_GENERAL = ("rests on", "", "")
#: A work that we hold, by its row's key, or one that we know by an identifier alone.
End = int | Identifier


@dataclass(frozen=True, slots=True)
class _Tie:
    upper: End
    lower: End
    role: str
    locator: str
    source: str


@dataclass(slots=True)
class _Walk:
    """One walk from a work to both sides."""

    by: Actor
    centre: int
    levels: dict[End, int] = field(default_factory=dict)
    rows: dict[int, Work] = field(default_factory=dict)
    ties: list[_Tie] = field(default_factory=list)
    left_out: int = 0
    walked: set[tuple[End, int]] = field(default_factory=set)

    def go(self, step: int, hops: int) -> None:
        """Follow `hops` hops down (step -1) or up (step 1), and look for one hop beyond."""
        frontier: set[End] = {self.centre}
        for _ in range(hops):
            held = {end for end in frontier if isinstance(end, int)}
            found = list(below(held) if step < 0 else _above(held))
            reached = {tie.lower if step < 0 else tie.upper for tie in found}
            shown = self._most(self._visible(reached))
            self._see(shown)
            for end in shown:
                self.levels.setdefault(end, self._level_of(frontier) + step)
            self.ties += [tie for tie in found if {tie.upper, tie.lower} <= self.levels.keys()]
            self.walked |= {(tie.upper if step < 0 else tie.lower, step) for tie in found}
            frontier = set(shown)

    def _level_of(self, frontier: set[End]) -> int:
        return next((self.levels[end] for end in frontier), 0)

    def _visible(self, ends: set[End]) -> set[End]:
        """Return the ends that may be shown: identifiers, and works that `by` may see."""
        keys = {end for end in ends if isinstance(end, int)}
        seen = Work.objects.filter(visible_to(self.by), pk__in=keys)
        return (ends - keys) | set(seen.values_list("pk", flat=True))

    def _see(self, ends: Collection[End]) -> None:
        """Fetch the rows of the works that are shown."""
        keys = {end for end in ends if isinstance(end, int)} - self.rows.keys()
        shown = ("public_id", "title", "kind", "standing", "year", "party")
        self.rows |= {row.pk: row for row in Work.objects.filter(pk__in=keys).only(*shown)}

    def _most(self, ends: Collection[End]) -> list[End]:
        in_order = sorted(ends, key=lambda end: (isinstance(end, Identifier), str(end)))
        self.left_out += max(0, len(in_order) - MOST)
        return in_order[:MOST]


def chain(id: str, *, by: Actor, hops: int = 2) -> Chain | Moved | None:  # noqa: A002
    """Return the chain of a work both ways, its new address, or None as `work` does.

    Where nobody recorded a next hop the chain says so in `unknown`: that nothing is recorded
    is not that nothing is there.
    """
    found = find(id, by=by)
    if found is None or isinstance(found, Moved):
        return found
    row = Work.objects.get(public_id=id)
    walk = _Walk(by, row.pk)
    walk.levels[row.pk] = 0
    walk.rows[row.pk] = row
    walk.go(-1, hops)
    walk.go(1, hops)
    keys = {end: _key(end, walk.rows) for end in walk.levels}
    return Chain(
        work=id,
        works=tuple(
            _chain_work(end, level, walk.rows) for end, level in _in_order(walk.levels, keys)
        ),
        hops=tuple(dict.fromkeys(_hop(tie, keys) for tie in walk.ties)),
        unknown=tuple(_unknown(walk, keys, hops)),
        left_out=walk.left_out,
    )


def resting_on(id: str, *, by: Actor, hops: int = 2) -> list[Resting]:  # noqa: A002
    """Return every work that rests on this one, directly or by `hops` hops, nearest first."""
    row = Work.objects.filter(visible_to(by), public_id=id).first()
    if row is None:
        return []
    start = ends_of({row.pk})[row.pk]
    ways: dict[int, tuple[int, ...]] = {start: (start,)}
    frontier = {start}
    for _ in range(hops):
        reached: dict[int, tuple[int, ...]] = {}
        for tie in _above(frontier):
            upper, lower = tie.upper, tie.lower
            if isinstance(upper, int) and isinstance(lower, int) and upper not in ways:
                reached.setdefault(upper, (*ways[lower], upper))
        ways |= reached
        frontier = set(reached)
    rows = {each.pk: each for each in Work.objects.filter(visible_to(by), pk__in=ways)}
    seen = views(rows.values(), by=by)
    return [
        Resting(seen[rows[end].public_id], tuple(rows[at].public_id for at in way if at in rows))
        for end, way in ways.items()
        if end != start and end in rows
    ]


def below(works: Collection[int]) -> Iterator[_Tie]:
    """Yield the ties of works to what they rest on."""
    now = now_of(works)
    links = EvidenceLink.objects.filter(upper__in=now).order_by("pk")
    said = [
        (now[each.upper_id], each.lower_id, each.lower_scheme, each.lower_value, each)
        for each in links
    ]
    general = WorkLink.objects.filter(work__in=now, relation__in=DOWN).order_by("pk")
    more = [
        (now[each.work_id], each.target_id, each.target_scheme, each.target_value, None)
        for each in general
    ]
    ends_below = lower_ends([row[1:4] for row in (*said, *more)])
    for (upper, *_, link), lower in zip((*said, *more), ends_below, strict=True):
        yield _tie(upper, lower, link)
    inverse = WorkLink.objects.filter(target__in=now, relation__in=UP).order_by("pk")
    uppers = [(now[each.target_id], each.work_id) for each in inverse if each.target_id]
    ends = ends_of({other for _, other in uppers})
    for upper, other in uppers:
        yield _tie(upper, ends[other], None)


def _above(works: Collection[int]) -> Iterator[_Tie]:
    """Yield the ties of works to what rests on them."""
    now = now_of(works)
    names = {
        Identifier(scheme, value): now[work]
        for scheme, value, work in WorkIdentifier.objects.filter(work__in=now).values_list(
            "scheme", "value", "work_id"
        )
    }
    values = {name.value for name in names}
    links = EvidenceLink.objects.filter(Q(lower__in=now) | Q(lower_value__in=values))
    found: list[tuple[int, int, tuple[str, str, str] | None]] = []
    columns = ("upper", "lower", "lower_scheme", "lower_value", "role", "locator", "source")
    # As tuples: thousands may rest on a landmark trial, and a model's row costs ten of these.
    for upper, key, scheme, value, *said in links.order_by("pk").values_list(*columns):
        lower = now.get(key or 0) or names.get(Identifier(scheme, value))
        if lower is not None:
            found.append((upper, lower, (said[0], said[1], said[2])))
    general = WorkLink.objects.filter(Q(target__in=now) | Q(target_value__in=values))
    for tie in general.filter(relation__in=DOWN).order_by("pk"):
        lower = now.get(tie.target_id or 0) or names.get(
            Identifier(tie.target_scheme, tie.target_value)
        )
        if lower is not None:
            found.append((tie.work_id, lower, None))
    inverse = WorkLink.objects.filter(work__in=now, relation__in=UP).exclude(target=None)
    found.extend((tie.target_id or 0, now[tie.work_id], None) for tie in inverse)
    ends = ends_of({upper for upper, _, _ in found})
    for upper, lower, how in found:
        yield _Tie(ends[upper], lower, *(how or _GENERAL))


def _tie(upper: End, lower: End, link: EvidenceLink | None) -> _Tie:
    if link is None:
        return _Tie(upper, lower, *_GENERAL)
    return _Tie(upper, lower, link.role, link.locator, link.source)


def now_of(works: Collection[int]) -> dict[int, int]:
    """Return the works and all that were merged into them: old key -> key of today."""
    now = {work: work for work in works}
    fresh = set(now)
    while fresh:
        rows = Work.objects.filter(merged_into__in=fresh).values_list("pk", "merged_into")
        absorbed = {key: now[into] for key, into in rows if into is not None and key not in now}
        now |= absorbed
        fresh = set(absorbed)
    return now


def lower_ends(said: Sequence[Sequence[object]]) -> list[End]:
    """Return the lower end of each tie: a work that is held, or its identifier."""
    named = [Identifier(str(scheme), str(value)) if value else None for _, scheme, value in said]
    held = held_by({name for name in named if name})
    keys = [
        key if isinstance(key, int) else held.get(name) if name else None
        for (key, *_), name in zip(said, named, strict=True)
    ]
    ends = ends_of({key for key in keys if key is not None})
    return [
        ends[key] if key is not None else name or Identifier("", "")
        for key, name in zip(keys, named, strict=True)
    ]


def _key(end: End, rows: dict[int, Work]) -> str:
    return rows[end].public_id if isinstance(end, int) else f"{end.scheme}:{end.value}"


def _in_order(levels: dict[End, int], keys: dict[End, str]) -> list[tuple[End, int]]:
    return sorted(levels.items(), key=lambda pair: (-pair[1], keys[pair[0]]))


def _chain_work(end: End, level: int, rows: dict[int, Work]) -> ChainWork:
    if not isinstance(end, int):
        name = f"{end.scheme}:{end.value}"
        return ChainWork(name, f"{end.scheme.upper()} {end.value}", level, held=False)
    row = rows[end]
    return ChainWork(
        key=row.public_id,
        title=row.title,
        level=level,
        kind=row.kind,
        standing=row.standing,
        year=row.year,
        party=row.party_id or "",
    )


def _hop(tie: _Tie, keys: dict[End, str]) -> Hop:
    return Hop(keys[tie.upper], keys[tie.lower], tie.role, tie.locator, tie.source)


def _unknown(walk: _Walk, keys: dict[End, str], hops: int) -> Iterator[tuple[str, str]]:
    """Yield where the chain ends because nobody recorded more, not because we stop there."""
    for end, level in _in_order(walk.levels, keys):
        if -hops < level <= 0 and (end, -1) not in walk.walked:
            yield keys[end], "below"
        if 0 <= level < hops and (end, 1) not in walk.walked:
            yield keys[end], "above"
