"""Two people at one thing: the second is told, and nothing is lost."""

from typing import TypeVar

from django.db.models import F

from concordat.parties.models import Agreement, Party, Succession
from concordat.parties.words import Conflict

Edited = TypeVar("Edited", Party, Agreement, Succession)


class ChangedMeanwhileError(Conflict):
    """The conflict of what has an address: `slug` says which. Its edition is asked for anew."""

    def __init__(self, slug: str) -> None:
        self.slug = slug
        super().__init__(version=0)

    def __str__(self) -> str:
        return f"Somebody changed “{self.slug}” while you were writing."


def count_change(row: Edited, *, seen: int | None = None) -> None:
    """Count one more change of the row. Call it before writing what hangs on it.

    `seen`: the edition that the form was made from; None: a fact is only added, and takes
    nothing from anybody. Raises ChangedMeanwhileError when another change came between.
    """
    rows = type(row)._default_manager.filter(pk=row.pk)
    if seen is not None:
        rows = rows.filter(edition=seen)
    # One statement: a row that another transaction holds is waited for and looked at again.
    if not rows.update(edition=F("edition") + 1):
        raise ChangedMeanwhileError(row.slug)
