"""Tie a work to another."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from concordat.evidence.actions import log
from concordat.evidence.actions.standing import living_work
from concordat.evidence.actions.take import actor_of
from concordat.evidence.models import WorkLink
from concordat.evidence.words import Identifier
from concordat.parties import actions as parties
from concordat.parties.words import Actor


def link(
    *,
    work: str,
    relation: str,
    to: str = "",
    identifier: Identifier | None = None,
    by: Actor,
    now: datetime | None = None,
) -> None:
    """Say that `work` is tied to another: `to` is a public id, `identifier` a name of one.

    `relation` is how the page of `work` says it ("rests on"); the other page says the
    inverse. Saying it twice changes nothing. Raises NoSuchWorkError; ValueError when not
    exactly one of `to` and `identifier` is given, or both ends are one work.
    """
    if bool(to) == (identifier is not None):
        raise ValueError("Give either the public id of the other work or an identifier of it.")
    with transaction.atomic():
        log.lock()  # who follows the ties with a cursor needs them in the order of commits
        row = living_work(work, by=by)
        target = living_work(to, by=by) if to else None
        if target == row:
            raise ValueError("A work cannot be tied to itself.")
        _, new = WorkLink.objects.get_or_create(
            work=row,
            relation=relation,
            target=target,
            target_scheme=identifier.scheme if identifier else "",
            target_value=identifier.value if identifier else "",
            defaults={"actor": actor_of(by), "at": now or timezone.now()},
        )
        if new:
            named = to or f"{identifier.scheme}:{identifier.value}"  # type: ignore[union-attr]
            parties.note(by=by, deed="link works", about=f"work:{work}", changed={relation: named})
