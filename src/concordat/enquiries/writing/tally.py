"""The numbers of a report: one source for the flow, PRISMA-S items 15 and 16, and the text.

A record of a search here that is the same work as a record of a file counts as identified,
and as a copy. So does a work that two searches here found. Pure.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from concordat.evidence.words import Flow


@dataclass(frozen=True, slots=True)
class Tally:
    """How many records were identified, and what became of each of them.

    What was identified is what was not taken in, the copies, and what was looked at; that is
    what waits, is in conflict, was excluded or passed over, and was included or picked.
    """

    flow: Flow
    by_database: tuple[tuple[str, int], ...] = ()
    not_taken: int = 0  # found in another database, as reported, and in no file
    copies: int = 0
    own: int = 0  # works that only the search here found
    picked: int = 0  # of those, in the report
    by_hand: int = 0  # in the report, and found by no search that is recorded
    here: str = ""  # what the search here is called, if there was one

    @property
    def elsewhere(self) -> tuple[tuple[str, int], ...]:
        """What each of the other databases gave."""
        return tuple((name, number) for name, number in self.by_database if name != self.here)

    @property
    def identified(self) -> int:
        """Records of all searches."""
        return sum(count for _, count in self.by_database)

    @property
    def compared(self) -> int:
        """Records among which copies were looked for."""
        return self.identified - self.not_taken

    @property
    def looked_at(self) -> int:
        """Works that were left when copies were taken out."""
        return self.flow.to_screen + self.own

    @property
    def passed_over(self) -> int:
        """Works that only the search here found, and that are not in the report."""
        return self.own - self.picked

    @property
    def excluded(self) -> int:
        """Works that were screened and left out."""
        return self.flow.excluded + self.passed_over

    @property
    def included(self) -> int:
        """Works of the report."""
        return self.flow.included + self.picked + self.by_hand


def count(
    flow: Flow,
    *,
    here: str,
    found_here: Sequence[tuple[int, Collection[str]]] = (),
    reported: Sequence[tuple[str, int]] = (),
    taken_in: Collection[str] = (),
    beside: Collection[str] = (),
) -> Tally:
    """Return the numbers of a report.

    `found_here`: how many works each search here (called `here`) found, and those of them that
    can be named. `reported`: what each other database found, as a person said; of what is
    reported and taken in, the larger number counts. `taken_in`: the works that records of
    files are. `beside`: works that are in the report though no screening included them.
    """
    known = {name.casefold(): (name, number) for name, number in flow.by_database}
    rows = [(here, sum(total for total, _ in found_here))] if found_here else []
    not_taken = 0
    for name, number in reported:
        _, taken = known.pop(name.casefold(), (name, 0))
        rows.append((name, max(number, taken)))
        not_taken += max(number - taken, 0)
    rows += known.values()
    named = [id_ for _, ids in found_here for id_ in ids]
    nameless = sum(total - len(ids) for total, ids in found_here)
    own = set(named) - set(taken_in)
    picked = own & set(beside)
    return Tally(
        flow=flow,
        here=here if found_here else "",
        by_database=tuple(rows),
        not_taken=not_taken,
        copies=flow.copies + len(named) - len(own),
        own=len(own) + nameless,
        picked=len(picked),
        by_hand=len(set(beside) - picked),
    )


def of_files(flow: Flow) -> Tally:
    """Return the numbers of what was taken in from files alone."""
    return count(flow, here="")
