"""Forget a person: their alerts end, and no letter or receipt names them."""

from datetime import datetime

from django.db import transaction
from django.db.models import Q

from concordat.delivery.models import Letter, RecallNotice, Receipt, Subscription
from concordat.delivery.words import LetterState, SubscriptionState
from concordat.parties.actions import NotAllowedError, note
from concordat.parties.words import Actor, Forgotten, new_public_id

_ENDED = (SubscriptionState.ENDED, SubscriptionState.BOUNCED)
_WHY = "Whoever it was for is erased."
_STAYS = (
    "That somebody was given works and packs, by a number that no longer has a name or an"
    " address: so that each recall still says how many held what fell."
)


@transaction.atomic
def forget_person(*, by: Actor, person: str, email: str, name: str, now: datetime) -> Forgotten:
    """Take a person's address out of alerts, letters, receipts and notices of recalls.

    `person` is a public id, "" when they had no account. Their `name` is not looked for: it
    stands only under what they wrote. For the person and an operator alone.
    """
    if not (by.operator or (person and by.person == person)):
        raise NotAllowedError(by, ())
    alerts = _alerts(person, email, now)
    letters = _letters(alerts, email)
    given = _receipts(email)
    notices = _notices(person, email, given)
    about = f"person:{person}" if person else "alerts"
    note(by=by, deed="forget person in delivery", about=about, changed={"alerts": len(alerts)})
    cleared = (
        ("alerts", len(alerts)),
        ("letters of alerts", letters),
        ("receipts that bore the address", given[1]),
        ("notices of recalls that bore it", notices),
    )
    return Forgotten(cleared, (_STAYS,) if given[1] or notices else ())


def _alerts(person: str, email: str, now: datetime) -> list[int]:
    """End their alerts; return the keys of these."""
    mine = Q(address__iexact=email) | (Q(person=person) if person else Q(pk=None))
    keys = list(Subscription.objects.filter(mine).values_list("pk", flat=True))
    theirs = Subscription.objects.filter(pk__in=keys)
    theirs.exclude(state__in=_ENDED).update(state=SubscriptionState.ENDED, ended_at=now)
    theirs.update(address="", person="", trouble="", due_at=None)
    return keys


def _letters(alerts: list[int], email: str) -> int:
    """Empty their letters; those that wait are not carried any more."""
    theirs = Letter.objects.filter(Q(subscription__in=alerts) | Q(address__iexact=email))
    theirs.filter(state=LetterState.WAITING).update(state=LetterState.FAILED, trouble=_WHY)
    return theirs.update(address="", text="", html="", headers={}, next_at=None)


def _receipts(email: str) -> tuple[str, int]:
    """Put a number that is nobody's in the place of an address; return it, and how often."""
    nobody = new_public_id()
    rows = Receipt.objects.filter(mail__iexact=email)
    return nobody, rows.update(mail="", person=nobody)


def _notices(person: str, email: str, given: tuple[str, int]) -> int:
    by_mail = RecallNotice.objects.filter(holder__iexact=f"mail:{email}")
    holders = [f"person:{given[0]}"]
    count = by_mail.update(holder=holders[0])
    if person:
        holders.append(f"person:{person}")
    open_ones = RecallNotice.objects.filter(holder__in=holders, told_at=None)
    open_ones.update(next_at=None, trouble=_WHY)
    return count
