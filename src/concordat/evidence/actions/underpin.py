"""Say what a work rests on."""

import tomllib
from datetime import datetime
from pathlib import Path
from typing import Any

from django.db import transaction
from django.utils import timezone

from concordat.evidence.actions import log
from concordat.evidence.actions.standing import NoSuchWorkError, living_work
from concordat.evidence.actions.take import actor_of
from concordat.evidence.identity.identifiers import canonical
from concordat.evidence.models import EvidenceLink, Work, WorkIdentifier
from concordat.evidence.words import Identifier, Underpinning
from concordat.parties import actions as parties
from concordat.parties.words import Actor, Role


def underpin(
    *,
    work: str,
    lower: str = "",
    identifier: Identifier | None = None,
    role: Underpinning,
    locator: str = "",
    source: str,
    by: Actor,
    now: datetime | None = None,
) -> None:
    """Say that `work` rests on another: `lower` is a public id, `identifier` a name of one.

    Saying it twice changes nothing. Raises NotAllowedError, NoSuchWorkError, and ValueError
    when not exactly one other end is given, when it is the work itself, or without a source.
    """
    parties.require(by, Role.KNOWLEDGE_SPECIALIST, Role.PUBLISHER)
    if bool(lower) == (identifier is not None):
        raise ValueError("Give either the public id of the other work or an identifier of it.")
    if not source.strip():
        raise ValueError("Say who says so: a tie without a source cannot be checked.")
    with transaction.atomic():
        log.lock()  # who follows the ties with a cursor needs them in the order of commits
        row = living_work(work, by=by)
        target = living_work(lower, by=by) if lower else None
        if target == row:
            raise ValueError("A work cannot rest on itself.")
        _, new = EvidenceLink.objects.get_or_create(
            upper=row,
            lower=target,
            lower_scheme=identifier.scheme if identifier else "",
            lower_value=identifier.value if identifier else "",
            role=role.value,
            locator=locator,
            defaults={"source": source, "actor": actor_of(by), "at": now or timezone.now()},
        )
        if new:
            named = lower or f"{identifier.scheme}:{identifier.value}"  # type: ignore[union-attr]
            changed = {"rests on": named, "role": role.value, "source": source}
            parties.note(by=by, deed="underpin", about=f"work:{work}", changed=changed)


def load_underpinning(*, file: Path, by: Actor) -> tuple[int, tuple[str, ...]]:
    """Load ties from a reviewed TOML file; return how many, and what could not be used.

    Each `[[link]]` has `upper` (an identifier of a work we hold, "doi:10..."), `lower` (any
    identifier), `role`, `source`, and may have `locator`. Loading twice changes nothing.
    """
    count, complaints = 0, []
    for number, table in enumerate(tomllib.loads(file.read_text(encoding="utf-8"))["link"], 1):
        try:
            _load(table, by=by)
            count += 1
        except (KeyError, ValueError, NoSuchWorkError) as error:
            complaints.append(f"{file.name}: link {number}: {error}")
    return count, tuple(complaints)


def _load(table: dict[str, Any], *, by: Actor) -> None:
    underpin(
        work=_public_id(_named(table["upper"])),
        identifier=_named(table["lower"]),
        role=Underpinning(table["role"]),
        locator=table.get("locator", ""),
        source=table["source"],
        by=by,
    )


def _named(text: str) -> Identifier:
    scheme, _, value = text.partition(":")
    identifier = canonical(scheme, value)
    if identifier is None:
        raise ValueError(f"{text!r} is no identifier; write one like doi:10.1000/1.")
    return identifier


def _public_id(name: Identifier) -> str:
    found = WorkIdentifier.objects.filter(scheme=name.scheme, value=name.value, shelf="").first()
    if found is None:
        raise NoSuchWorkError(f"There is no work {name.scheme}:{name.value}.")
    row: Work = found.work
    return row.public_id
