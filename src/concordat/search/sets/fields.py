"""What of a document goes into which field. Pure; every engine reads documents so."""

from collections.abc import Iterator, Sequence
from functools import lru_cache

from concordat.search.tokens import fold, tokens
from concordat.search.words import Document, IndexedHeading

#: Positions left free between two keywords or two headings, so that a phrase, or a
#: proximity of fewer words, never reaches from one into the next.
GAP = 100
#: Positions in a field; words beyond are not indexed. A position fits in 16 bits.
PLACES = 65_535
#: Fields of `tree.Value`.
VALUE_FIELDS = ("pt", "la", "jn", "au", "party", "kind", "standing", "id", "qualifier")


def passages(document: Document, field: str) -> tuple[str, ...]:
    """Return the texts of a field with positions: ti, ab, kf or hw."""
    match field:
        case "ti":
            return (document.title,)
        case "ab":
            return (document.abstract,)
        case "kf":
            return document.keywords
        case "hw":
            return tuple(
                text
                for heading in document.headings
                for text in (heading.name, *heading.qualifiers)
            )
    raise ValueError(f"There is no text field {field!r}.")


def placed(texts: tuple[str, ...]) -> Iterator[tuple[int, Sequence[str]]]:
    """Yield the words of each text, with the position of its first word."""
    place = 0
    for text in texts:
        words = _short_tokens(text) if len(text) < 60 else tokens(text)
        words = words[: max(0, PLACES - place)]
        if words:
            yield place, words
            place += len(words) + GAP


@lru_cache(maxsize=50_000)
def _short_tokens(text: str) -> Sequence[str]:
    return tuple(tokens(text))


def values(document: Document, field: str) -> tuple[str, ...]:
    """Return the values of a set field, folded as `folded_value` folds what is asked."""
    match field:
        case "pt":
            printed = document.publication_types
        case "la":
            printed = document.languages
        case "jn":
            printed = (document.journal,)
        case "au":
            printed = document.authors
        case "party":
            printed = document.parties
        case "kind":
            printed = (document.kind,)
        case "standing":
            printed = (document.standing,)
        case "id":
            printed = _with_bare_forms(document.identifiers)
        case "qualifier":
            printed = tuple(word for heading in document.headings for word in heading.qualifiers)
        case _:
            raise ValueError(f"There is no set field {field!r}.")
    return tuple(kept for value in printed if (kept := folded_value(field, value)))


def year_of(document: Document) -> int | None:
    """Return the year of a document; a number that is no year of print is none."""
    return document.year if document.year and 0 < document.year < 10_000 else None


@lru_cache(maxsize=50_000)  # journals, languages and headings come again and again
def folded_value(field: str, value: str) -> str:
    """Return a value as it is compared: by its words, or for an identifier sign for sign.

    `10.1000/1` and `10.1000.1` are different identifiers, so only their case is folded.
    """
    return value.strip().casefold() if field == "id" else fold(value)


def _with_bare_forms(identifiers: tuple[str, ...]) -> tuple[str, ...]:
    """Return `doi:10.1/x` and `10.1/x`, so that either finds the work."""
    bare = tuple(value.partition(":")[2] for value in identifiers)
    return identifiers + bare


def heading_keys(heading: IndexedHeading) -> Iterator[tuple[str, bool, str]]:
    """Yield (name, major, qualifier) of all that a heading answers to; "" is none asked for."""
    name = folded_value("mh", heading.name)
    for qualifier in (
        "",
        *filter(None, (folded_value("qualifier", q) for q in heading.qualifiers)),
    ):
        yield name, False, qualifier
        if heading.major:
            yield name, True, qualifier
