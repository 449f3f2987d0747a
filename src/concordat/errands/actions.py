"""Writes: ask for an errand, call it off, run the next one."""

import logging
import time
from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone

from concordat.errands.models import Errand
from concordat.errands.words import Cancelled, Refused, Report, State

log = logging.getLogger("concordat.errands")

#: A running errand that has not been heard of for so long died with its process.
LOST_AFTER = timedelta(minutes=2)
#: Seconds between two lines of the log that say how far an errand is.
LOGGED_EVERY = 10.0
#: An errand that killed its process this often is not tried again.
MOST_ATTEMPTS = 3

Deed = Callable[[dict[str, Any], Report], dict[str, Any]]


def ask(*, kind: str, title: str, payload: dict[str, Any], asked_by: str = "") -> str:
    """Put an errand in the queue and return its id. The payload must be JSON."""
    made = Errand.objects.create(
        kind=kind, title=title, payload=payload, asked_by=asked_by, asked_at=timezone.now()
    )
    return made.public_id


def cancel(*, public_id: str, asked_by: str) -> bool:
    """Call off somebody's errand. A running one stops at its next report."""
    mine = Errand.objects.filter(public_id=public_id, asked_by=asked_by)
    ended = mine.filter(state=State.WAITING).update(
        state=State.CANCELLED, ended_at=timezone.now(), message="Called off before it began."
    )
    running = mine.filter(state=State.RUNNING).update(cancel_asked=True)
    return bool(ended or running)


def run_next(deeds: Mapping[str, Deed], *, now: Callable[[], datetime] = timezone.now) -> bool:
    """Run the oldest waiting errand of a kind in `deeds`; return whether there was one.

    A deed takes the payload and a report, and returns its result. It must be repeatable:
    if its process is killed, another runs it again from the beginning.
    """
    _give_back_the_lost(now())
    row = _claim(list(deeds), now())
    if row is None:
        return False
    try:
        result = deeds[row.kind](row.payload, _reporter(row, now))
    except Cancelled:
        _end(row.pk, State.CANCELLED, "Called off.", {}, now())
    except Refused as reason:
        _end(row.pk, State.FAILED, str(reason), {}, now())
    except Exception:
        log.exception("errand %s (%s) failed", row.public_id, row.kind)
        message = "Something went wrong on our side. It is in the log; nothing was half-kept."
        _end(row.pk, State.FAILED, message, {}, now())
    else:
        _end(row.pk, State.DONE, "", result, now())
    return True


def _claim(kinds: list[str], now: datetime) -> Errand | None:
    with transaction.atomic():
        waiting = Errand.objects.select_for_update(skip_locked=False).filter(
            state=State.WAITING, kind__in=kinds
        )
        row = waiting.order_by("asked_at", "pk").first()
        if row is None:
            return None
        row.state, row.heartbeat_at, row.attempts = State.RUNNING, now, row.attempts + 1
        row.save(update_fields=["state", "heartbeat_at", "attempts"])
        return row


def _give_back_the_lost(now: datetime) -> None:
    lost = Errand.objects.filter(state=State.RUNNING, heartbeat_at__lt=now - LOST_AFTER)
    lost.filter(attempts__gte=MOST_ATTEMPTS).update(
        state=State.FAILED,
        ended_at=now,
        message=f"It was begun {MOST_ATTEMPTS} times and its process ended each time.",
    )
    lost.update(state=State.WAITING)


def _reporter(row: Errand, now: Callable[[], datetime], every: float = 0.5) -> Report:
    last, logged = 0.0, time.monotonic()

    def report(done: int, total: int, message: str = "") -> None:
        nonlocal last, logged
        moment = time.monotonic()
        if done < total and moment - last < every:
            return
        last = moment
        fields = {"done": done, "total": total, "message": message, "heartbeat_at": now()}
        Errand.objects.filter(pk=row.pk).update(**fields)
        if total and moment - logged >= LOGGED_EVERY:  # neither title nor message: both may tell
            logged = moment
            log.info("errand %s (%s): %d%% done", row.public_id, row.kind, 100 * done // total)
        if Errand.objects.filter(pk=row.pk, cancel_asked=True).exists():
            raise Cancelled

    return report


def _end(pk: int, state: State, message: str, result: dict[str, Any], now: datetime) -> None:
    Errand.objects.filter(pk=pk, state=State.RUNNING).update(
        state=state, message=message, result=result, ended_at=now
    )
