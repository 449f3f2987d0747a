"""Checks that several deeds share: what somebody entered, before it is kept."""

from datetime import date, datetime, timedelta

from django.utils import timezone

from concordat.forum.models import Forum, Letter
from concordat.forum.words import Conflict, Refused
from concordat.parties import queries as parties
from concordat.parties.words import Actor, PartyView

_WEEKEND = 5


def text_of(field: str, text: str, *, limit: int, needed: bool = True) -> str:
    """Return the text without blanks round it; refuse too much of it, or none when needed."""
    text = text.replace("\x00", "").strip()
    if needed and not text:
        raise Refused(field, "Write something here.")
    if len(text) > limit:
        raise Refused(field, f"Write {limit} signs at most; these are {len(text)}.")
    return text


def known_party(field: str, slug: str, *, on: date | None = None) -> PartyView:
    """Return a party by slug or public id, or refuse."""
    found = parties.party(slug, on=on) if slug else None
    if found is None:
        raise Refused(field, f"There is no party “{slug}”. Choose one of the list.")
    return found


def known_forum(slug: str) -> Forum:
    """Return a forum by slug, or refuse."""
    found = Forum.objects.filter(slug=slug).first()
    if found is None:
        raise Refused("forum", f"There is no forum “{slug}”.")
    return found


def own_party(by: Actor, slug: str = "") -> PartyView:
    """Return the party acted for; an operator names it by slug."""
    return known_party("party", slug if by.operator else by.party)


def same_version(now: int, given: int, *, mine: str = "", theirs: str = "", by: str = "") -> None:
    """Raise Conflict when something was changed since the form was made."""
    if now != given:
        raise Conflict(mine=mine, theirs=theirs, by=by, version=now)


def working_days(start: date, days: int) -> date:
    """Return the day so many working days (Monday to Friday) after `start`."""
    day = start
    while days:
        day += timedelta(days=1)
        days -= day.weekday() < _WEEKEND
    return day


def local_day(now: datetime) -> date:
    """Return the day of a moment where the forum is."""
    return timezone.localtime(now).date()


def write_letter(*, to: str, subject: str, body: str, about: str, now: datetime) -> None:
    """Keep a mail to be sent, within the deed that causes it. Nobody is written to twice."""
    if to:
        Letter.objects.create(
            to=to, subject=subject[:300].replace("\n", " "), body=body, about=about, written_at=now
        )
