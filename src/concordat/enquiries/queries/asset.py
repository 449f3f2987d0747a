"""What knowledge is kept in this room: answers that others may read."""

from collections.abc import Collection
from datetime import date

from django.db.models import Max
from django.utils.timezone import localdate

from concordat.enquiries.models import AnsweredQuestion, EnquiryLetter
from concordat.parties import queries as parties
from concordat.parties.words import STAFF_TIME, Actor, Asset, Day, LastUse

ROOM = "enquiries"
_WHAT = "last sent to somebody who asked the same"


def assets_of(
    slug: str, *, by: Actor, on: date | None = None, as_if: Collection[str] = ()
) -> list[Asset]:
    """Return the published answers for which the party answers on `on`."""
    return _assets(parties.keepers_of(slug, on=on, as_if=as_if), by, on)


def orphans(*, by: Actor, on: date | None = None, as_if: Collection[str] = ()) -> list[Asset]:
    """Return the published answers for which nobody answers for certain on `on`."""
    return _assets(parties.keepers_adrift(on=on, as_if=as_if), by, on)


def _assets(keepers: parties.Keepers, by: Actor, on: date | None) -> list[Asset]:
    asked = parties.visible_to(by) & keepers.owning("owner")
    rows = AnsweredQuestion.objects.filter(asked).select_related("owner")
    there = [
        row
        for row in rows.order_by("answered_at", "pk")
        if on is None or localdate(row.answered_at) <= on
    ]
    sent = _last_sent([row.public_id for row in there])
    return [
        Asset(
            room=ROOM,
            kind="answer",
            label=row.question,
            id=row.public_id,
            owner=keepers.of(row.owner.public_id if row.owner else None),
            address=row.public_id,
            cost=STAFF_TIME,
            used=LastUse(_WHAT, sent.get(row.public_id)),
        )
        for row in there
    ]


def _last_sent(answers: Collection[str]) -> dict[str, Day]:
    """Return when each answer was last sent again. To whom is nobody's business here."""
    letters = EnquiryLetter.objects.filter(kind="reused", enquiry__reused__in=answers)
    rows = letters.order_by().values_list("enquiry__reused").annotate(Max("written_at"))
    return {answer: Day.of(localdate(last)) for answer, last in rows}
