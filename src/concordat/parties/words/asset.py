"""What a party knows and keeps: its knowledge assets, listed like its other assets."""

from dataclasses import dataclass
from datetime import date, timedelta

from concordat.parties.words.day import Certainty, Day
from concordat.parties.words.holding import Holding, PartyRef

#: Who needs more time than a day to act on a date is told so long before it.
AHEAD = timedelta(days=90)


@dataclass(frozen=True, slots=True)
class Cost:
    """What an asset costs a year, as far as anybody wrote it down. Nothing here is a guess."""

    basis: str  # in words
    pence: int | None = None  # a year; None: there is no figure
    source: str = ""  # who says the figure
    shown: bool = True  # False: prices of it are not for who asks


STAFF_TIME = Cost("Staff time only: nothing is bought for it")
NO_CHARGE = Cost("No charge is recorded")
NOT_SHOWN = Cost("Not shown to you", shown=False)


@dataclass(frozen=True, slots=True)
class LastUse:
    """When an asset was last used, and what counts as using it."""

    what: str  # "last run"
    on: Day | None = None  # None: no use is recorded
    shown: bool = True  # False: figures of use are not for who asks


#: The holding of what has no owner on record.
NOBODY = Holding(PartyRef("", ""), (), ("Nobody is recorded as its owner.",))


@dataclass(frozen=True, slots=True)
class Asset:
    """One thing that a party answers for. Every room lists its own for the party's register.

    `kind` and `id` are those by which `affected_by` names the same thing; only an agreement
    that somebody convenes is there under its convenor.
    """

    room: str
    kind: str  # publication, agreement, commitment, pack, strategy ...
    label: str
    id: str  # public id of the thing
    owner: Holding  # who answered for it first, and who does on the date asked
    review_on: Day | None = None
    address: str = ""  # the slug or id of its page, when it has one
    cost: Cost | None = None  # None: nobody wrote down what it costs, or that it costs nothing
    used: LastUse | None = None  # None: uses of such things are not recorded
    review: str = ""  # what is to be done on that day, when it is not a review
    ahead: bool = False  # whether it is too late on the day itself
    review_shown: bool = True  # False: the day is not for who asks

    def review_due(self, on: date) -> Certainty:
        """Return whether somebody must see to it by the end of `on`."""
        if self.review_on is None:
            return Certainty.NO
        return self.review_on.by(on + AHEAD if self.ahead else on)

    @property
    def orphaned(self) -> bool:
        """Whether nobody answers for it for certain."""
        return not self.owner.certain
