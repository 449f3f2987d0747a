"""A record as it arrives: all that can be worked out before the database is locked."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

import orjson

from concordat.evidence.actions.dossier import FINGERPRINT, naming
from concordat.evidence.actions.precedence import Claims
from concordat.evidence.identity.fingerprints import fingerprint
from concordat.evidence.models.fields import pack
from concordat.evidence.words import Identifier, Reference


@dataclass(frozen=True, slots=True)
class Arrival:
    """A record on its way to a work."""

    reference: Reference
    claims: Claims
    names: tuple[Identifier, ...]  # that name one work, the strongest first
    key: str
    sha256: str
    facts: bytes  # packed
    file: str  # as complaints call it
    position: str  # in the file
    format: str
    fetched_at: datetime
    raw_file: int | None = None

    @property
    def state(self) -> tuple[str, str]:
        """What makes the record the very same as one that was taken before."""
        return self.key, self.sha256


def arrive(
    reference: Reference,
    *,
    claims: Claims | None = None,
    format: str,  # noqa: A002 - the word of the house
    position: str,
    file: str,
    fetched_at: datetime,
    raw_file: int | None = None,
) -> Arrival:
    """Return the record with its key, its hash and its names worked out."""
    claims = claims or Claims()
    names = naming(reference.identifiers) or _fingerprints(reference)
    facts = {"reference": reference, "claims": claims if claims != Claims() else None}
    sha256 = hashlib.sha256(format.encode() + orjson.dumps(facts)).hexdigest()
    packed = pack(facts)
    assert packed is not None  # noqa: S101 - only None is packed as None
    return Arrival(
        reference=reference,
        claims=claims,
        names=names,
        key=_key(names, sha256),
        sha256=sha256,
        facts=packed,
        file=file,
        position=position[:300],
        format=format,
        fetched_at=fetched_at,
        raw_file=raw_file,
    )


def _fingerprints(reference: Reference) -> tuple[Identifier, ...]:
    found = fingerprint(reference)
    return (Identifier(FINGERPRINT, found),) if found else ()


def _key(names: Sequence[Identifier], sha256: str) -> str:
    """Return the record's identifier at its source: its strongest name, or its own hash."""
    return f"{names[0].scheme}:{names[0].value}"[:300] if names else f"sha256:{sha256}"
