"""Say that two works are one, or that they were not."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from concordat.evidence.actions import log
from concordat.evidence.actions.desk import Desk
from concordat.evidence.actions.merging import merge_dossiers, move
from concordat.evidence.actions.take import actor_of
from concordat.evidence.models import MergeEvent, Work, WorkIdentifier
from concordat.parties import actions as parties
from concordat.parties.queries import visible_to
from concordat.parties.words import Actor


class NotOneError(Exception):
    """The works cannot be merged, or the merge not undone. The message says why."""


def merge(*, work: str, other: str, reason: str, by: Actor, now: datetime | None = None) -> str:
    """Make two works one and return the public id that is kept: the older one's.

    Every record and identifier of both is kept, and the other address redirects. Raises
    NotOneError when a work is not there for `by`, when they are one already, or when they
    stand on different shelves (a private copy is never merged with the common record).
    """
    if not reason.strip():
        raise NotOneError("A merge needs a reason: say why the two records are one work.")
    with transaction.atomic():
        ledger = log.lock()
        rows = _works((work, other), by=by)
        desk = Desk(ledger, now=now or timezone.now())
        desk.fetch({row.pk for row in rows})
        one, two = (desk.by_key[row.pk] for row in rows)
        kept = merge_dossiers(desk, one, two, reason=reason, actor=actor_of(by))
        desk.write()
        absorbed = next(row.public_id for row in rows if row.pk != kept.work.pk)
        parties.note(
            by=by,
            deed="merge works",
            about=f"work:{kept.work.public_id}",
            changed={"absorbed": absorbed, "reason": reason},
        )
    return kept.work.public_id


def split(*, work: str, reason: str, by: Actor, now: datetime | None = None) -> str:
    """Undo the merge that absorbed `work`, and return the public id it was merged into.

    What the work brought goes back to it: records, identifiers, events, links. The two are
    not merged again by a feed. Raises NotOneError when no merge absorbed it.
    """
    now = now or timezone.now()
    with transaction.atomic():
        ledger = log.lock()
        event = (
            MergeEvent.objects.filter(absorbed__public_id=work, undone_at=None)
            .filter(absorbed__in=Work.objects.filter(visible_to(by)))
            .select_related("kept", "absorbed")
            .first()
        )
        if event is None:
            raise NotOneError(f"No merge absorbed {work}: there is nothing to undo.")
        if event.kept.merged_into_id is not None:
            raise NotOneError(
                f"{event.kept.public_id} was itself merged since: undo that merge first."
            )
        _put_back(event, Desk(ledger, now=now), reason=reason)
        parties.note(
            by=by,
            deed="split works",
            about=f"work:{work}",
            changed={"from": event.kept.public_id, "reason": reason},
        )
    return event.kept.public_id


def _put_back(event: MergeEvent, desk: Desk, *, reason: str) -> None:
    move(event.moved, to=event.absorbed)
    event.undone_at, event.undone_reason = desk.now, reason
    event.save(update_fields=["undone_at", "undone_reason"])
    desk.fetch({event.kept_id, event.absorbed_id})
    back = desk.by_key[event.absorbed_id]
    back.work.merged_into = None
    back.change = "insert"
    for dossier in desk.by_key.values():
        dossier.stale = True
    desk.write()


def _works(ids: Sequence[str], *, by: Actor) -> list[Work]:
    """Return the two living works on one shelf, or say what is wrong."""
    if len(set(ids)) < len(ids):
        raise NotOneError("A work cannot be merged with itself.")
    rows = {
        row.public_id: row
        for row in Work.objects.filter(visible_to(by), public_id__in=ids, merged_into=None)
    }
    for id_ in ids:
        if id_ not in rows:
            raise NotOneError(f"There is no work {id_}, or it was merged already.")
    works = [rows[id_] for id_ in ids]
    if len({(row.visibility, row.owner_id, row.service) for row in works}) > 1:
        raise NotOneError("A private copy is never merged with a record that others see.")
    if len(_shelves(works)) > 1:
        raise NotOneError("The two works stand on different shelves.")
    return works


def _shelves(works: Sequence[Work]) -> set[str]:
    return set(WorkIdentifier.objects.filter(work__in=works).values_list("shelf", flat=True))
