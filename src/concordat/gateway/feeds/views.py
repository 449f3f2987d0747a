"""The feeds that we serve. What stands in an entry is read when the feed is asked for."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from concordat.delivery import queries as delivery
from concordat.delivery.words.pack import DeliveredPack
from concordat.delivery.words.recall import FallView
from concordat.gateway.feeds.atom import Entry, Feed, write
from concordat.gateway.tags import tagged
from concordat.parties.words import VISITOR

#: Before anything happened a feed was last changed when the world began.
BEGINNING = "2026-01-01T00:00:00+00:00"


@require_safe
def recall(request: HttpRequest) -> HttpResponse:
    """Give works that fell, newest first."""
    falls = delivery.falls(newest_first=True, limit=100)
    return _feed(
        request,
        name="recall",
        title="Recalls",
        subtitle="Works that were retracted, withdrawn or replaced, or about which a concern "
        "was stated",
        page="recall",
        entries=[_fall(each) for each in falls],
    )


@require_safe
def packs(request: HttpRequest) -> HttpResponse:
    """Give the packs that are not past their review date, with how their works stand now."""
    today = timezone.localdate()
    current = delivery.packs(by=VISITOR, today=today, overdue=False)
    return _feed(
        request,
        name="packs",
        title="Knowledge packs",
        subtitle="Questions answered in at most three lines, with what underpins them",
        page="packs",
        entries=[_pack(each) for each in delivery.deliver(current, today=today)],
    )


def _fall(fall: FallView) -> Entry:
    when = f" on {fall.standing_on}" if fall.standing_on else ""
    who = f", according to {fall.standing_source}" if fall.standing_source else ""
    until = f" It stands differently since {fall.ended_at[:10]}." if fall.ended_at else ""
    return Entry(
        id=f"urn:concordat:fall:{fall.id}",
        title=f"{fall.standing.capitalize()}: {fall.title}",
        link=f"{settings.SITE}/recall/{fall.id}",
        updated=fall.ended_at or fall.at,
        published=fall.at,
        summary=f"Marked “{fall.standing}”{when}{who}. {settings.SITE}/evidence/{fall.work}{until}",
        author=fall.standing_source,
        categories=(fall.standing,),
    )


def _pack(delivered: DeliveredPack) -> Entry:
    pack = delivered.pack
    told = "Contains a work that fell: " if delivered.fallen else ""
    if pack.withdrawn:
        told = "Withdrawn: "
    warnings = [f"Marked “{work.standing.value}”: {work.title}." for work in delivered.fallen]
    return Entry(
        id=f"urn:concordat:pack:{pack.id}",
        title=told + pack.body.question,
        link=f"{settings.SITE}/packs/{pack.slug}",
        updated=delivered.changed_at,
        published=pack.published_at,
        summary=" ".join([*warnings, pack.body.mark, *pack.body.lines]).strip(),
        author=pack.owner_name,
        categories=tuple(sorted({work.standing.value for work in delivered.fallen})),
    )


def _feed(
    request: HttpRequest, *, name: str, title: str, subtitle: str, page: str, entries: list[Entry]
) -> HttpResponse:
    feed = Feed(
        id=f"urn:concordat:feed:{name}",
        title=f"Concordat: {title}",
        subtitle=subtitle,
        self_link=f"{settings.SITE}/feeds/{name}.atom",
        page=f"{settings.SITE}/{page}",
        updated=BEGINNING,
        entries=entries,
    )
    response = HttpResponse(write(feed), content_type="application/atom+xml; charset=utf-8")
    return tagged(request, response)
