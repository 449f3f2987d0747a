"""Do two records stand at the same place: journal, volume, pages?

A place is the best witness after an identifier: two works seldom begin on one page of one
volume, while titles are translated, shortened and mistyped.
"""

from dataclasses import dataclass

from rapidfuzz import fuzz

from concordat.evidence.identity.points import SILENT, Point
from concordat.evidence.identity.traits import Pages, Traits

_TELLING_SPAN = 3  # pages; short pieces share pages with each other
_LONGEST_PRINTED = 9_999  # a higher page number is that of an electronic article


@dataclass(frozen=True, slots=True)
class Place:
    """What journal, volume and pages say."""

    journal: Point
    volume: Point
    page: Point
    to_the_last: bool  # both page ranges are the same, and long enough to tell
    other_issue: bool  # some journals begin each issue on page 1

    @property
    def settled(self) -> bool:
        """Volume and first page agree, or journal and whole page range."""
        if self.page.points <= 1 or self.volume.points < 0:
            return False
        return self.volume.points > 0 or (self.journal.points > 0 and self.to_the_last)

    @property
    def sure(self) -> bool:
        """Everything agrees to the last page: enough to know a title in translation."""
        agrees = self.settled and self.to_the_last and self.journal.points >= 0
        return agrees and not self.other_issue


def compare_places(a: Traits, b: Traits) -> Place:
    """Return what the places of two records say."""
    return Place(
        journal=_journal(a, b),
        volume=_volume(a, b),
        page=_page(a.pages, b.pages),
        to_the_last=a.pages is not None
        and b.pages is not None
        and a.pages.ranges[0] == b.pages.ranges[0]
        and a.pages.first > 2
        and a.pages.span() >= _TELLING_SPAN,
        other_issue=bool(a.issue and b.issue and a.issue != b.issue),
    )


def same_journal(a: Traits, b: Traits) -> bool:
    """Return whether two names are of one journal: equal, abbreviated, or in initials."""
    one, other = sorted((a.journal_words, b.journal_words), key=len)
    if one == other or a.journal == b.journal:
        return True
    if len(one) == len(other):
        return all(x.startswith(y) or y.startswith(x) for x, y in zip(one, other, strict=True))
    if len(one) == 1:
        return one[0] == "".join(word[0] for word in other) or one[0] == other[0]
    return fuzz.token_set_ratio(" ".join(one), " ".join(other)) >= 95


def _journal(a: Traits, b: Traits) -> Point:
    if not a.journal_words or not b.journal_words:
        return SILENT
    if same_journal(a, b):
        return Point(1.5, "the same journal")
    if any(x[:4] == y[:4] for x in a.journal_words for y in b.journal_words):
        return SILENT  # perhaps one journal: "Chinese journal of oncology", "Zhonghua: Chinese j"
    return Point(-1.0, "journals with no word in common")


def _volume(a: Traits, b: Traits) -> Point:
    if not a.volume or not b.volume:
        return SILENT
    if a.volume == b.volume:
        return Point(1.0, "the same volume")
    return Point(-2.0, "other volumes")


def _page(one: Pages | None, other: Pages | None) -> Point:
    if one is None or other is None:
        return SILENT
    if {first for first, _ in one.ranges} & {first for first, _ in other.ranges}:
        if one.first <= 2:  # every electronic paper begins there
            return Point(0.5, "both begin on page 1")
        return Point(2.5, "the same first page")
    if _electronic(one) != _electronic(other):
        return SILENT  # the number of an electronic article, and its pages in print
    if _overlap(one, other):
        return Point(0.5, "pages that overlap")
    return Point(-4.0, "other pages")


def _overlap(one: Pages, other: Pages) -> bool:
    """Return whether they are 676-682 and 678-684: a slip of the pen."""
    if one.letters != other.letters or min(one.span(), other.span()) < _TELLING_SPAN:
        return False
    (a_first, a_last), (b_first, b_last) = one.ranges[0], other.ranges[0]
    return a_first <= b_last and b_first <= a_last


def _electronic(pages: Pages) -> bool:
    return pages.letters == "e" or (not pages.span() and pages.first > _LONGEST_PRINTED)
