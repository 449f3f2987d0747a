"""What was taken down, and why?"""

from concordat.evidence.models import Takedown, Work
from concordat.evidence.models.view import iso
from concordat.evidence.words import TakenDown


def taken_down(id: str) -> TakenDown | None:  # noqa: A002 - the door's word
    """Return when and why the record at this public id was taken down; None: it was not.

    An address that was merged into one taken down says the same.
    """
    row = Work.objects.filter(public_id=id).first()
    while row is not None and row.merged_into is not None:
        row = row.merged_into
    found = Takedown.objects.filter(work=row).first() if row else None
    return TakenDown(at=iso(found.at), why=found.why) if found else None
