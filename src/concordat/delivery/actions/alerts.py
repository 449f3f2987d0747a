"""Ask for an alert, confirm it, end it; write the letters that are due."""

from collections.abc import Collection, Sequence
from dataclasses import asdict
from datetime import datetime, timedelta

from django.conf import settings
from django.core import signing
from django.db import transaction
from django.utils import timezone

from concordat.delivery.alerts.letters import alert_letter, confirm_letter, running_letter
from concordat.delivery.models import Letter, Receipt, ReceiptWork, Subscription, Telling
from concordat.delivery.queries.alerts import SALT, question_of
from concordat.delivery.words import Letter as Words
from concordat.delivery.words import SubscriptionState, TooManyAlertsError
from concordat.delivery.words.recall import Channel
from concordat.evidence import queries as evidence
from concordat.evidence.words import WorkView
from concordat.parties.actions import note
from concordat.parties.words import VISITOR, Actor
from concordat.search import queries as search
from concordat.search.words import Question

#: Alerts that one address may have, confirmed or not.
MOST = 20
#: Letters of alerts that one address gets in a day; what is beyond waits.
MOST_A_DAY = 5
#: Letters asking for confirmation that one address gets in a day: nobody is pestered.
MOST_ASKED_A_DAY = 3
#: Works of an answer that are looked at: all of a strategy up to here, the best of a question.
LOOKED_AT = 5_000
BEST = 200
_LIVING = (SubscriptionState.WAITING, SubscriptionState.ACTIVE)
_DAY = timedelta(days=1)


def subscribe(
    *,
    question: Question,
    query: str,
    title: str,
    address: str,
    by: Actor,
    days: int = 1,
    confirmed: bool = False,
    now: datetime | None = None,
) -> str:
    """Keep a question that writes to an address once somebody there confirms; return its id.

    `confirmed`: the address is known to be that of the signed-in person who asks. Asking
    twice for the same keeps one. Raises TooManyAlertsError; StrategyError and TooMuchWork
    when the question cannot be asked at all.
    """
    now = now or timezone.now()
    _ids(question)  # a question that cannot be asked is refused before anything is kept
    with transaction.atomic():
        mine = Subscription.objects.select_for_update().filter(
            address__iexact=address, state__in=_LIVING
        )
        same = next((each for each in mine if each.query == query), None)
        if same is None and len(mine) >= MOST:
            message = f"This address has {MOST} alerts already. End one of them first."
            raise TooManyAlertsError(message)
        row = same or Subscription.objects.create(
            title=title[:300],
            query=query,
            question=asdict(question),
            address=address,
            person=by.person,
            days=days,
            asked_at=now,
        )
        if row.state == SubscriptionState.WAITING and confirmed:
            _begin(row, now)
        elif not confirmed:
            _answer_the_asker(row, now)
        note(by=by, deed="ask for an alert", about=f"subscription:{row.public_id}")
    return row.public_id


def confirm(*, token: str, by: Actor, now: datetime | None = None) -> str:
    """Begin the alert that a letter asked about; return its id, "" for a token that is none."""
    with transaction.atomic():
        row = _row(token)
        if row is None or row.state not in _LIVING:
            return ""
        if row.state == SubscriptionState.WAITING:
            _begin(row, now or timezone.now())
            note(by=by, deed="confirm an alert", about=f"subscription:{row.public_id}")
    return row.public_id


def stop(*, token: str, by: Actor, now: datetime | None = None) -> bool:
    """End an alert; False: no such alert. What it told of stays, for a recall to find."""
    with transaction.atomic():
        row = _row(token)
        if row is None:
            return False
        if row.state != SubscriptionState.ENDED:
            row.state, row.ended_at = SubscriptionState.ENDED, now or timezone.now()
            row.save(update_fields=["state", "ended_at"])
            note(by=by, deed="end an alert", about=f"subscription:{row.public_id}")
    return True


def _row(token: str) -> Subscription | None:
    try:
        public_id = signing.loads(token, salt=SALT)
    except signing.BadSignature:
        return None
    return Subscription.objects.select_for_update().filter(public_id=public_id).first()


def _begin(row: Subscription, now: datetime) -> None:
    """From here on only what is new is told: what answers now is remembered."""
    row.revision = search.status().revision
    row.before = list(_ids(question_of(row.question)))
    row.state, row.confirmed_at, row.due_at = SubscriptionState.ACTIVE, now, now
    row.save()


def _answer_the_asker(row: Subscription, now: datetime) -> None:
    """Ask whether the address wants the alert, or say that it has it: some letter comes."""
    asked = Letter.objects.filter(
        address__iexact=row.address, purpose="confirm", written_at__gt=now - _DAY
    )
    if asked.count() < MOST_ASKED_A_DAY:
        token = signing.dumps(row.public_id, salt=SALT)
        words = confirm_letter if row.state == SubscriptionState.WAITING else running_letter
        _write(row, "confirm", words(title=row.title, site=settings.SITE, token=token), now)


def _ids(question: Question) -> tuple[str, ...]:
    """Return the public works that answer; an alert tells nobody of anything private."""
    strategy = search.find(question, by=VISITOR, today=timezone.localdate()).reading.mode
    limit = LOOKED_AT if strategy == "strategy" else BEST
    return search.find_all_ids(question, by=VISITOR, limit=limit)


def write_alerts(*, by: Actor, now: datetime | None = None) -> int:
    """Write the letters of all alerts that have something new; return how many.

    Each alert reads the log of evidence with a cursor of its own, no further than the index
    has come. Works, letter, receipts and cursor change in one transaction.
    """
    now = now or timezone.now()
    until = search.status().revision
    due = Subscription.objects.filter(
        state=SubscriptionState.ACTIVE, due_at__lte=now, revision__lt=until
    )
    changed = _Changes(until)
    count = 0
    for row in due.order_by("revision", "pk"):
        try:
            count += _tell(row, changed, until, by, now)
        except (search.StrategyError, search.TooMuchWork) as error:
            Subscription.objects.filter(pk=row.pk).update(
                trouble=str(error)[:300], due_at=now + _DAY
            )
    return count


class _Changes:
    """The works that changed after a revision: the log is read once for many alerts."""

    def __init__(self, until: int) -> None:
        self.until = until
        self._entries: list[tuple[int, str]] = []
        self._from: int | None = None

    def since(self, revision: int) -> set[str]:
        if self._from is None:  # alerts come in the order of their cursors
            self._from, at = revision, revision
            while at < self.until and (pulled := evidence.changes_since(at)):
                at = pulled[-1].number
                self._entries += [(e.number, e.work) for e in pulled if e.view is not None]
        return {work for number, work in self._entries if revision < number <= self.until}


def _tell(row: Subscription, changes: _Changes, until: int, by: Actor, now: datetime) -> bool:
    changed = changes.since(row.revision)
    candidates = [id_ for id_ in _ids(question_of(row.question)) if id_ in changed]
    if candidates and _written_today(row.address, now) >= MOST_A_DAY:
        return False  # the cursor stays: it is told tomorrow
    with transaction.atomic():
        mine = Subscription.objects.select_for_update().filter(pk=row.pk, revision=row.revision)
        locked = mine.filter(state=SubscriptionState.ACTIVE).first()
        if locked is None:
            return False  # ended, or told by another clock
        works = _new(locked, candidates)
        locked.revision = until
        if works:
            _tell_of(locked, works, now)
            locked.due_at = now + timedelta(days=locked.days)
            note(
                by=by,
                deed="write an alert",
                about=f"subscription:{locked.public_id}",
                changed={"works": len(works)},
            )
        locked.save(update_fields=["revision", "due_at"])
    return bool(works)


def _new(row: Subscription, candidates: Sequence[str]) -> list[WorkView]:
    """Return the works never told of, whatever they were merged from."""
    known = {*row.before, *row.tellings.values_list("work", flat=True)}
    fresh = [id_ for id_ in candidates if known.isdisjoint(evidence.ids_of(id_))]
    return list(evidence.works_by_id(fresh, by=VISITOR).values())


def _tell_of(row: Subscription, works: Collection[WorkView], now: datetime) -> None:
    token = signing.dumps(row.public_id, salt=SALT)
    words = alert_letter(
        title=row.title, query=row.query, works=list(works), site=settings.SITE, token=token
    )
    letter = _write(row, "alert", words, now)
    Telling.objects.bulk_create(
        Telling(subscription=row, letter=letter, work=work.id, revision=work.revision)
        for work in works
    )
    receipt = Receipt.objects.create(
        kind="alert",
        thing=row.public_id,
        version=letter.public_id,
        channel=Channel.MAIL.value,
        person=row.person,
        mail="" if row.person else row.address,
        at=now,
    )
    ReceiptWork.objects.bulk_create(ReceiptWork(receipt=receipt, work=work.id) for work in works)


def _write(row: Subscription, purpose: str, words: Words, now: datetime) -> Letter:
    return Letter.objects.create(
        subscription=row,
        purpose=purpose,
        address=row.address,
        subject=words.subject,
        text=words.text,
        html=words.html,
        headers=words.headers,
        written_at=now,
        next_at=now,
    )


def _written_today(address: str, now: datetime) -> int:
    return Letter.objects.filter(
        address__iexact=address, purpose="alert", written_at__gt=now - _DAY
    ).count()
