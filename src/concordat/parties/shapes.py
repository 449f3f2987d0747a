"""What each table of the content files may hold; `actions/load.py` says what it means."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from concordat.parties.words import (
    AgreementKind,
    ClauseKind,
    PartyKind,
    RelationKind,
    SuccessionKind,
    SuccessionStatus,
    TieKind,
)


@dataclass(frozen=True, slots=True)
class Shape:
    """What a table may hold. Anything else in it is a complaint."""

    required: tuple[str, ...] = ()
    text: tuple[str, ...] = ()
    days: tuple[str, ...] = ()
    slugs: tuple[str, ...] = ()  # text that must be a slug
    lists: tuple[str, ...] = ()  # lists of slugs
    choices: Mapping[str, type[StrEnum]] = field(default_factory=dict)
    children: Mapping[str, "Shape"] = field(default_factory=dict)

    @property
    def keys(self) -> frozenset[str]:
        named = (*self.text, *self.days, *self.slugs, *self.lists)
        return frozenset({*named, *self.choices, *self.children})


_DATED = ("from", "until")

PARTY = Shape(
    required=("slug", "kind", "name"),
    text=("about", "website", "source", "note"),
    days=(*_DATED, "joined"),
    slugs=("slug",),
    choices={"kind": PartyKind},
    children={
        "name": Shape(("name",), ("name", "short", "kind", "source", "note"), _DATED),
        "role": Shape(("role",), ("role", "source", "note"), _DATED),
        "identifier": Shape(("scheme", "value"), ("scheme", "value", "source", "note"), _DATED),
        "tie": Shape(
            ("to", "kind"), ("source", "note"), _DATED, ("to",), choices={"kind": TieKind}
        ),
        "publishes": Shape(
            ("key", "what"),
            ("what", "where", "licence", "licence_url", "feed", "format", "note", "source"),
            (*_DATED, "review_on"),
            ("key", "taken_as"),
        ),
    },
)
SUCCESSION = Shape(
    required=("slug", "kind", "status", "part"),
    text=(
        *("title", "instrument", "instrument_url", "source", "note"),
        *("withdrawn_reason", "withdrawn_source"),
    ),
    days=("on", "announced_on", "withdrawn_on"),
    slugs=("slug",),
    choices={"kind": SuccessionKind, "status": SuccessionStatus},
    children={
        "part": Shape(("from", "to"), ("function", "name", "short", "note"), slugs=("from", "to"))
    },
)
_CLAUSE = Shape(
    ("key", "kind", "text"),
    ("number", "heading", "text", "source"),
    slugs=("key",),
    choices={"kind": ClauseKind},
)
_DOCUMENT = Shape(
    ("key", "title"),
    ("title", "url", "media_type", "sha256", "file", "note"),
    ("published_on",),
    ("key",),
)
AGREEMENT = Shape(
    required=("slug", "kind", "title", "version"),
    text=("title", "short", "about", "source", "note"),
    days=(*_DATED, "signed_on", "review_on"),
    slugs=("slug",),
    choices={"kind": AgreementKind},
    children={
        "convenor": Shape(("party",), ("function", "source", "note"), _DATED, ("party",)),
        "version": Shape(
            ("number",),
            ("number", "source", "note"),
            _DATED,
            children={"clause": _CLAUSE, "document": _DOCUMENT},
        ),
        "signature": Shape(
            ("key", "name", "parties"),
            ("name", "function", "officer", "officer_role", "version", "source", "note"),
            ("signed_on", "until"),
            ("key",),
            ("parties",),
        ),
        "support": Shape(
            ("party", "name"), ("name", "function", "source", "note"), _DATED, ("party",)
        ),
        "relation": Shape(
            ("kind",),
            ("to_text", "source", "note"),
            slugs=("to", "clause"),
            choices={"kind": RelationKind},
        ),
        "commitment": Shape(
            ("key", "party", "text"),
            ("text", "indicator", "target", "function", "source"),
            _DATED,
            ("key", "clause", "party"),
            children={"evidence": Shape(("text",), ("text", "url"), ("on",))},
        ),
    },
)
