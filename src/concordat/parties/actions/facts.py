"""Checks that several deeds of this room share: what somebody entered, before it is kept."""

import re
from datetime import date

from concordat.parties.models import Agreement, Party, Succession
from concordat.parties.permissions import visible_to
from concordat.parties.rows import LONG
from concordat.parties.words import Actor, Day, Refused

_SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*\Z")


class WrongFactError(Refused):
    """A fact that cannot be kept; where no form shows it, its text names the field."""

    def __str__(self) -> str:
        return f"{self.field}: {self.message}"


def day_of(day: Day | date | None) -> Day | None:
    return Day.of(day) if isinstance(day, date) else day


def text_of(field: str, text: str, *, limit: int) -> str:
    """Return the text without blanks round it; refuse none at all, or too much of it."""
    text = text.strip()
    if not text:
        raise WrongFactError(field, "Write something here.")
    if len(text) > limit:
        raise WrongFactError(field, f"Write {limit} signs at most; these are {len(text)}.")
    return text


def one_line(field: str, text: str) -> str:
    """Return the text as one line, to stand in a note; refuse none at all, or too much of it."""
    return " ".join(text_of(field, text, limit=LONG).split())


def new_slug(field: str, slug: str, model: type[Party | Agreement | Succession]) -> str:
    """Return a slug that is well formed and nobody has: an address means one thing for ever."""
    if not _SLUG.match(slug) or len(slug) > 100:
        raise WrongFactError(field, "Use small letters and figures joined by hyphens, 100 at most.")
    if model._default_manager.filter(slug=slug).exists():
        raise WrongFactError(field, f"“{slug}” is taken; choose another.")
    return slug


def known_party(field: str, slug: str) -> Party:
    party = Party.objects.filter(slug=slug).first()
    if party is None:
        raise WrongFactError(field, f"There is no party “{slug}”.")
    return party


def known_agreement(field: str, slug: str, by: Actor) -> Agreement:
    """Return the agreement; one that `by` may not see is as good as none."""
    agreement = Agreement.objects.filter(visible_to(by), slug=slug).first()
    if agreement is None:
        raise WrongFactError(field, f"There is no agreement “{slug}”.")
    return agreement
