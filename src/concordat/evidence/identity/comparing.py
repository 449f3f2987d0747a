"""How much speaks for two records being one work, field by field, in points.

The points are those of a careful librarian, written down: a title said letter by letter is
much, a first page is more than a year, a missing field says nothing. SAME needs ENOUGH of
them and no refusal; everything short of that stays apart, because a wrong merge hides
evidence while a copy left standing costs a reader a second.
"""

from dataclasses import dataclass

from rapidfuzz import fuzz

from concordat.evidence.identity.agreeing import Sameness
from concordat.evidence.identity.places import compare_places
from concordat.evidence.identity.points import SILENT, Point
from concordat.evidence.identity.refusals import refusal
from concordat.evidence.identity.titles import Likeness, compare_titles
from concordat.evidence.identity.traits import Traits

#: Points that two records need to be called one work.
ENOUGH = 8.0

#: Identifiers of one report each.
NAMES = ("pmid", "doi", "pmcid", "wos", "embase", "scopus", "openalex", "nice")

_TITLE_POINTS = {
    Likeness.EXACT: 5.0,
    Likeness.TYPING: 4.5,
    Likeness.HOLDS: 3.5,
    Likeness.NEAR: 2.5,
    Likeness.ALIKE: 1.0,
    Likeness.MISSING: 0.0,
    Likeness.FAR: -5.0,
}
_NONE: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Compared:
    """The answer, the sum, and every field's part in it. `against` names a contradiction."""

    sameness: Sameness
    score: float
    points: tuple[Point, ...]
    against: str = ""

    def reason(self) -> str:
        """Return one line that a person can check."""
        told = "; ".join(f"{each.says} ({each.points:+g})" for each in self.points if each.points)
        return f"{self.against} {told}".strip()


def compare(a: Traits, b: Traits) -> Compared:
    """Return whether two records are of one work, from all that both of them show."""
    likeness, place, authors = compare_titles(a, b), compare_places(a, b), _authors(a, b)
    translated = place.sure and authors.points > 0 and not (a.column or b.column)
    title = _title(a, b, likeness, translated=translated)
    witnesses = (place.journal, place.volume, place.page, _names(a, b))
    points = (title, authors, _year(a, b), *witnesses)
    score = sum(each.points for each in points)
    against = refusal(a, b, likeness, place, translated=translated)
    if against:
        return Compared(Sameness.DIFFERENT, score, points, against)
    # Title, author and year alone are also those of a conference abstract of the paper.
    same = score >= ENOUGH and any(each.points > 0 for each in witnesses)
    return Compared(Sameness.SAME if same else Sameness.UNSURE, score, points)


def _title(a: Traits, b: Traits, likeness: Likeness, *, translated: bool) -> Point:
    points = _TITLE_POINTS[likeness]
    if points > 0 and (a.column or b.column):
        return Point(min(points, 1.5), "the same title, of a standing column or very short")
    if translated and points < 2:
        return Point(2.0, "titles that may be translations, as all else agrees to the last page")
    return Point(points, likeness.value)


def _authors(a: Traits, b: Traits) -> Point:
    if not a.families or not b.families:
        return SILENT
    if _same_name(a.families[0], b.families[0]):
        both_alone = len(a.families) == len(b.families) == 1
        return Point(1.5 if both_alone else 2.0, "the same first author")
    if _turned(a, b) or _turned(b, a):
        return Point(1.5, "the same first author, the names turned round")
    shared = sum(any(_same_name(one, other) for other in b.families) for one in a.families)
    if shared * 2 >= min(len(a.families), len(b.families)):
        return Point(1.0, "authors in another order")
    return Point(-3.0, "other authors")


def _same_name(one: str, other: str) -> bool:
    """Transliterations and letters lost on the way differ by a sign or two."""
    if one == other:
        return True
    short, long = sorted((one, other), key=len)
    if len(short) >= 4 and (long.startswith(short) or long.endswith(short)):
        return True
    return len(short) >= 4 and fuzz.ratio(one, other) >= 80


def _turned(a: Traits, b: Traits) -> bool:
    """Return whether one is "Wang, X." and the other "Xiaoguang, Wang"."""
    return a.families[0] == b.given and b.families[0].startswith(a.given[:1] or "\n")


def _year(a: Traits, b: Traits) -> Point:
    if a.year is None or b.year is None:
        return SILENT
    apart = abs(a.year - b.year)
    if apart == 0:
        return Point(1.0, "the same year")
    if apart == 1:  # online in December, in print in January
        return Point(-0.5, "a year apart")
    return Point(-2.0 * apart, f"{apart} years apart")


def _names(a: Traits, b: Traits) -> Point:
    shared = [n for n in NAMES if a.identifiers.get(n, _NONE) & b.identifiers.get(n, _NONE)]
    if shared:
        return Point(5.0, f"the same {shared[0].upper()}")
    if a.identifiers.get("doi") and b.identifiers.get("doi"):
        return Point(-4.0, "other DOIs")
    return SILENT
