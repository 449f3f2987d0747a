"""When a work falls: find who holds it, tell them, and ask the owners of what rests on it."""

import secrets
from collections.abc import Callable, Iterable
from datetime import datetime, timedelta

from django.core.mail import EmailMessage
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from concordat.delivery.actions.receipts import take_in_receipts
from concordat.delivery.models import (
    Fall,
    OwnerTask,
    PackVersion,
    RecallCursor,
    RecallNotice,
    Receipt,
)
from concordat.delivery.packs.body import from_json
from concordat.delivery.queries.recall import BY_LETTER, address_of, letter_of, siblings
from concordat.delivery.recall.letters import Letter
from concordat.delivery.words.pack import LOUD
from concordat.delivery.words.recall import Channel, Outcome
from concordat.evidence import queries as evidence
from concordat.evidence.words import Kind, Revised, WorkView
from concordat.parties import actions as parties
from concordat.parties import queries as known
from concordat.parties.words import Actor, Role, Visibility

#: After a failure the next attempt waits longer: minutes.
_WAITS = (1, 5, 30, 120, 720)
#: The log of evidence counts whole seconds.
SECOND = timedelta(seconds=1)
#: What carries one letter to one address; raises OSError when it cannot.
Carrier = Callable[[str, Letter], None]


class AnsweredError(Exception):
    """Somebody answered this task meanwhile. The message says what they answered."""


def notice_falls(*, by: Actor, limit: int = 1000) -> int:
    """Read the log of evidence from where it was last read; return how many works fell.

    A fall, who must be told of it, what its owners must decide and the place in the log are
    written in one transaction: killed at any moment, it begins again where it was.
    """
    last = evidence.latest_revision()  # first: whoever got a work before it fell has a receipt
    take_in_receipts(by=by)
    count = 0
    while True:
        with transaction.atomic():
            cursor = RecallCursor.objects.select_for_update().get_or_create(pk=1)[0]
            entries = evidence.changes_since(cursor.number, limit=limit)
            entries = [entry for entry in entries if entry.number <= last]
            if not entries:
                _ask_late(cursor, by=by)
                return count
            count += sum(_read(entry, by=by) for entry in entries)
            cursor.number = entries[-1].number
            cursor.save(update_fields=["number"])


def _read(entry: Revised, *, by: Actor) -> bool:
    """Return whether the entry says that a work fell."""
    standing = entry.view.standing if entry.view else None
    last = Fall.objects.filter(work=entry.work, ended_at=None).order_by("number").last()
    if entry.change == "takedown":  # nothing of the record is shown any more
        Fall.objects.filter(work=entry.work).update(visibility=Visibility.OWN_PARTY.value)
    if entry.view is None or standing not in LOUD:
        if last is not None and entry.view is not None:
            last.ended_at = datetime.fromisoformat(entry.view.changed_at)
            last.save(update_fields=["ended_at"])
        return False
    if last is not None:
        if last.standing == standing:
            return False
        last.ended_at = datetime.fromisoformat(entry.view.changed_at)
        last.save(update_fields=["ended_at"])
    fall = _fell(entry, entry.view)
    _find_holders(fall)
    _ask_owners(fall, at=fall.at, by=by)
    changed = {"standing": fall.standing, "revision": fall.number}
    parties.note(by=by, deed="recall", about=f"work:{fall.work}", changed=changed)
    return True


def _fell(entry: Revised, view: WorkView) -> Fall:
    return Fall.objects.create(
        number=entry.number,
        work=entry.work,
        title=view.title,
        standing=view.standing.value,
        standing_on=view.standing_on,
        standing_source=view.standing_source,
        visibility=view.visibility,
        arrived=entry.change == "insert",
        at=datetime.fromisoformat(view.changed_at),
    )


def _find_holders(fall: Fall) -> None:
    """Write a notice for each holder and way; of several receipts the newest is named."""
    ids = evidence.ids_of(fall.work)
    receipts = Receipt.objects.filter(works__work__in=ids, at__lt=fall.at + SECOND).order_by("at")
    newest = {(receipt.holder, receipt.channel): receipt for receipt in receipts}
    RecallNotice.objects.bulk_create(
        RecallNotice(
            fall=fall,
            receipt=receipt,
            holder=holder,
            channel=channel,
            key=secrets.token_urlsafe(32),
            next_at=fall.at,
        )
        for (holder, channel), receipt in newest.items()
    )


def _ask_owners(fall: Fall, *, at: datetime, by: Actor) -> None:
    """Open a task for guidance within two hops, and for each pack whose newest version names it."""
    ids = evidence.ids_of(fall.work)
    for each in evidence.resting_on(fall.work, by=by):
        if each.work.kind is Kind.GUIDANCE:
            owner = each.work.owner or _public_id(each.work.party)
            _open(fall, at, "guidance", each.work.id, each.work.title, each.path, owner)
    versions = PackVersion.objects.filter(items__work__in=ids).select_related("pack").distinct()
    for version in versions:
        if version.number == version.pack.latest and version.pack.withdrawn_at is None:
            pack = version.pack
            path, question = (fall.work, pack.public_id), from_json(version.body).question
            _open(fall, at, "pack", pack.public_id, question, path, pack.owner_id or "")


def _ask_late(cursor: RecallCursor, *, by: Actor) -> None:
    """Ask the owners of what came to rest on a work only after it had fallen."""
    before, now = (cursor.links, cursor.ties), evidence.last_tie()
    if before == now:
        return
    works = evidence.newly_rested_on(before, now)
    for fall in Fall.objects.filter(work__in=works, ended_at=None):
        _ask_owners(fall, at=timezone.now(), by=by)
        parties.note(by=by, deed="recall anew", about=f"work:{fall.work}")
    cursor.links, cursor.ties = now
    cursor.save(update_fields=["links", "ties"])


def _open(
    fall: Fall,
    at: datetime,
    kind: str,
    subject: str,
    title: str,
    path: Iterable[str],
    owner: str,
) -> None:
    OwnerTask.objects.get_or_create(
        fall=fall,
        kind=kind,
        subject=subject,
        defaults={
            "title": title,
            "path": list(path),
            "owner_id": owner or None,
            "opened_at": at,
        },
    )


def _public_id(slug: str) -> str:
    found = known.party(slug) if slug else None
    return found.id if found else ""


def tell_holders(
    *, by: Actor, carry: Carrier | None = None, now: datetime | None = None, limit: int = 100
) -> int:
    """Tell holders who wait for it, by the way in which they got it; return how many were told.

    A letter that cannot be carried is tried again later and longer apart; its trouble is
    shown to the owner. A letter is marked as sent after it was carried: killed in between,
    a holder may get it twice, never not at all.
    """
    now = now or timezone.now()
    due = RecallNotice.objects.filter(told_at=None, next_at__lte=now).order_by("next_at")
    told = 0
    written = set()
    for notice in due.select_related("fall", "pack", "receipt")[:limit]:
        to = (notice.fall_id, notice.pack_id, notice.holder)
        if to not in written:  # whoever got it by a page and by a file has one letter
            told += _tell(notice, carry or _mail, now)
        if Channel(notice.channel) in BY_LETTER:
            written.add(to)
    if told:
        parties.note(by=by, deed="tell holders", about="recall", changed={"told": told})
    return told


def _tell(notice: RecallNotice, carry: Carrier, now: datetime) -> bool:
    if Channel(notice.channel) not in BY_LETTER:
        notices = RecallNotice.objects.filter(pk=notice.pk)
        _told(notices, "standing in each answer, and the list of falls", now)
        return True
    notices = siblings(notice).filter(channel__in=BY_LETTER)
    address = address_of(notice, by=_post())
    if not address:
        notices.update(trouble="No mail address is known for this holder.", next_at=None)
        return False
    letter = letter_of(notice)
    try:
        carry(address, letter)
    except OSError as error:  # smtplib's exceptions are among these
        wait = _WAITS[min(notice.attempts, len(_WAITS) - 1)]
        tried = notice.attempts + 1
        trouble = f"Attempt {tried} failed: {error}"
        notices.update(attempts=tried, trouble=trouble, next_at=now + timedelta(minutes=wait))
        return False
    _told(notices, "mail", now)
    return True


def _told(notices: QuerySet[RecallNotice], how: str, now: datetime) -> None:
    notices.update(told_at=now, told_how=how, trouble="", next_at=None)


def _post() -> Actor:
    """The one who may see addresses to write on letters."""
    return Actor(name="post", operator=True)


def _mail(address: str, letter: Letter) -> None:
    EmailMessage(subject=letter.subject, body=letter.text, to=[address]).send()


def acknowledge(*, key: str, by: Actor, now: datetime | None = None) -> bool:
    """Note that whoever has the key has seen the news, by whichever ways they were told of it.

    False: there is no such key.
    """
    with transaction.atomic():
        notice = RecallNotice.objects.select_for_update().filter(key=key).first()
        if notice is None:
            return False
        unseen = siblings(notice).filter(seen_at=None)
        if unseen.update(seen_at=now or timezone.now(), seen_how="said so"):
            about = f"recall:{notice.public_id}"
            parties.note(by=by, deed="acknowledge recall", about=about)
    return True


def answer_task(
    *,
    task: str,
    outcome: Outcome,
    reason: str,
    seen: int,
    by: Actor,
    now: datetime | None = None,
) -> None:
    """Say what follows for guidance or a pack that rests on a fallen work.

    `seen` is the task's version on the form. Raises NotAllowedError, ValueError without a
    reason or when there is no such task, AnsweredError when somebody was quicker.
    """
    if not reason.strip():
        raise ValueError("Give the reason: those who relied on it will ask.")
    with transaction.atomic():
        row = OwnerTask.objects.select_for_update().filter(public_id=task).first()
        if row is None:
            raise ValueError(f"There is no task {task}.")
        own = "" if row.owner_id in by.services else row.owner_id or ""
        parties.require(by, Role.PUBLISHER, Role.KNOWLEDGE_SPECIALIST, party=own)
        if row.version != seen:
            raise AnsweredError(
                f"{row.decided_by} answered “{row.outcome}” meanwhile, because: {row.reason}"
            )
        row.outcome, row.reason, row.version = outcome.value, reason.strip(), row.version + 1
        row.decided_by, row.decided_at = by.name, now or timezone.now()
        row.save()
        changed = {"outcome": row.outcome, "reason": row.reason}
        parties.note(by=by, deed="answer recall", about=f"task:{task}", changed=changed)
