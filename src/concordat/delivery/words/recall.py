"""What was delivered to whom, and who must be told when it falls. Pure."""

from dataclasses import dataclass
from enum import StrEnum


class Channel(StrEnum):
    """By which way something was delivered; a fall is told by the same way."""

    PAGE = "page"
    FILE = "file"
    MAIL = "mail"
    API = "api"
    MCP = "mcp"


class Outcome(StrEnum):
    """What an owner decided after a work that theirs rests on had fallen."""

    NO_CHANGE = "no change"
    UPDATE = "update"
    WITHDRAW = "withdraw"


@dataclass(frozen=True, slots=True)
class Given:
    """One delivery: what, in which version, to whom, by which way.

    `kind` is pack, report, alert, works or recall; `thing` its public id. The holder is a
    person (public id), a client (public id of a token or a client's own name), or a bare mail
    address. `works` are the public ids of the works that were in it.
    """

    kind: str
    thing: str
    version: str
    channel: Channel
    works: tuple[str, ...]
    person: str = ""
    client: str = ""
    mail: str = ""
    party: str = ""  # public id of the party acted for


@dataclass(frozen=True, slots=True)
class FallView:
    """A work that fell: it was retracted, withdrawn, replaced, or a concern was stated."""

    id: str
    number: int  # of the revision: the order of falls
    work: str
    title: str
    standing: str
    standing_on: str
    standing_source: str
    at: str  # ISO date and time, UTC, at which it was entered here
    ended_at: str = ""  # when it stood again, or ""
    holders: int = 0  # to be told
    seen: int = 0  # of those, who have seen it


@dataclass(frozen=True, slots=True)
class NoticeView:
    """Somebody who holds what rests on a fallen work."""

    id: str
    holder: str  # a name for the owner's list
    channel: str
    what: str  # "pack stroke-units, version 2"
    given_at: str
    told_at: str = ""
    told_how: str = ""
    trouble: str = ""  # why telling failed so far
    seen_at: str = ""
    seen_how: str = ""


@dataclass(frozen=True, slots=True)
class HolderView:
    """Somebody who holds what rests on a fallen work, with all that they were given."""

    holder: str  # a name for the owner's list
    given: tuple[NoticeView, ...]

    @property
    def seen_at(self) -> str:
        return next((each.seen_at for each in self.given if each.seen_at), "")

    @property
    def seen_how(self) -> str:
        return next((each.seen_how for each in self.given if each.seen_at), "")

    @property
    def trouble(self) -> str:
        return next((each.trouble for each in self.given if each.trouble), "")


@dataclass(frozen=True, slots=True)
class OthersView:
    """Holders whose names somebody may not see: how many, and of which organisation."""

    party: str  # a name, or what is known instead
    holders: int
    waiting: int  # of those, who have not seen it


@dataclass(frozen=True, slots=True)
class ToldView:
    """What a holder is told: of a fallen work, or that a pack was withdrawn (`why` says why)."""

    title: str
    standing: str
    at: str  # ISO date and time, UTC, at which it became known here
    address: str  # of the page that says more, within the site
    given: tuple[NoticeView, ...]
    key: str  # says for all of these that they were seen
    why: str = ""

    @property
    def seen_at(self) -> str:
        return next((each.seen_at for each in self.given if each.seen_at), "")


@dataclass(frozen=True, slots=True)
class TaskView:
    """What an owner must decide. `path` are public ids from the fallen work up to theirs."""

    id: str
    fall: FallView
    kind: str  # guidance or pack
    subject: str  # public id
    title: str  # of the guidance, or the question of the pack
    path: tuple[str, ...]
    owner: str  # slug
    owner_name: str
    version: int
    opened_at: str
    outcome: str = ""
    reason: str = ""
    decided_by: str = ""
    decided_at: str = ""
