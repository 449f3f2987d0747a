"""Knowledge services below a party: the party's own administrators keep them in order."""

from datetime import date

from django.db import transaction

from concordat.parties.actions.audit import note
from concordat.parties.actions.editing import count_change
from concordat.parties.actions.facts import WrongFactError, day_of, known_party, new_slug, text_of
from concordat.parties.actions.rights import require_over
from concordat.parties.models import Party, PartyName, Tie
from concordat.parties.rows import NAME
from concordat.parties.words import Actor, Certainty, Day, PartyKind, Role, TieKind


@transaction.atomic
def found_service(
    *,
    by: Actor,
    party: str,
    slug: str,
    name: str,
    since: Day | date | None = None,
    about: str = "",
    website: str = "",
) -> str:
    """Record a knowledge service that is part of a party; return its public id.

    For the administrators of that party, and the secretariat. Raises WrongFactError,
    NotAllowedError.
    """
    above = known_party("party", party)
    require_over(by, Role.SECRETARIAT, Role.ADMINISTRATOR, party=above)
    service = Party.objects.create(
        slug=new_slug("slug", slug, Party),
        kind=PartyKind.KNOWLEDGE_SERVICE.value,
        since=day_of(since),
        about=about.strip(),
        website=website.strip(),
    )
    PartyName.objects.create(party=service, name=text_of("name", name, limit=NAME))
    Tie.objects.create(party=service, to=above, kind=TieKind.PART_OF.value, since=service.since)
    changed = {"slug": slug, "name": name, "part of": party, "since": since}
    note(by=by, deed="found service", about=f"party:{slug}", changed=changed)
    return service.public_id


@transaction.atomic
def move_service(
    *, by: Actor, service: str, to: str, on: Day | date, edition: int | None = None
) -> None:
    """Record that from `on` a knowledge service is part of another party.

    For who answers for it until then: they give it away, nobody takes it. What its people
    kept to the service stays theirs; what the party owned stays the party's. Raises
    WrongFactError, ChangedMeanwhileError, NotAllowedError.
    """
    row, day = _service(by, service, on)
    other = known_party("to", to)
    if other.kind == PartyKind.KNOWLEDGE_SERVICE:
        raise WrongFactError("to", "A knowledge service is part of a party, not of a service.")
    count_change(row, seen=edition)
    ties = [tie for tie in row.ties.filter(kind=TieKind.PART_OF.value) if tie.until is None]
    if any(tie.to_id == other.pk for tie in ties):
        raise WrongFactError("to", "It is part of that party already.")
    for tie in ties:
        if tie.since and day.before(tie.since) is Certainty.YES:
            raise WrongFactError("on", f"It is part of {tie.to} only since {tie.since}.")
        tie.until = day
        tie.save(update_fields=["until"])
    Tie.objects.create(party=row, to=other, kind=TieKind.PART_OF.value, since=day)
    changed = {"to": to, "on": on, "until then": [str(tie.to) for tie in ties]}
    note(by=by, deed="move service", about=f"party:{service}", changed=changed)


@transaction.atomic
def close_service(
    *, by: Actor, service: str, on: Day | date, reason: str, edition: int | None = None
) -> None:
    """Record that a knowledge service closes on `on` and nobody takes over what it held.

    When somebody does, that is a succession. Raises WrongFactError, ChangedMeanwhileError,
    NotAllowedError.
    """
    row, day = _service(by, service, on)
    if row.until is not None:
        raise WrongFactError("on", f"It closed on {row.until} already.")
    if row.since and day.before(row.since) is Certainty.YES:
        raise WrongFactError("on", f"It began only on {row.since}.")
    count_change(row, seen=edition)
    row.until = day
    row.save(update_fields=["until"])
    changed = {"on": on, "reason": text_of("reason", reason, limit=NAME)}
    note(by=by, deed="close service", about=f"party:{service}", changed=changed)


def _service(by: Actor, slug: str, on: Day | date) -> tuple[Party, Day]:
    """Return the service, which `by` may change, and the day."""
    row, day = known_party("service", slug), day_of(on)
    require_over(by, Role.SECRETARIAT, Role.ADMINISTRATOR, party=row)
    if row.kind != PartyKind.KNOWLEDGE_SERVICE:
        raise WrongFactError("service", "Only a knowledge service is changed in this way.")
    if day is None or day.earliest is None:
        raise WrongFactError("on", "Say when, or not before which day.")
    return row, day
