"""A record as it arrives: all that can be worked out before the database is locked."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

import orjson

from concordat.evidence.actions.composing import fields_of
from concordat.evidence.actions.dossier import FINGERPRINT, Fields, naming
from concordat.evidence.actions.precedence import Claims, Known
from concordat.evidence.identity.fingerprints import fingerprint
from concordat.evidence.models.fields import compress
from concordat.evidence.models.view import iso
from concordat.evidence.words import Identifier, Reference
from concordat.parties.words import new_public_id

NO_CLAIMS = Claims()


@dataclass(slots=True, eq=False)
class Arrival:
    """A record on its way to a work."""

    known: Known
    names: tuple[Identifier, ...]  # that name one work, the strongest first
    sha256: str
    facts: bytes  # JSON; packed by `make_ready`
    file: str  # as complaints call it
    position: str  # in the file
    fetched_at: datetime
    raw_file: int | None = None
    alone: Fields | None = None  # what it makes of a work that has no other record

    @property
    def reference(self) -> Reference:
        """Return what the record says."""
        return self.known.reference

    @property
    def state(self) -> tuple[str, str]:
        """What makes the record the very same as one that was taken before."""
        return self.known.key, self.sha256

    def make_ready(self) -> None:
        """Work out all that a new record needs, before the lock is taken."""
        if self.alone is None:
            self.facts = compress(self.facts)
            self.alone = fields_of([self.known])


def arrive(
    reference: Reference,
    *,
    claims: Claims | None = None,
    source: str,
    format: str,  # noqa: A002 - the word of the house
    position: str,
    file: str,
    fetched_at: datetime,
    raw_file: int | None = None,
) -> Arrival:
    """Return the record with its key, its hash and its names worked out."""
    claims = claims or NO_CLAIMS
    names = names_of(reference)
    facts = orjson.dumps(
        {"reference": reference, "claims": claims if claims != NO_CLAIMS else None}
    )
    sha256 = hashlib.sha256(format.encode() + facts).hexdigest()
    known = Known(
        reference=reference,
        claims=claims,
        source=source,
        key=_key(names, sha256),
        format=format,
        fetched_at=iso(fetched_at),
        arrival=0,
        id=new_public_id(),
    )
    return Arrival(
        known=known,
        names=names,
        sha256=sha256,
        facts=facts,
        file=file,
        position=position[:300],
        fetched_at=fetched_at,
        raw_file=raw_file,
    )


def names_of(reference: Reference) -> tuple[Identifier, ...]:
    """Return the names by which a record finds its work, the strongest first."""
    return naming(reference.identifiers) or _fingerprints(reference)


def _fingerprints(reference: Reference) -> tuple[Identifier, ...]:
    found = fingerprint(reference)
    return (Identifier(FINGERPRINT, found),) if found else ()


def _key(names: Sequence[Identifier], sha256: str) -> str:
    """Return the record's identifier at its source: its strongest name, or its own hash."""
    return f"{names[0].scheme}:{names[0].value}"[:300] if names else f"sha256:{sha256}"
