"""The clock: starts each job when it is due, one after another, until it is told to stop.

A job that fails is logged and tried again when it is next due; the others go on.
"""

import logging
import os
import signal
import sys
import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from concordat.premises.entrance import enter

log = logging.getLogger("concordat.clock")


@dataclass(frozen=True, slots=True)
class Job:
    """Something to do every so many seconds. `run` returns a line for the log, or ""."""

    name: str
    every: float
    run: Callable[[], str]


def index_new_works() -> str:
    """Put into the index what changed in the evidence since it was last done."""
    from concordat.parties.words import CLOCK
    from concordat.search import actions

    count = actions.index_works(by=CLOCK)
    return f"{count} revisions" if count else ""


def write_alerts() -> str:
    """Write the letters of saved questions that have something new, and carry what waits."""
    from concordat.delivery import actions
    from concordat.parties.words import CLOCK

    written, carried = actions.write_alerts(by=CLOCK), actions.carry_letters()
    return f"{written} alerts written, {carried} letters carried" if written or carried else ""


def recall_falls() -> str:
    """Find who holds what fell, tell them, and ask the owners of what rests on it."""
    from concordat.delivery import actions
    from concordat.parties.words import CLOCK

    fell, told = actions.notice_falls(by=CLOCK), actions.tell_holders(by=CLOCK)
    return f"{fell} works fell, {told} holders told" if fell or told else ""


def send_forum_letters() -> str:
    """Send what the forum has written to owners of alike plans."""
    from django.utils import timezone

    from concordat.forum import actions
    from concordat.parties.words import CLOCK

    count = actions.send_letters(by=CLOCK, now=timezone.now())
    return f"{count} letters of the forum sent" if count else ""


def serve_enquiries() -> str:
    """Send the letters of libraries to those who asked, and ask once what came of an answer."""
    from django.utils import timezone

    from concordat.enquiries import actions
    from concordat.parties.words import CLOCK

    now = timezone.now()
    asked, sent = actions.ask_use(by=CLOCK, now=now), actions.send_letters(by=CLOCK, now=now)
    return f"{asked} asked for the use of an answer, {sent} letters sent" if asked or sent else ""


def tell_readers_of_reports() -> str:
    """Write to those whose report cites a work that fell and is not held here."""
    from django.utils import timezone

    from concordat.enquiries import actions
    from concordat.parties.words import CLOCK

    written = actions.tell_falls(by=CLOCK, now=timezone.now())
    return f"{written} readers of reports told of a fall" if written else ""


def run_errands() -> str:
    """Run the errands that wait, one after another."""
    from concordat.errands import actions
    from concordat.jobs.errands import DEEDS

    count = 0
    while actions.run_next(DEEDS):
        count += 1
    return f"{count} errands" if count else ""


def expire_collections() -> str:
    """Delete the records of private collections whose day has come."""
    from django.utils import timezone

    from concordat.evidence import actions
    from concordat.parties.words import CLOCK

    count = actions.expire_collections(by=CLOCK, today=timezone.localdate())
    return f"{count} collections expired" if count else ""


def clear_coming() -> str:
    """Remove the bytes of files for collections that nobody takes in any more."""
    from django.utils import timezone

    from concordat.evidence import actions
    from concordat.parties.words import CLOCK

    count = actions.clear_coming(by=CLOCK, now=timezone.now())
    return f"{count} files removed that nobody takes in" if count else ""


def follow_works() -> str:
    """Make the keys by which records of private collections find their works."""
    from concordat.evidence import actions

    count = actions.follow_log()
    return f"{count} works can be matched" if count else ""


def forget_requesters() -> str:
    """Delete who asked a library, two years after the last thing that happened to it."""
    from django.utils import timezone

    from concordat.enquiries import actions
    from concordat.parties.words import CLOCK

    count = actions.forget_requesters(by=CLOCK, now=timezone.now())
    return f"{count} requesters forgotten" if count else ""


def forget_sessions() -> str:
    """Delete sessions that have run out, with the addresses from which people signed in."""
    from allauth.usersessions.models import UserSession
    from django.core.management import call_command

    call_command("clearsessions")
    ended = sum(session.purge() for session in UserSession.objects.iterator())
    return f"{ended} sessions forgotten" if ended else ""


#: Each hand of the clock is a process of its own, so that an errand of an hour holds up
#: nobody's retraction notice.
HANDS = {
    "clock": (
        Job("index new works", 5, index_new_works),
        Job("recall", 5, recall_falls),
        Job("alerts", 10, write_alerts),
        Job("enquiries", 10, serve_enquiries),
        Job("falls beside", 300, tell_readers_of_reports),
        Job("letters of the forum", 10, send_forum_letters),
        Job("match keys", 60, follow_works),
        Job("expire collections", 3600, expire_collections),
        Job("files left over", 60, clear_coming),
        Job("forget requesters", 3600, forget_requesters),
        Job("forget ended sessions", 3600, forget_sessions),
    ),
    "errands": (Job("errands", 1, run_errands),),
}


def run(jobs: Sequence[Job], *, stop: threading.Event, tick: float = 1.0) -> None:
    """Run each job when it is due until `stop` is set. Due times are kept on a steady clock."""
    due = dict.fromkeys((job.name for job in jobs), 0.0)
    while not stop.is_set():
        for job in jobs:
            if time.monotonic() >= due[job.name] and not stop.is_set():
                _do(job)
                due[job.name] = time.monotonic() + job.every
        stop.wait(tick)


def _do(job: Job) -> None:
    try:
        said = job.run()
    except Exception:
        log.exception("%s failed; it is tried again in %s seconds", job.name, job.every)
    else:
        if said:
            log.info("%s: %s", job.name, said)


def main(hand: str) -> None:
    """Run one hand of the clock as a process; it ends with the server that started it."""
    enter()
    stop = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: stop.set())
    _end_with_parent(stop)
    run(HANDS[hand], stop=stop)


def _end_with_parent(stop: threading.Event) -> None:
    parent = os.getppid()

    def watch() -> None:
        while os.getppid() == parent and not stop.is_set():
            time.sleep(1)
        stop.set()

    threading.Thread(target=watch, daemon=True).start()


if __name__ == "__main__":
    main(sys.argv[1])
