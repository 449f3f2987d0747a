"""What is in a private collection, and how far is its screening?

Everything here asks `visible_to` of the collection first: a record, a vote and a number are
seen by whoever sees the collection, and by nobody else.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import asdict
from typing import Any

from django.db.models import Prefetch, QuerySet

from concordat.evidence.models import CollectedRecord, Collection, Deposit, ScreeningVote
from concordat.evidence.models.stored_reference import reference_from
from concordat.evidence.words import (
    CollectedView,
    CollectionView,
    CopyView,
    Decision,
    DepositView,
    Flow,
    IncludedView,
    Progress,
    Reference,
    VoteView,
)
from concordat.parties.queries import visible_to
from concordat.parties.words import Actor, Visibility


def collections(*, by: Actor, request: str = "", limit: int = 200) -> list[CollectionView]:
    """Return the collections that `by` may see, newest first, without their deposits.

    `request` asks for those of one enquiry.
    """
    rows = Collection.objects.filter(visible_to(by))
    if request:
        rows = rows.filter(request=request)
    return [_view(row, flow_of(row)) for row in rows[:limit]]


def collection(public_id: str, *, by: Actor) -> CollectionView | None:
    """Return a collection with its deposits and its flow, None if it may not be seen."""
    row = collection_row(public_id, by=by)
    if row is None:
        return None
    deposits = row.deposits.filter(arriving_at=None)
    return _view(row, flow_of(row), tuple(_deposit(each) for each in deposits))


def collection_row(public_id: str, *, by: Actor) -> Collection | None:
    """Return the row of a collection that `by` may see."""
    return Collection.objects.filter(visible_to(by), public_id=public_id).first()


def collected(
    public_id: str,
    *,
    by: Actor,
    progress: Progress | None = None,
    offset: int = 0,
    limit: int = 50,
) -> tuple[int, list[CollectedView]]:
    """Return how many works a collection has in a state, and one page of them.

    Works, not records: copies stand with the one that stands for them. WAITING is what
    `by` has not yet screened; for the others it is the state of the collection.
    """
    row = collection_row(public_id, by=by)
    if row is None:
        return 0, []
    standing = _standing(row)
    wanted = [pk for pk, state in standing.items() if _is_wanted(state, progress, by)]
    page = wanted[offset : offset + limit]
    return len(wanted), _views(page, standing, row, by)


def collected_record(public_id: str, *, by: Actor) -> CollectedView | None:
    """Return one record of a collection that `by` may see."""
    seen = Collection.objects.filter(visible_to(by))
    record = CollectedRecord.objects.filter(
        collection__in=seen, public_id=public_id, deposit__arriving_at=None
    ).first()
    if record is None:
        return None
    row = record.collection
    found = _views([record.pk], _standing(row), row, by)
    return found[0] if found else None


def included(public_id: str, *, by: Actor) -> list[Reference]:
    """Return the references that were included, for an export."""
    row = collection_row(public_id, by=by)
    if row is None:
        return []
    kept = [pk for pk, state in _standing(row).items() if state.progress is Progress.INCLUDED]
    rows = CollectedRecord.objects.in_bulk(kept)
    return [reference_from(rows[pk].facts) for pk in kept]


def included_works(public_id: str, *, by: Actor) -> list[IncludedView]:
    """Return what a screening included, in the order of arrival, and who said so."""
    row = collection_row(public_id, by=by)
    if row is None:
        return []
    standing = _standing(row)
    kept = [pk for pk, state in standing.items() if state.progress is Progress.INCLUDED]
    rows = _whole_records(kept)
    return [_included(rows[pk], standing[pk]) for pk in kept if pk in rows]


def collected_works(public_id: str, *, by: Actor) -> frozenset[str]:
    """Return the works of the evidence (public ids) that records of a collection are."""
    row = collection_row(public_id, by=by)
    if row is None:
        return frozenset()
    found = arrived(row).filter(work__isnull=False)
    return frozenset(found.values_list("work__public_id", flat=True))


def _included(record: CollectedRecord, state: "_State") -> IncludedView:
    said = " and ".join(vote.who for vote in state.votes)
    databases = [record.deposit.database, *(c.deposit.database for c in record.copies.all())]
    return IncludedView(
        id=record.public_id,
        reference=reference_from(record.facts),
        databases=tuple(dict.fromkeys(databases)),
        verdict=_verdict(record) or f"included by {said}",
        work=record.work.public_id if record.work else "",
    )


def flow_of(row: Collection) -> Flow:
    """Return the numbers of the flow diagram."""
    if row.expired:
        return _read_flow(dict(row.flow))
    counted: Counter[str] = Counter()
    databases: Counter[str] = Counter()
    reasons: Counter[str] = Counter()
    records = arrived(row).values_list("deposit__database", "copy_of_id", "work_id", "apart")
    for database, copy_of, work, apart in records:
        databases[database] += 1
        counted["apart"] += apart
        counted["copies" if copy_of else "to_screen"] += 1
        counted["known"] += copy_of is None and work is not None
    for state in _standing(row).values():
        counted[state.progress] += 1
        if state.progress is Progress.EXCLUDED and state.reason:
            reasons[state.reason] += 1
    return Flow(
        identified=databases.total(),
        by_database=tuple(sorted(databases.items())),
        copies=counted["copies"],
        known=counted["known"],
        to_screen=counted["to_screen"],
        waiting=counted[Progress.WAITING],
        conflicts=counted[Progress.CONFLICT],
        included=counted[Progress.INCLUDED],
        excluded=counted[Progress.EXCLUDED],
        reasons=tuple(reasons.most_common()),
        apart=counted["apart"],
    )


def arrived(row: Collection) -> QuerySet[CollectedRecord]:
    """Return the records of a collection, without those of a file that is still taken in."""
    return row.records.filter(deposit__arriving_at=None)


def written_flow(flow: Flow) -> dict[str, Any]:
    """Return a flow as JSON, for a collection that expires."""
    return asdict(flow)


def _read_flow(kept: dict[str, Any]) -> Flow:
    listed = {
        name: tuple((str(what), int(count)) for what, count in kept.pop(name, ()))
        for name in ("by_database", "reasons")
    }
    return Flow(**kept, **listed)  # type: ignore[arg-type]


class _State:
    """Where one work of a collection stands, and who said what."""

    __slots__ = ("progress", "reason", "votes")

    def __init__(self, votes: Sequence[ScreeningVote], verdict: str, why: str, needed: int) -> None:
        self.votes = votes
        self.reason = why
        self.progress = _progress(votes, verdict, needed)
        if not verdict and self.progress is Progress.EXCLUDED:
            self.reason = next((vote.reason for vote in votes if vote.reason), "")

    def by(self, person: str) -> ScreeningVote | None:
        return next((vote for vote in self.votes if vote.person == person), None)


def _progress(votes: Sequence[ScreeningVote], verdict: str, needed: int) -> Progress:
    """A verdict settles it. So do enough votes that agree; else they are in conflict."""
    if verdict:
        return Progress.INCLUDED if verdict == Decision.INCLUDE else Progress.EXCLUDED
    if len(votes) < needed:
        return Progress.WAITING
    said = {vote.decision for vote in votes}
    if said == {Decision.INCLUDE}:
        return Progress.INCLUDED
    return Progress.EXCLUDED if said == {Decision.EXCLUDE} else Progress.CONFLICT


def _standing(row: Collection) -> dict[int, _State]:
    """Return the records that stand for a work, in the order of arrival, with their states."""
    votes: dict[int, list[ScreeningVote]] = {}
    for vote in ScreeningVote.objects.filter(record__collection=row):
        votes.setdefault(vote.record_id, []).append(vote)
    rows = arrived(row).filter(copy_of=None).values_list("pk", "verdict", "verdict_reason")
    return {pk: _State(votes.get(pk, ()), verdict, why, row.screeners) for pk, verdict, why in rows}


def _is_wanted(state: _State, progress: Progress | None, by: Actor) -> bool:
    if progress is Progress.WAITING:
        return state.progress is Progress.WAITING and state.by(by.person) is None
    return progress is None or state.progress is progress


def _views(
    pks: Sequence[int], standing: dict[int, _State], row: Collection, by: Actor
) -> list[CollectedView]:
    records = _whole_records(pks)
    return [_record(records[pk], standing.get(pk), row, by) for pk in pks if pk in records]


def _whole_records(pks: Sequence[int]) -> dict[int, CollectedRecord]:
    """Return records with their deposits, works and copies that have arrived."""
    copies = CollectedRecord.objects.filter(deposit__arriving_at=None).select_related("deposit")
    rows = CollectedRecord.objects.select_related("deposit", "work")
    return rows.prefetch_related(Prefetch("copies", copies)).in_bulk(pks)


def _record(
    record: CollectedRecord, state: _State | None, row: Collection, by: Actor
) -> CollectedView:
    mine = state.by(by.person) if state else None
    return CollectedView(
        id=record.public_id,
        reference=reference_from(record.facts),
        database=record.deposit.database,
        position=f"{record.deposit.name}: {record.position}",
        progress=state.progress if state else Progress.WAITING,
        copies=tuple(_copy(copy) for copy in record.copies.all()),
        work=record.work.public_id if record.work else "",
        why=record.why,
        mine=_vote(mine) if mine else None,
        votes=_seen_votes(state, row),
        verdict=_verdict(record),
    )


def _seen_votes(state: _State | None, row: Collection) -> tuple[VoteView, ...]:
    """Blind: what others said is told only when all who must have said it."""
    if state is None or len(state.votes) < row.screeners:
        return ()
    return tuple(_vote(vote) for vote in state.votes)


def _verdict(record: CollectedRecord) -> str:
    if not record.verdict:
        return ""
    why = f": {record.verdict_reason}" if record.verdict_reason else ""
    return f"{record.verdict_by} settled it as {record.verdict}{why}"


def _copy(record: CollectedRecord) -> CopyView:
    return CopyView(
        id=record.public_id,
        title=record.title,
        database=record.deposit.database,
        position=f"{record.deposit.name}: {record.position}",
        why=record.copy_why,
    )


def _vote(vote: ScreeningVote) -> VoteView:
    return VoteView(vote.who, Decision(vote.decision), vote.reason, vote.at)


def _deposit(row: Deposit) -> DepositView:
    return DepositView(
        id=row.public_id,
        name=row.name,
        database=row.database,
        format=row.format,
        taken=row.taken,
        set_aside=row.set_aside,
        complaints=tuple(row.complaints),
        made_by=row.made_by,
        made_at=row.made_at,
        matched_by=row.matched_by,
        platform=row.platform,
        searched_on=row.searched_on,
        strategy=row.strategy,
    )


def _view(row: Collection, flow: Flow, deposits: Iterable[DepositView] = ()) -> CollectionView:
    return CollectionView(
        id=row.public_id,
        name=row.name,
        owner=row.owner_id or "",
        visibility=Visibility(row.visibility),
        request=row.request,
        expires_on=row.expires_on,
        screeners=row.screeners,
        made_by=row.made_by,
        made_at=row.made_at,
        expired=row.expired,
        flow=flow,
        deposits=tuple(deposits),
    )
