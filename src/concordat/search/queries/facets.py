"""Facets as a page shows them: values with their counts, and which are chosen."""

from collections.abc import Mapping

from concordat.search.words import FacetValue, Filters

#: Facet -> the field of Filters that holds its choices.
CHOICES = {
    "kind": "kinds",
    "standing": "standings",
    "year": "years",
    "journal": "journals",
    "party": "parties",
}


def facets(
    counted: Mapping[str, tuple[tuple[str, int], ...]], filters: Filters
) -> dict[str, tuple[FacetValue, ...]]:
    """Return every facet; a chosen value stands in it even when it counts none."""
    return {name: _facet(counted.get(name, ()), _chosen(filters, name)) for name in CHOICES}


def _chosen(filters: Filters, name: str) -> tuple[str, ...]:
    chosen: tuple[str, ...] = getattr(filters, CHOICES[name])
    return chosen


def _facet(counts: tuple[tuple[str, int], ...], chosen: tuple[str, ...]) -> tuple[FacetValue, ...]:
    values = [FacetValue(value, count, value in chosen) for value, count in counts]
    known = {value for value, _ in counts}
    return (*values, *(FacetValue(value, 0, True) for value in chosen if value not in known))
