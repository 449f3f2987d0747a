"""Saved questions that speak up."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class SubscriptionState(StrEnum):
    WAITING = "waiting"  # for the click that confirms it
    ACTIVE = "active"
    ENDED = "ended"
    BOUNCED = "bounced"  # the address does not take letters


class LetterState(StrEnum):
    """Where a letter stands. In doubt: its process died while it was carried; never repeated."""

    WAITING = "waiting"
    CARRYING = "carrying"
    SENT = "sent"
    FAILED = "failed"
    IN_DOUBT = "in doubt"


@dataclass(frozen=True, slots=True)
class SubscriptionView:
    id: str
    title: str
    query: str  # the query part of the address that asks it
    address: str
    state: SubscriptionState
    asked_at: datetime
    told: int  # works, so far
    days: int


@dataclass(frozen=True, slots=True)
class Letter:
    """A letter as it is carried: the same thing in plain text and in HTML."""

    subject: str
    text: str
    html: str
    headers: dict[str, str]


@dataclass(frozen=True, slots=True)
class LetterView:
    """A letter as the demonstration shows it, where none leaves the machine."""

    address: str
    subject: str
    text: str
    state: LetterState
    written_at: datetime


class TooManyAlertsError(Exception):
    """The address has as many alerts as one may have; the message says what to do."""
