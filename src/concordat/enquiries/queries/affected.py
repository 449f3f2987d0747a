"""What would a reorganisation move of this room?"""

from datetime import date

from concordat.enquiries.models import AnsweredQuestion, Enquiry
from concordat.enquiries.words import OPEN
from concordat.parties import queries as parties
from concordat.parties.words import Actor, Affected, SuccessionView

ROOM = "enquiries"


def affected_by(
    event: SuccessionView | str, *, by: Actor, on: date | None = None
) -> list[Affected]:
    """Return how many open enquiries go to another party, and not what was asked; answers."""
    compared = parties.shift(event, on)
    if compared is None:
        return []
    seen = Enquiry.objects.filter(parties.visible_to(by)).filter(state__in=OPEN)
    counts = {owner: seen.filter(owner__public_id=owner).count() for owner in compared.ids}
    queues = [
        compared.affected(ROOM, "queue of enquiries", f"{count} open", f"queue {owner}", owner)
        for owner, count in counts.items()
        if count
    ]
    answers = AnsweredQuestion.objects.filter(
        parties.visible_to(by), owner__public_id__in=compared.ids
    )
    rows = answers.order_by("pk").values_list("question", "public_id", "owner__public_id")
    return [*queues, *(compared.affected(ROOM, "answer", *row) for row in rows)]
