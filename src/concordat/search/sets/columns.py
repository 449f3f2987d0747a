"""What is counted and ordered from columns: filters, facets, sorting."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from operator import itemgetter

import numpy as np
from pyroaring import BitMap

from concordat.search.sets.container import Array
from concordat.search.sets.draft import NO_YEAR
from concordat.search.sets.facets import FACETS, year_span
from concordat.search.sets.segment import Segment, ordinals
from concordat.search.words import Filters, Sort

Facets = Mapping[str, tuple[tuple[str, int], ...]]


@dataclass(frozen=True, slots=True)
class Kept:
    """What filters leave of a set, all of them, and for each facet all but its own."""

    segment: Segment
    docs: Array
    within: Mapping[str, Array]


def kept(segment: Segment, found: BitMap, filters: Filters) -> Kept:
    """Filter a set."""
    docs = ordinals(found)
    masks = {
        facet: _mask(segment, facet, chosen, docs)
        for facet, name in FACETS.items()
        if (chosen := getattr(filters, name))
    }
    within = {
        facet: _under(docs, [mask for other, mask in masks.items() if other != facet])
        for facet in FACETS
    }
    return Kept(segment, _under(docs, list(masks.values())), within)


def _under(docs: Array, masks: Sequence[Array]) -> Array:
    return docs[np.logical_and.reduce(masks)] if masks else docs


def _mask(segment: Segment, facet: str, chosen: Sequence[str], docs: Array) -> Array:
    """Return which documents have one of the chosen values."""
    if facet == "year":
        years = segment.arrays["year"][docs]
        mask = np.zeros(len(docs), bool)
        for span in filter(None, map(year_span, chosen)):
            mask |= (years >= span[0]) & (years <= span[1]) & (years != NO_YEAR)
        return mask
    values = segment.facet_values[facet]
    allowed = np.zeros(len(values) + 1, bool)
    allowed[[values.find(value) + 1 for value in chosen]] = True
    allowed[0] = False
    if facet == "party":
        flags = np.zeros(len(segment), bool)
        flags[segment.arrays["party.of"][allowed[segment.arrays["party"]]]] = True
        return np.asarray(flags[docs])
    return np.asarray(allowed[segment.arrays[facet][docs]])


def facets(parts: Sequence[Kept]) -> Facets:
    """Count each facet's values, most frequent first, its own choice left out."""
    counted = {}
    for facet in FACETS:
        counts: Counter[str] = Counter()
        for part in parts:
            _count(part.segment, facet, part.within[facet], counts)
        by_value = sorted(counts.items())
        counted[facet] = tuple(sorted(by_value, key=itemgetter(1), reverse=True))
    return counted


def _count(segment: Segment, facet: str, docs: Array, counts: Counter[str]) -> None:
    if facet == "year":
        years = segment.arrays["year"][docs]
        _add(counts, map(str, range(1, 10_000)), np.bincount(years[years != NO_YEAR])[1:])
        return
    column = segment.arrays[facet]
    if facet == "party":
        flags = np.zeros(len(segment), bool)
        flags[docs] = True
        held = column[flags[segment.arrays["party.of"]]]
    else:
        held = column[docs]
    _add(counts, segment.facet_texts(facet), np.bincount(held)[1:])


def _add(counts: Counter[str], values: Iterable[str], numbers: Array) -> None:
    """Add how often each value was counted; those not counted are left out."""
    counts.update(
        {value: count for value, count in zip(values, numbers.tolist(), strict=False) if count}
    )


def page(parts: Sequence[Kept], sort: Sort, offset: int, limit: int) -> tuple[str, ...]:
    """Return the public ids of one page: the best of each segment, then the best of those."""
    found = first(parts, sort, offset + limit)[offset:]
    ids = (parts[number].segment.ids[doc] for number, doc in found)
    return tuple(id_.decode("utf-8", "surrogatepass") for id_ in ids)


def first(parts: Sequence[Kept], sort: Sort, most: int) -> list[tuple[int, int]]:
    """Return the number of the part and the entry there of the first works, in order."""
    best: list[tuple[object, bytes, int, int]] = []
    for number, part in enumerate(parts):
        segment = part.segment
        docs = _first(part, sort, most).tolist()
        best += [(_key(segment, sort, doc), segment.ids[doc], number, doc) for doc in docs]
    best.sort()
    return [(number, doc) for _key, _id, number, doc in best[:most]]


def _first(part: Kept, sort: Sort, most: int) -> Array:
    """Return the documents of a segment that could stand on the page, in any order."""
    if len(part.docs) <= most:
        return part.docs
    ranks = part.segment.arrays["ids.rank"][part.docs].astype(np.int64)
    match sort:
        case Sort.NEWEST | Sort.OLDEST:
            ranks |= _year_order(part.segment.arrays["year"][part.docs], sort) << 32
        case Sort.TITLE:
            ranks = part.segment.arrays["titles.rank"][part.docs]
    return part.docs[np.argpartition(ranks, most)[:most]] if most else part.docs[:0]


def _year_order(years: Array, sort: Sort) -> Array:
    """Return numbers from 0 that order years; an unknown one is last."""
    wide = years.astype(np.int64)
    order = 10_000 - wide if sort is Sort.NEWEST else wide
    return np.where(years == NO_YEAR, 20_000, order)


def _key(segment: Segment, sort: Sort, doc: int) -> object:
    match sort:
        case Sort.NEWEST | Sort.OLDEST:
            return int(_year_order(segment.arrays["year"][doc : doc + 1], sort)[0])
        case Sort.TITLE:
            return segment.titles[doc]
    return 0
