"""Which ties are new, for rooms that follow them with a cursor of their own?"""

from collections.abc import Iterable

from django.db.models import Max

from concordat.evidence.models import EvidenceLink, Work, WorkLink
from concordat.evidence.queries.chain import DOWN, UP, below, lower_ends, now_of
from concordat.evidence.queries.links import ends_of

#: How far the ties are known: the newest evidence link, the newest tie of the general kind.
#: Both are numbered under the lock of the log, so in the order of commits.
Ties = tuple[int, int]


def last_tie() -> Ties:
    """Return how far the ties go now."""
    one = EvidenceLink.objects.aggregate(last=Max("pk"))["last"] or 0
    other = WorkLink.objects.aggregate(last=Max("pk"))["last"] or 0
    return one, other


def newly_rested_on(after: Ties, upto: Ties) -> set[str]:
    """Return public ids of the works on which something rests anew, directly or by one hop more.

    Works that were merged into them are named too. Ties after `after` count, up to `upto`.
    """
    direct = {end for end in _lower(after, upto) if isinstance(end, int)}
    further = {tie.lower for tie in below(direct) if isinstance(tie.lower, int)}
    rows = Work.objects.filter(pk__in=now_of(direct | further))
    return set(rows.values_list("public_id", flat=True))


def _lower(after: Ties, upto: Ties) -> Iterable[object]:
    links = EvidenceLink.objects.filter(pk__gt=after[0], pk__lte=upto[0])
    yield from lower_ends(list(links.values_list("lower", "lower_scheme", "lower_value")))
    general = WorkLink.objects.filter(pk__gt=after[1], pk__lte=upto[1])
    down = general.filter(relation__in=DOWN)
    yield from lower_ends(list(down.values_list("target", "target_scheme", "target_value")))
    up = set(general.filter(relation__in=UP).values_list("work", flat=True))
    yield from ends_of(up).values()
