"""Screen a collection: two people, each blind to the other, and then what they disagree on."""

from datetime import datetime

from django.db import transaction

from concordat.evidence.actions.collections import own_record
from concordat.evidence.models import ScreeningVote
from concordat.evidence.words import Decision, Refused
from concordat.parties.actions import note
from concordat.parties.words import Actor

_LONGEST = 300


@transaction.atomic
def vote(*, by: Actor, record: str, decision: Decision, reason: str = "", now: datetime) -> None:
    """Keep what `by` says of a record. Said again it replaces what they said before.

    Raises Refused when enough others have screened it, or when it is settled: then what
    others said can be seen, and a vote would no longer be blind.
    """
    if not by.person:
        raise Refused("record", "Only a person screens: sign in.")
    row = own_record(by, record)
    if row.copy_of_id is not None:
        raise Refused("record", "This record is a copy: screen the one that stands for it.")
    if row.verdict:
        raise Refused("record", "This record is settled.")
    others = row.votes.exclude(person=by.person).count()
    mine = row.votes.filter(person=by.person).first()
    if others >= row.collection.screeners:
        raise Refused("record", "Enough people have screened this record.")
    if mine and others and others + 1 >= row.collection.screeners:
        raise Refused("record", "Both have screened it. Settle it where you disagree.")
    ScreeningVote.objects.update_or_create(
        record=row,
        person=by.person,
        defaults={
            "who": by.name,
            "decision": decision.value,
            "reason": _reason(reason),
            "at": now,
        },
    )
    about = f"collected record:{record}"
    note(by=by, deed="screen record", about=about, changed={"decision": decision.value})


@transaction.atomic
def settle(*, by: Actor, record: str, decision: Decision, reason: str = "", now: datetime) -> None:
    """Settle a record on which screeners disagreed. Raises Refused when they have not yet."""
    row = own_record(by, record)
    if decision is Decision.MAYBE:
        raise Refused("decision", "Settle it as include or exclude.")
    if row.votes.count() < row.collection.screeners:
        raise Refused("record", "Not everybody has screened this record yet.")
    if len(set(row.votes.values_list("decision", flat=True))) == 1 and not row.votes.filter(
        decision=Decision.MAYBE.value
    ):
        raise Refused("record", "The screeners agree on this record.")
    row.verdict, row.verdict_by = decision.value, by.name
    row.verdict_reason = _reason(reason)
    row.save(update_fields=["verdict", "verdict_by", "verdict_reason"])
    about = f"collected record:{record}"
    note(by=by, deed="settle record", about=about, changed={"decision": decision.value})


@transaction.atomic
def decide_again(
    *, by: Actor, record: str, decision: Decision, reason: str = "", now: datetime
) -> None:
    """Change what was decided of a record that everybody has screened.

    It is settled anew under the name of `by`, and the reason is needed: the report gives it.
    As long as somebody has still to screen it, or one person screens, `vote` changes it.
    """
    row = own_record(by, record)
    if decision is Decision.MAYBE:
        raise Refused("decision", "Decide include or exclude.")
    if row.copy_of_id is not None:
        raise Refused("record", "This record is a copy: decide on the one that stands for it.")
    if row.votes.count() < row.collection.screeners:
        raise Refused("record", "Not everybody has screened this record yet.")
    if not (why := _reason(reason)):
        raise Refused("reason", "Say why you change it: it stands in the report.")
    row.verdict, row.verdict_by, row.verdict_reason = decision.value, by.name, why
    row.save(update_fields=["verdict", "verdict_by", "verdict_reason"])
    about = f"collected record:{record}"
    note(by=by, deed="decide again", about=about, changed={"decision": decision.value})


def _reason(text: str) -> str:
    return " ".join(text.split())[:_LONGEST]
