"""A plan as the radar sees it."""

from dataclasses import dataclass
from datetime import date

#: The slots of a question, as they are called in reasons. The order is that of a form.
SLOTS = ("population", "intervention", "comparison", "outcome", "setting")


@dataclass(frozen=True, slots=True)
class Plan:
    """What somebody plans to do. Empty text: not said, which is never held against a match."""

    id: str
    title: str
    kind: str = ""  # review, bulletin, guidance ...
    question: str = ""
    population: str = ""
    intervention: str = ""
    comparison: str = ""
    outcome: str = ""
    setting: str = ""
    headings: tuple[str, ...] = ()
    words: str = ""  # free words
    starts_on: date | None = None
    ends_on: date | None = None
    over: bool = False  # finished: what is alike brings it up to date

    def slot(self, name: str) -> str:
        """Return the text of one of SLOTS."""
        return str(getattr(self, name))

    @property
    def text(self) -> str:
        """All that it says, headings too."""
        slots = (self.slot(name) for name in SLOTS)
        return " ".join((self.title, self.question, *slots, self.words, *self.headings))
