"""What forbids a merge, whatever else agrees.

Each rule is a way in which two works look like one: two numbers in PubMed, an erratum and
its article, part I and part II, the introduction to this year's session and to last year's.
"""

from concordat.evidence.identity.places import Place
from concordat.evidence.identity.titles import Likeness, added_words
from concordat.evidence.identity.traits import Traits

_PIECES = """
    reply replies response comment comments commentary letter editorial re discussion summary
    protocol rationale design update updated interim preliminary final followup follow erratum
    corrigendum correction addendum supplement supplementary abstract pilot baseline retraction
"""

#: A title that has one of these more than the other is of a piece about the work, of the
#: plan for it, or of a later report of it.
_ANOTHER_PIECE = frozenset(_PIECES.split())
_EXACT = (Likeness.EXACT, Likeness.TYPING)


def refusal(a: Traits, b: Traits, likeness: Likeness, place: Place, *, translated: bool) -> str:
    """Return why the two cannot be one work, a whole sentence, or "".

    `translated` says that all but the title agrees.
    """
    if _other(a, b, "pmid"):
        return "Their PubMed numbers differ."
    if a.notice != b.notice:
        return "One is a notice about a work, the other is not."
    settled = place.settled
    if (
        (not settled or place.other_issue)
        and a.numbers != b.numbers
        and likeness is not Likeness.HOLDS
    ):
        return "The numbers in their titles differ: parts or years of a series."
    if _other(a, b, "doi") and not (settled and likeness in _EXACT):
        return "Their DOIs differ."
    if _living(a, b) and a.year != b.year:
        return "A Cochrane review has a new version in another year."
    if likeness is Likeness.FAR and not translated and not _shared_name(a, b):
        return "Their titles have little in common."
    return _of_words(a, b, likeness, settled=settled)


def _of_words(a: Traits, b: Traits, likeness: Likeness, *, settled: bool) -> str:
    if settled or likeness in _EXACT or _shared_name(a, b):
        return ""
    if likeness is Likeness.NEAR:
        return "A word of their titles differs, and no volume and page say that it is one work."
    if words := _ANOTHER_PIECE & set(added_words(a, b)):
        return f"Only one title says “{min(words)}”."
    return ""


def _living(a: Traits, b: Traits) -> bool:
    return "cochrane" in a.journal_words and "cochrane" in b.journal_words


def _other(a: Traits, b: Traits, scheme: str) -> bool:
    mine, theirs = a.identifiers.get(scheme), b.identifiers.get(scheme)
    return bool(mine and theirs and not mine & theirs)


def _shared_name(a: Traits, b: Traits) -> bool:
    return any(
        values & b.identifiers.get(scheme, frozenset()) for scheme, values in a.identifiers.items()
    )
