"""What did a party publish?"""

from django.db.models import F

from concordat.evidence.models import Work
from concordat.evidence.queries.works_by_id import views
from concordat.evidence.words import WorkView
from concordat.parties.queries import visible_to
from concordat.parties.words import Actor


def published_by(party_slug: str, *, by: Actor, limit: int = 50) -> list[WorkView]:
    """Return the party's works, newest first, those of unknown year last."""
    works = Work.objects.filter(visible_to(by), merged_into=None, party_id=party_slug)
    newest = F("year").desc(nulls_last=True)
    in_order = works.order_by(newest, "-published_on", "title", "public_id")[:limit]
    return list(views(in_order, by=by).values())
