"""Two works become one, and two again."""

from django.db.models import Q

from concordat.evidence.actions.desk import Desk
from concordat.evidence.actions.dossier import Dossier
from concordat.evidence.models import (
    MergeEvent,
    Parting,
    SourceRecord,
    StatusEvent,
    Work,
    WorkIdentifier,
    WorkLink,
)

#: What goes with a work: the word in `MergeEvent.moved` -> its table.
MOVING = {
    "records": SourceRecord,
    "names": WorkIdentifier,
    "events": StatusEvent,
    "links": WorkLink,
}


def merge_dossiers(desk: Desk, one: Dossier, other: Dossier, *, reason: str, actor: str) -> Dossier:
    """Merge two dossiers on the desk and return the one that is kept: the older work.

    No identifier is lost; the other address leads to this one from now on.
    """
    desk.write()  # from here on everything has a key
    kept, absorbed = sorted((one, other), key=lambda dossier: dossier.work.pk)
    moved = {
        word: list(table._default_manager.filter(work=absorbed.work).values_list("pk", flat=True))
        for word, table in MOVING.items()
    }
    MergeEvent.objects.create(
        kept=kept.work,
        absorbed=absorbed.work,
        reason=reason,
        actor=actor,
        at=desk.now,
        moved=moved,
    )
    move(moved, to=kept.work)
    absorbed.work.merged_into = kept.work
    kept.held = sorted(kept.held + absorbed.held, key=lambda held: held.known.arrival)
    kept.names |= absorbed.names
    kept.events += absorbed.events
    desk.by_name.update(dict.fromkeys(absorbed.names, kept))
    absorbed.held, absorbed.names, absorbed.events = [], set(), []
    kept.stale, absorbed.change = True, "merge"
    return kept


def move(moved: dict[str, list[int]], *, to: Work) -> None:
    """Give rows to another work."""
    for word, keys in moved.items():
        MOVING[word]._default_manager.filter(pk__in=keys).update(work=to)


def kept_apart(one: Work, other: Work) -> bool:
    """Return whether somebody undid a merge of the two, or parted one from the other."""
    if one.pk is None or other.pk is None:
        return False
    pair = Q(kept=one, absorbed=other) | Q(kept=other, absorbed=one)
    parted = Q(work=one, parted_from=other) | Q(work=other, parted_from=one)
    return (
        MergeEvent.objects.filter(pair, undone_at__isnull=False).exists()
        or Parting.objects.filter(parted).exists()
    )
