"""Reads: one errand, those of somebody, and how many nobody runs."""

from datetime import datetime, timedelta

from concordat.errands.models import Errand
from concordat.errands.words import ErrandView, State


def errand(public_id: str, *, asked_by: str | None = None) -> ErrandView | None:
    """Return an errand; with `asked_by`, only if that person asked for it."""
    rows = Errand.objects.filter(public_id=public_id)
    if asked_by is not None:
        rows = rows.filter(asked_by=asked_by)
    row = rows.first()
    return view_of(row) if row else None


def errands_of(asked_by: str, *, limit: int = 50) -> list[ErrandView]:
    """Return somebody's errands, newest first."""
    rows = Errand.objects.filter(asked_by=asked_by).order_by("-asked_at", "-pk")[:limit]
    return [view_of(row) for row in rows]


#: One that runs is heard of every half second, one that waits is begun within a second or two.
_SILENCE = timedelta(minutes=2)


def left_lying(*, now: datetime) -> int:
    """Return how many errands lie there while nobody is heard to run any."""
    since = now - _SILENCE
    running = Errand.objects.filter(state=State.RUNNING)
    if running.filter(heartbeat_at__gte=since).exists():
        return 0  # the others wait for that one
    waiting = Errand.objects.filter(state=State.WAITING, asked_at__lt=since)
    return running.count() + waiting.count()


def view_of(row: Errand) -> ErrandView:
    """Return the row as it may cross a wall."""
    return ErrandView(
        id=row.public_id,
        kind=row.kind,
        title=row.title,
        asked_by=row.asked_by,
        state=State(row.state),
        done=row.done,
        total=row.total,
        message=row.message,
        result=row.result,
        asked_at=row.asked_at,
        ended_at=row.ended_at,
    )
