"""What a record shows of itself, evened out for comparing.

Databases print the same record differently: brackets round a translated title, the
language behind it, particles and initials of names, abbreviated journals, shortened last
pages. Each trait here is that part of a record with such habits taken off, or empty when
the record does not show it. Nothing is guessed.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from concordat.evidence.identity.agreeing import is_notice
from concordat.evidence.identity.fingerprints import is_column, plain
from concordat.evidence.words import Reference

_SMALL = "a an and at by for from in of on or the to with und der die das et le la les del di d e y"
_BEFORE_NAMES = "van von der den de del della di da dos das du la le ten ter zu zur el al"

#: Words that titles and journals gain and lose from one database to the next.
SMALL = frozenset(_SMALL.split())
_PARTICLES = frozenset(_BEFORE_NAMES.split())
#: What databases set behind a title: its language, its type, its original.
_BEHIND = re.compile(
    r"\s*(?:<\s*original\s*>.*|\[(?:article in )?[a-z]+\]|\((?:review|letter|abstract)\)"
    r"|\[conference abstract\])\.?\s*$",
    re.IGNORECASE,
)
#: What indexers note inside a title.
_NOTED = re.compile(
    r"\s*[\[(](?:errat(?:um|a) (?:appears|in)|corrected|republished|see comments?|comments?\b"
    r"|\d+ refs)[^\])]*[\])]?",
    re.IGNORECASE,
)
_COUNTED = {"i": 1, "ii": 2, "iii": 3, "iv": 4, "v": 5, "vi": 6, "vii": 7, "viii": 8, "ix": 9}
_COUNTED |= {"one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "first": 1, "second": 2}
_NO_NAMES = frozenset(["anonymous", "anon", "unknown", "no authors listed", "et al", "others"])
_NO_VALUE = frozenset(["unknown", "na", "n/a", "none", "nan", "in press", "epub"])
_MONTH = re.compile(r"\b(?:jan|feb|mar|apr|may|jun|jul|aug|sept?|oct|nov|dec)[a-z]*\b", re.I)
_PAGES = re.compile(
    r"([a-z]*)(\d{1,12})(?:\.e\d+)?(?:\s*[-–—]+\s*[a-z]*(\d{1,12}))?", re.IGNORECASE
)
_COUNT_OF_PAGES = re.compile(r"\s*\d+\s*(?:p|pp|pages|s)\.?\s*", re.IGNORECASE)
_LOST_LETTER = re.compile(r"(?<=\w)\?(?=\w)")  # "fran?aises", by a broken export
_BESIDE = re.compile(r"\([^()]*\)|\[[^\[\]]*\]|[:=/;].*")


@dataclass(frozen=True, slots=True)
class Pages:
    """Ranges of page numbers; an article in three languages has three.

    A range without a last page has 0 there. `letters` stand before the first: "e", "S".
    """

    ranges: tuple[tuple[int, int], ...]
    letters: str = ""

    @property
    def first(self) -> int:
        return self.ranges[0][0]

    def span(self) -> int:
        """Return how many pages the first range has, 0 when its end is not said."""
        first, last = self.ranges[0]
        return last - first + 1 if last >= first else 0


@dataclass(frozen=True, slots=True)
class Traits:
    """A record as the comparison sees it. Everything is in `plain` form."""

    title: str
    words: tuple[str, ...]  # of the title
    numbers: frozenset[str]  # in the title, those of "part ii" or "study one" as well
    families: tuple[str, ...]  # family names of the authors in order, without particles
    given: str  # the given names or initials of the first
    year: int | None
    journal: str
    journal_words: tuple[str, ...]  # the telling ones
    volume: str
    issue: str
    pages: Pages | None
    identifiers: dict[str, frozenset[str]]
    notice: bool  # an erratum, a retraction, a concern: it is about another work
    column: bool  # a standing column, or too short a title to tell works apart

    def telling(self) -> list[str]:
        """Return the words of the title without the small ones."""
        return [word for word in self.words if word not in SMALL] or list(self.words)


def traits(reference: Reference) -> Traits:
    """Return what a reference shows of itself."""
    title = plain(_BEHIND.sub("", _NOTED.sub("", reference.title.strip(" \"'"))))
    words = tuple(title.split())
    identifiers: dict[str, set[str]] = {}
    for each in reference.identifiers:
        identifiers.setdefault(each.scheme, set()).add(each.value)
    return Traits(
        title=title,
        words=words,
        numbers=frozenset(_numbers(words)),
        families=tuple(_families(reference)),
        given=plain(reference.authors[0].given) if reference.authors else "",
        year=reference.year,
        journal=plain(reference.journal),
        journal_words=journal_words(reference.journal),
        volume=_volume(reference.volume),
        issue=_issue(reference.issue),
        pages=_pages(reference.pages),
        identifiers={scheme: frozenset(values) for scheme, values in identifiers.items()},
        notice=is_notice(reference.title),
        column=len(words) < 3 or (is_column(title) and len(words) < 9),
    )


def journal_words(name: str) -> tuple[str, ...]:
    """Return the telling words of a journal's name, without place, subtitle or translation."""
    name = _LOST_LETTER.sub("", name)
    short = plain(_BESIDE.sub(" ", name)) or plain(name)
    return tuple(word for word in short.split() if word not in SMALL) or tuple(short.split())


def _numbers(words: tuple[str, ...]) -> Iterator[str]:
    for word in words:
        if word.isdecimal():
            yield word.lstrip("0") or "0"
        elif word in _COUNTED:
            yield str(_COUNTED[word])


def _families(reference: Reference) -> Iterator[str]:
    for author in reference.authors:
        name = plain(author.family)
        if name and name not in _NO_NAMES:
            yield "".join(part for part in name.split() if part not in _PARTICLES) or name


def _volume(text: str) -> str:
    """Return the number of "35 Suppl 1", "12933 LNCS", "30a" or "Vol. 7"; "" for "(Jul)"."""
    if _MONTH.search(text) or text.strip().lower() in _NO_VALUE:
        return ""
    match = re.search(r"\d+", text)
    return match[0].lstrip("0") if match else ""


def _issue(text: str) -> str:
    """Return the number of an issue; a daily has no more than 366 of them a year."""
    number = _volume(text)
    return number if number and int(number) <= 366 else ""


def _pages(text: str) -> Pages | None:
    """Read "S105-S110", "401-7", "e0188810", "230-5, 246-51"; "01-Jun" is a spreadsheet's."""
    if _MONTH.search(text) or _COUNT_OF_PAGES.fullmatch(text):
        return None
    found = list(_PAGES.finditer(text.partition("discussion")[0]))
    if not found:
        return None
    return Pages(tuple(_range(each[2], each[3] or "") for each in found), found[0][1].lower())


def _range(first: str, last: str) -> tuple[int, int]:
    if last and len(last) < len(first):  # "401-7" is 401 to 407
        last = first[: len(first) - len(last)] + last
    return int(first), int(last or 0)
