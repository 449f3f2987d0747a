"""A pack's body to JSON and back, and from a librarian's TOML. Pure."""

import dataclasses
import hashlib
import json
from datetime import date
from typing import Any

from concordat.delivery.words.pack import Certainty, PackBody, PackEntry, Strength
from concordat.evidence.words import Identifier

MOST_LINES = 3


class WrongPackError(ValueError):
    """A pack cannot be published as it stands. The message says what to do."""


def to_json(body: PackBody) -> str:
    """Return the body as text: the same body gives the same text, everywhere."""
    return json.dumps(
        dataclasses.asdict(body), ensure_ascii=False, sort_keys=True, separators=(",", ":")
    )


def fingerprint(text: str) -> str:
    """Return the SHA-256 of a body's text."""
    return hashlib.sha256(text.encode()).hexdigest()


def from_json(text: str) -> PackBody:
    """Return the body that the text means."""
    values: dict[str, Any] = json.loads(text)
    values["strength"] = Strength(values["strength"])
    values["certainty"] = Certainty(values["certainty"])
    values["lines"] = tuple(values["lines"])
    values["entries"] = tuple(_entry(each) for each in values["entries"])
    return PackBody(**values)


def _entry(values: dict[str, Any]) -> PackEntry:
    names = tuple(Identifier(**each) for each in values.pop("identifiers"))
    return PackEntry(identifiers=names, **values)


def check(body: PackBody) -> None:
    """Raise WrongPackError when the body must not be published."""
    if not body.question.strip():
        raise WrongPackError("Write the question that the pack answers.")
    if not 1 <= len(body.lines) <= MOST_LINES or not all(line.strip() for line in body.lines):
        raise WrongPackError(f"Write one to {MOST_LINES} lines; this has {len(body.lines)}.")
    if not body.entries:
        raise WrongPackError("Name at least one work that the pack rests on.")
    for name, text in (("review_on", body.review_on), ("searched_on", body.searched_on)):
        if text and not _is_date(text):
            raise WrongPackError(f"{name}: {text!r} is no date; write it like 2026-05-01.")
    if not body.review_on:
        raise WrongPackError("Say on which date the pack is to be reviewed.")


def _is_date(text: str) -> bool:
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False
