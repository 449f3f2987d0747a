"""Invented references for tests of the evidence."""

from collections.abc import Iterable
from typing import Any

from concordat.evidence.words import Found, Identifier, Reference, SetAside, StatusNote


def ids(*names: str) -> tuple[Identifier, ...]:
    """Return identifiers from `pmid:1`, `doi:10.1000/1`."""
    return tuple(Identifier(*name.split(":", 1)) for name in names)


def made(title: str = "Salt and blood pressure", *names: str, **more: Any) -> Reference:
    """Return an invented reference with these identifiers."""
    return Reference(title=title, identifiers=ids(*names), **more)


def note(relation: str, target: str = "", on: str = "") -> StatusNote:
    """Return a note on standing."""
    return StatusNote(relation, ids(target)[0] if target else None, on)


def found(*references: Reference) -> Iterable[Found | SetAside]:
    """Return what a reader would give of these references."""
    return [
        Found(reference, raw=reference.title.encode(), position=f"record {number}")
        for number, reference in enumerate(references, start=1)
    ]
