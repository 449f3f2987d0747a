"""A knowledge pack while it is being written: private until it is published. Pure."""

from dataclasses import dataclass
from enum import StrEnum

from concordat.delivery.words.pack import PackBody


class DraftState(StrEnum):
    """How far a draft has come. A review counts for the edition that was read, no other."""

    WRITING = "being written"
    ASKED = "to be reviewed"
    CHANGES = "changes asked for"
    READY = "found ready"
    PUBLISHED = "published"
    DROPPED = "given up"


#: States in which it can be written, reviewed and published.
OPEN = frozenset(DraftState) - {DraftState.PUBLISHED, DraftState.DROPPED}


@dataclass(frozen=True, slots=True)
class ReviewView:
    """What somebody else said of one edition of a draft."""

    by: str  # name
    party: str  # name of the party spoken for
    edition: int
    ready: bool
    words: str
    at: str  # ISO date and time, UTC


@dataclass(frozen=True, slots=True)
class DraftView:
    """A draft. `works` are the public ids of the body's entries, in order."""

    id: str
    slug: str  # the pack's name in its address; empty until it has one
    owner_slug: str  # the party or service whose pack it will be
    owner_name: str
    begun_from: int  # number of the version it was begun from; 0 for a new pack
    latest: int  # number of the pack's newest version now
    body: PackBody
    works: tuple[str, ...]
    state: DraftState
    edition: int
    shared: bool  # whether people of every party may read and review it
    begun_by: str
    changed_by: str
    changed_at: str  # ISO, UTC
    reviews: tuple[ReviewView, ...]  # newest first
    writes: bool  # whether the one who asks may write it
    may_review: bool  # whether the one who asks may review it

    @property
    def new(self) -> bool:
        return self.begun_from == 0

    @property
    def open(self) -> bool:
        return self.state in OPEN
