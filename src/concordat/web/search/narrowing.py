"""The filters beside the results: what may be chosen, what was. Pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from concordat.search.words import FacetValue, Question
from concordat.web.evidence.standing import sentence
from concordat.web.search.addresses import FILTERS, of_all, query_of, without
from concordat.web.search.wording import number

#: How many values of a facet are seen before "show more", and how many in all.
SEEN = 6
LISTED = 60
_FACET_TITLES = {
    "kind": "Kind of evidence",
    "standing": "Standing",
    "year": "Year",
    "journal": "Journal",
    "party": "Published by",
}


_ONLY_THERE = "Only what I can open"
_ONLY_OPEN = "Only what anybody can open"


@dataclass(frozen=True, slots=True)
class Choice:
    value: str
    text: str
    count: str
    chosen: bool


@dataclass(frozen=True, slots=True)
class Facet:
    name: str
    title: str
    choices: tuple[Choice, ...]
    more: tuple[Choice, ...]
    unlisted: int  # values beyond those listed


@dataclass(frozen=True, slots=True)
class Chip:
    """A chosen filter and the address without it."""

    text: str
    query: str


@dataclass(frozen=True, slots=True)
class OpenChoice:
    """The check box that leaves only what the reader can open."""

    text: str
    hint: str
    count: str  # empty: not counted yet
    chosen: bool


def present_open_choice(question: Question, among: int | None, place: str) -> OpenChoice:
    """Return the check box; `place` is the name of where the reader works, if it is known."""
    hint = "" if place else "Say where you work, and what it has paid for counts too."
    return OpenChoice(
        text=_ONLY_THERE if place else _ONLY_OPEN,
        hint=hint,
        count="" if among is None else number(among),
        chosen=_narrowed(question),
    )


def _narrowed(question: Question) -> bool:
    return question.among is not None and question.among.only


def present_facets(
    facets: Mapping[str, Sequence[FacetValue]], party_names: Mapping[str, str]
) -> tuple[Facet, ...]:
    """Return the groups of check boxes, those chosen always among the ones seen."""
    shown = []
    for name in FILTERS:
        values = _ordered(name, facets.get(name, ()))
        choices = [
            Choice(
                value=each.value,
                text=label(name, each.value, party_names),
                count=number(each.count),
                chosen=each.chosen,
            )
            for each in values
        ]
        if not choices:
            continue
        first = [choice for at, choice in enumerate(choices) if at < SEEN or choice.chosen]
        rest = [choice for at, choice in enumerate(choices) if at >= SEEN and not choice.chosen]
        more = tuple(rest[:LISTED])
        shown.append(Facet(name, _FACET_TITLES[name], tuple(first), more, len(rest) - len(more)))
    return tuple(shown)


def _ordered(name: str, values: Sequence[FacetValue]) -> list[FacetValue]:
    """Years newest first, everything else by how many works it would leave."""
    if name == "year":
        return sorted(values, key=lambda each: each.value, reverse=True)
    return sorted(values, key=lambda each: (-each.count, each.value))


def label(name: str, value: str, party_names: Mapping[str, str]) -> str:
    """Return a filter's value as people read it."""
    if name == "party":
        return party_names.get(value, value)
    if name == "standing" and value == "published":
        return "Published, nothing known against it"
    return sentence(value) if name in ("kind", "standing") else value


def present_chips(
    question: Question, party_names: Mapping[str, str], place: str = ""
) -> tuple[Chip, ...]:
    """Return the chosen filters, each with the address that takes it off."""
    only = Chip(_ONLY_THERE if place else _ONLY_OPEN, query_of(of_all(question)))
    chosen = tuple(
        Chip(
            f"{_FACET_TITLES[name]}: {label(name, value, party_names)}",
            query_of(without(question, name, value)),
        )
        for name, field in FILTERS.items()
        for value in getattr(question.filters, field)
    )
    return (only, *chosen) if _narrowed(question) else chosen
