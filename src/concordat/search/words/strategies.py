"""Strategies that people keep: counted line by line, translated, saved, run again."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

from concordat.parties.words import Visibility


@dataclass(frozen=True, slots=True)
class CountedLine:
    """One line of a strategy. `count` is None for a line that is wrong or rests on one.

    `takes_in`: for each heading that explodes, its name and the narrower ones taken in.
    `dependants` are the numbers of the lines that name this one, directly or by another.
    """

    number: int
    text: str
    count: int | None
    error: str = ""
    marked: tuple[str, str, str] = ("", "", "")  # the line before, at and after the error
    takes_in: tuple[tuple[str, tuple[str, ...]], ...] = ()
    dependants: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Counted:
    """A strategy counted: every line, and the set of the last one.

    Counts are of what the asker may see. `ids` are the first works of the set, newest
    first; they and `total` are empty when a line is wrong.
    """

    dialect: str  # the one it was read in
    lines: tuple[CountedLine, ...]
    mended: tuple[str, ...]
    total: int | None
    ids: tuple[str, ...]
    generation: int
    revision: int
    edition: str  # of the thesaurus


@dataclass(frozen=True, slots=True)
class NotSaid:
    """A part that a dialect cannot say, why, and what was written in its place."""

    lines: tuple[int, ...]
    parts: tuple[str, ...]
    reason: str
    instead: str


@dataclass(frozen=True, slots=True)
class Translation:
    """A strategy in another dialect, whole, and what could not be said there."""

    dialect: str
    text: str
    not_said: tuple[NotSaid, ...]


@dataclass(frozen=True, slots=True)
class StrategyGiven:
    """What a person gives to keep a strategy. `request`: the id of the enquiry it is for."""

    name: str
    text: str
    dialect: str = ""  # "" works it out
    visibility: Visibility = Visibility.OWN_PARTY
    request: str = ""


@dataclass(frozen=True, slots=True)
class SearchGiven:
    """A search in another database, as the person who ran it says."""

    database: str
    platform: str
    searched_on: date
    count: int
    text: str
    collection: str = ""  # the id of the private collection of what it gave


@dataclass(frozen=True, slots=True)
class RunView:
    """A strategy as it was run: exactly what was typed, when, by whom, what it found."""

    id: str
    strategy: str  # public id
    text: str
    dialect: str
    ran_at: datetime
    ran_by: str
    lines: tuple[tuple[int, str, int], ...]  # number, line, count
    total: int
    generation: int
    revision: int
    edition: str
    mended: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class DatabaseSearchView:
    """A search elsewhere, as it was reported."""

    id: str
    database: str
    platform: str
    searched_on: date
    count: int
    text: str
    collection: str
    entered_by: str
    entered_at: datetime


class Judgement(StrEnum):
    """What a peer review of a strategy ends in (PRESS 2015)."""

    NONE = "no revisions"
    SUGGESTED = "revisions suggested"
    REQUIRED = "revisions required"


#: The elements of PRESS (McGowan and others, Journal of Clinical Epidemiology 2016, 75:40-46):
#: key, name, and what a reviewer looks for.
PRESS = (
    (
        "question",
        "Translation of the question",
        "Does it match the question? Are its concepts clear, neither too few nor too many?",
    ),
    (
        "operators",
        "Boolean and proximity operators",
        "Are AND, OR, NOT and nearness used rightly, and is the nesting right?",
    ),
    (
        "headings",
        "Subject headings",
        "Are they relevant, is one missing, too broad or too narrow, exploded where it should be?",
    ),
    (
        "words",
        "Words of the text",
        "Are spellings, synonyms, truncation and fields right? Are acronyms needed or harmful?",
    ),
    (
        "spelling",
        "Spelling, syntax and line numbers",
        "Is a word misspelt, a line combined wrongly, a line never used?",
    ),
    (
        "limits",
        "Limits and filters",
        "Are they relevant to the question, and is their source cited?",
    ),
)


@dataclass(frozen=True, slots=True)
class ReviewGiven:
    """What a second person says of a strategy. `comments`: by the keys of PRESS."""

    judgement: Judgement
    comments: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class ReviewView:
    """A peer review. `text` is the strategy as the reviewer read it."""

    id: str
    text: str
    judgement: Judgement
    comments: tuple[tuple[str, str], ...]  # name of the element, what was said
    by: str
    at: datetime
    current: bool  # the strategy still has that text
    answer: str = ""  # what the searcher did about it
    answered_by: str = ""
    answered_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class StrategyView:
    """A strategy that is kept, its runs from the newest, and its searches elsewhere."""

    id: str
    name: str
    text: str
    dialect: str
    owner: str  # public id of the party
    visibility: Visibility
    request: str
    version: int
    made_by: str
    made_at: datetime
    changed_at: datetime
    runs: tuple[RunView, ...] = ()
    elsewhere: tuple[DatabaseSearchView, ...] = ()
    reviews: tuple[ReviewView, ...] = ()  # the newest first


@dataclass(frozen=True, slots=True)
class Comparison:
    """A run then, the same again as at its date, and today.

    `again` is None where the index no longer keeps that day. `new`, `removed`, `changed`
    (re-indexed, in both) and `fallen` (retracted, withdrawn or replaced since, in either)
    are ids of works that the asker may see today; `withheld` counts those of then that
    the asker may not.
    """

    run: RunView
    again: tuple[int, ...] | None
    today: tuple[int, ...]
    total_today: int
    new: tuple[str, ...]
    removed: tuple[str, ...]
    changed: tuple[str, ...]
    fallen: tuple[str, ...]
    withheld: int = 0

    @property
    def identical(self) -> bool:
        """Whether running it again as at its date gives every count it gave."""
        return self.again == tuple(count for _, _, count in self.run.lines)
