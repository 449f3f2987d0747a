"""Are two records that may share an identifier records of the same work?

Identifiers in the wild lie now and then: a DOI is pasted under the wrong paper, an
erratum is filed under the DOI of its article, OpenAlex gathers a preprint and its article
under one number. Precision comes first, because a wrong merge hides evidence: whatever
is doubtful is UNSURE, and nothing is merged on UNSURE.
"""

import re
from dataclasses import dataclass
from enum import StrEnum

from rapidfuzz import fuzz

from concordat.evidence.identity.fingerprints import first_page, plain
from concordat.evidence.words import Reference

#: Schemes whose identifier belongs to one report. An ISBN is shared by the chapters of a
#: book, an NCT by all reports of a trial, an address by anything.
_STRONG = ("pmid", "doi", "pmcid", "nice", "wos", "embase", "scopus", "openalex")

#: Below this, of 100, two titles have nothing in common but small words: among 20,000
#: random pairs of real titles 99.6 % score less (tests/evidence/identity/test_agreeing.py).
_WHOLLY_DIFFERENT = 60

_NOTICE = re.compile(
    r"(?:retraction|retracted? notice|erratum|errata|corrigend(?:um|a)|correction|addendum"
    r"|(?:editorial )?expression of concern|publisher correction|author correction)\b"
    r"(?!\s+of\s+(?!the article|article))",
    re.IGNORECASE,
)


class Sameness(StrEnum):
    SAME = "same"
    DIFFERENT = "different"
    UNSURE = "unsure"


@dataclass(frozen=True, slots=True)
class Verdict:
    """The answer and the reason for it, a whole sentence that a person can check."""

    sameness: Sameness
    reason: str


def same_by_identifier(a: Reference, b: Reference) -> Verdict:
    """Return whether two records are of the same work, as far as identifiers can tell.

    Different PMIDs are different works, whatever else agrees. A shared PMID outweighs
    different DOIs (publishers re-register). A shared DOI is doubted when the titles are
    wholly different and the year or the first page disagrees, or when one record is a
    notice about the other.
    """
    mine, theirs = _by_scheme(a), _by_scheme(b)
    if _disagree("pmid", mine, theirs):
        return Verdict(Sameness.DIFFERENT, "Their PubMed numbers differ.")
    shared = [scheme for scheme in _STRONG if mine.get(scheme, set()) & theirs.get(scheme, set())]
    if not shared:
        return _nothing_shared(mine, theirs)
    doubt = _doubt(a, b, shared[0], dois_differ=_disagree("doi", mine, theirs))
    if doubt:
        return Verdict(Sameness.UNSURE, f"They share a {shared[0].upper()}, but {doubt}.")
    return Verdict(Sameness.SAME, f"They share a {shared[0].upper()}.")


def titles_alike(a: str, b: str) -> float:
    """Return how alike two titles are, 0 to 100; 100 when either is missing.

    Words in any order count, and so does a title that holds the other (a subtitle that
    one feed leaves out).
    """
    first, second = plain(a), plain(b)
    return fuzz.token_set_ratio(first, second) if first and second else 100.0


def is_notice(title: str) -> bool:
    """Return whether a title is that of a retraction, correction or concern about a work."""
    return bool(_NOTICE.match(title.lstrip(" [(\"'“‘")))


def _nothing_shared(mine: dict[str, set[str]], theirs: dict[str, set[str]]) -> Verdict:
    if _disagree("doi", mine, theirs):
        return Verdict(Sameness.DIFFERENT, "Their DOIs differ and they share no identifier.")
    return Verdict(Sameness.UNSURE, "They have no identifier in common.")


def _doubt(a: Reference, b: Reference, scheme: str, *, dois_differ: bool) -> str:
    """Return why a shared identifier is not believed, or ""."""
    if scheme != "pmid" and is_notice(a.title) != is_notice(b.title):
        return "one is a notice and the other is not"
    alike = titles_alike(a.title, b.title)
    if alike < _WHOLLY_DIFFERENT and (_years_disagree(a, b) or _pages_disagree(a, b)):
        return "their titles, and their years or pages, have nothing in common"
    if dois_differ and scheme != "pmid" and (alike < 95 or _years_disagree(a, b)):
        return "their DOIs, and titles or years, differ: perhaps versions of one work"
    return ""


def _years_disagree(a: Reference, b: Reference) -> bool:
    """A year apart is the same work: online in December, in print in January."""
    return a.year is not None and b.year is not None and abs(a.year - b.year) > 1


def _pages_disagree(a: Reference, b: Reference) -> bool:
    mine, theirs = first_page(a.pages), first_page(b.pages)
    if not mine or not theirs or mine == theirs:
        return False
    return mine.lstrip("es") != theirs.lstrip("es")  # "e16231" and "16231" are one


def _by_scheme(reference: Reference) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for item in reference.identifiers:
        found.setdefault(item.scheme, set()).add(item.value)
    return found


def _disagree(scheme: str, mine: dict[str, set[str]], theirs: dict[str, set[str]]) -> bool:
    """Return whether both have identifiers of the scheme and none in common."""
    a, b = mine.get(scheme), theirs.get(scheme)
    return bool(a and b) and not (a or set()) & (b or set())
