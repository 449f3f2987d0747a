"""Which records of a collection are one, and which works are they? Reads; the caller writes."""

from collections.abc import Sequence

from concordat.evidence.actions.telling import Telling
from concordat.evidence.identity.matching import Told, match
from concordat.evidence.models import CollectedRecord, Collection, ScreeningVote
from concordat.evidence.models.stored_reference import reference_from
from concordat.evidence.queries.candidates import find_known
from concordat.evidence.queries.collections import arrived
from concordat.evidence.words import Reference, Refused
from concordat.parties.words import Actor

#: Records of one collection. A search of more is not screened by people.
MOST_RECORDS = 50_000
#: Columns that say what was found.
GROUPED = ["copy_of", "copy_why", "work", "why"]


class Groups:
    """Which records of a collection, with those to come, are one, and which works they are.

    A record that somebody has screened goes on standing for its work; what a person took
    apart stays apart.
    """

    def __init__(
        self,
        collection: Collection,
        coming: Sequence[CollectedRecord],
        shown: Sequence[Reference],
        by: Actor,
        telling: Telling,
    ) -> None:
        self.held = list(arrived(collection))
        if len(self.held) + len(coming) > MOST_RECORDS:
            raise Refused("file", f"A collection holds {MOST_RECORDS:,} records at most.")
        self.records = [*self.held, *coming]
        references = [*(reference_from(record.facts) for record in self.held), *shown]
        votes = ScreeningVote.objects.filter(record__collection=collection)
        screened = set(votes.values_list("record_id", flat=True))
        fixed = {at for at, record in enumerate(self.held) if record.pk in screened}
        apart = {at for at, record in enumerate(self.held) if record.apart}
        total = len(references)
        self.copies = _copies(
            references, fixed, apart, lambda count: telling.compared(count, total)
        )
        self.known = find_known(
            references, by=by, told=lambda count: telling.looked_up(count, total)
        )

    def apply(self) -> list[CollectedRecord]:
        """Tell the records; return those of which their rows say something else."""
        rows = {record.pk: record for record in self.records if record.pk}
        changed = []
        for at, record in enumerate(self.records):
            place, copy_why = self.copies.get(at, (None, ""))
            first = None if place is None else self.records[place]
            known = self.known[at]
            work = known.pk if known else None
            was = rows.get(record.copy_of_id) if record.copy_of_id else None
            if was is first and record.work_id == work:
                continue
            record.copy_of, record.work_id = first, work
            record.copy_why, record.why = copy_why, known.compared.reason() if known else ""
            changed.append(record)
        return changed


def _copies(
    references: Sequence[Reference], fixed: set[int], apart: set[int], told: Told
) -> dict[int, tuple[int, str]]:
    """Return place of a copy -> place of the record that stands for it, and why."""
    free = [at for at in range(len(references)) if at not in apart]
    matched = match([references[at] for at in free], told=told)
    why: dict[int, str] = {}
    for join in matched.joins:
        for place in (join.first, join.second):
            why.setdefault(free[place], join.compared.reason())
    found = {}
    for group in matched.groups:
        places = [free[place] for place in group]
        first = min(places, key=lambda at: (at not in fixed, at))
        found.update({at: (first, why[at]) for at in places if at != first and at not in fixed})
    return found
