"""Take in a list of retractions, also of works that we do not hold yet."""

from collections.abc import Callable, Iterable, Sequence
from datetime import datetime
from pathlib import Path

from django.db import transaction
from django.utils import timezone

from concordat.evidence.actions import log, sources
from concordat.evidence.actions.desk import Desk
from concordat.evidence.models import StatusEvent, WorkIdentifier
from concordat.evidence.models.rows import select
from concordat.evidence.standing.retraction_list import Pair, Unread, read
from concordat.evidence.words import Identifier, ListReport
from concordat.parties import actions as parties
from concordat.parties.words import Actor, Role

#: Pairs of one transaction: short enough that nobody waits, long enough to be quick.
AT_ONCE = 500


def load_retractions(
    *,
    file: Path,
    by: Actor,
    source: str = "retraction-list",
    name: str = "",
    progress: Callable[[int, int], None] | None = None,
    now: datetime | None = None,
) -> ListReport:
    """Take the pairs of a list; `source` is its slug, `name` what pages call it.

    A pair about a work that is not held is kept: the work has its standing from the moment
    that it comes. Loading twice changes nothing. Raises NotAllowedError, and ValueError when
    the file is no such list.
    """
    parties.require(by, Role.KNOWLEDGE_SPECIALIST, Role.PUBLISHER)
    now = now or timezone.now()
    everything = list(read(file.read_bytes()))
    pairs = list(dict.fromkeys(each for each in everything if isinstance(each, Pair)))
    unread = [each for each in everything if isinstance(each, Unread)]
    if not pairs:
        raise ValueError(f"{file.name} has no pair of works and notices.")
    witness = sources.know(source, facts={"name": name or file.name, "licence": "", "note": ""})
    new = held = changed = 0
    for at, some in enumerate(_batches(pairs)):
        with transaction.atomic():
            desk = Desk(log.lock(), now=now)
            fresh = _unknown(some, source=witness.name)
            new += len(fresh)
            StatusEvent.objects.bulk_create(_event(pair, witness.name, now) for pair in fresh)
            count, fallen = _weigh(desk, some, fresh)
            held, changed = held + count, changed + fallen
        if progress:
            progress(min((at + 1) * AT_ONCE, len(pairs)), len(pairs))
    report = ListReport(
        pairs=len(pairs),
        new=new,
        held=held,
        changed=changed,
        set_aside=len(unread),
        complaints=tuple(f"{file.name}: {each.position}: {each.reason}" for each in unread[:100]),
    )
    counts = {"pairs": report.pairs, "new": new, "held": held, "changed": changed}
    with transaction.atomic():
        parties.note(by=by, deed="load retractions", about=f"source:{source}", changed=counts)
    return report


def _batches(pairs: Sequence[Pair]) -> Iterable[Sequence[Pair]]:
    return (pairs[at : at + AT_ONCE] for at in range(0, len(pairs), AT_ONCE))


def _unknown(pairs: Sequence[Pair], *, source: str) -> list[Pair]:
    """Return the pairs that this source has not said before."""
    columns = ("target_value", "target_scheme", "relation", "source", "notice_value", "on")
    values = {pair.work.value for pair in pairs}
    said = {
        (scheme, value, relation, notice, on)
        for value, scheme, relation, who, notice, on in select(StatusEvent, columns, among=values)
        if who == source
    }
    return [pair for pair in pairs if _said(pair) not in said]


def _said(pair: Pair) -> tuple[str, ...]:
    notice = pair.notice.value if pair.notice else ""
    return pair.work.scheme, pair.work.value, pair.relation, notice, pair.on


def _event(pair: Pair, source: str, now: datetime) -> StatusEvent:
    return StatusEvent(
        relation=pair.relation,
        on=pair.on,
        source=source,
        target_scheme=pair.work.scheme,
        target_value=pair.work.value,
        notice_scheme=pair.notice.scheme if pair.notice else "",
        notice_value=pair.notice.value if pair.notice else "",
        seen_at=now,
    )


def _weigh(desk: Desk, pairs: Sequence[Pair], fresh: Sequence[Pair]) -> tuple[int, int]:
    """Weigh the works that new pairs are about; return how many are held and how many changed."""
    values = {pair.work.value for pair in pairs}
    wanted = {pair.work for pair in pairs}
    rows = {
        Identifier(scheme, value): work
        for scheme, value, work in WorkIdentifier.objects.filter(value__in=values).values_list(
            "scheme", "value", "work_id"
        )
        if Identifier(scheme, value) in wanted
    }
    touched = {rows[pair.work] for pair in fresh if pair.work in rows}
    desk.fetch(touched)
    before = {key: desk.by_key[key].work.standing for key in touched}
    for key in touched:
        desk.by_key[key].stale = True
        desk.by_key[key].change = "standing"
    desk.write()
    return len(rows), sum(desk.by_key[key].work.standing != before[key] for key in touched)
