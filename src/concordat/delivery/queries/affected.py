"""What would a reorganisation move of this room?"""

from collections.abc import Collection, Iterator
from datetime import date

from django.db.models import Q

from concordat.delivery.models import OwnerTask, Pack, PackDraft
from concordat.delivery.words.draft import OPEN
from concordat.parties import queries as parties
from concordat.parties.words import Actor, Affected, SuccessionView

ROOM = "delivery"


def affected_by(
    event: SuccessionView | str, *, by: Actor, on: date | None = None
) -> list[Affected]:
    """Return the packs, drafts and open tasks of recall whose owner is another after the event."""
    compared = parties.shift(event, on)
    if compared is None:
        return []
    return [
        compared.affected(ROOM, kind, label, public_id, owner)
        for kind, label, public_id, owner in _things(by, compared.ids)
    ]


def _things(by: Actor, owners: Collection[str]) -> Iterator[tuple[str, str, str, str]]:
    theirs = parties.visible_to(by), Q(owner__public_id__in=list(owners))
    for pack in Pack.objects.filter(*theirs).order_by("slug"):
        yield "pack", pack.slug, pack.public_id, pack.owner_id or ""
    for draft in PackDraft.objects.filter(*theirs, state__in=OPEN).order_by("pk"):
        yield "pack draft", str(draft), draft.public_id, draft.owner_id or ""
    if by.joined:
        open_ones = OwnerTask.objects.filter(theirs[1], decided_at=None)
        for task in open_ones.order_by("pk"):
            yield "open task of recall", task.title, task.public_id, task.owner_id or ""
