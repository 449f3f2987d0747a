"""The report of a request: what a person writes, what the log says, what was sent."""

from dataclasses import dataclass, field
from datetime import datetime

from concordat.evidence.words import DepositView, Flow, IncludedView


@dataclass(frozen=True, slots=True)
class Item:
    """An item of PRISMA-S (Rethlefsen and others 2021).

    `asks`: what a person is asked where the log of searches does not answer it.
    """

    number: int
    name: str
    asks: str = ""


#: The sixteen items. What the log of searches says is never asked; what it cannot say is.
ITEMS = (
    Item(1, "Database name"),
    Item(2, "Multi-database searching"),
    Item(3, "Study registries", "Which study registries were searched? Write none if none."),
    Item(4, "Online resources and browsing", "Which web pages or tables of contents were read?"),
    Item(5, "Citation searching", "Whose references or citations were followed, and how?"),
    Item(6, "Contacts", "Whom did you ask for more: authors, experts, manufacturers?"),
    Item(7, "Other methods", "What else did you do to find works?"),
    Item(8, "Full search strategies"),
    Item(
        9, "Limits and restrictions", "Which limits were set, by date, language or type, and why?"
    ),
    Item(10, "Search filters", "Which published filters were used, changed or not?"),
    Item(11, "Prior work", "Which strategies of others were used again or adapted?"),
    Item(12, "Updates"),
    Item(13, "Dates of searches"),
    Item(14, "Peer review", "Who reviewed the strategies, and by which process?"),
    Item(15, "Total records"),
    Item(16, "Deduplication", "How were copies found among what the databases gave?"),
)


@dataclass(frozen=True, slots=True)
class ReportGiven:
    """What a librarian writes: the answer in lines, the works, and what only they know."""

    summary: str
    works: tuple[str, ...] = ()  # public ids, in the order of the report
    items: dict[int, str] = field(default_factory=dict)  # PRISMA-S number -> answer


@dataclass(frozen=True, slots=True)
class TextView:
    """A summary as somebody saved it. `late`: others had changed it; it stands apart."""

    text: str
    by: str
    at: datetime
    late: bool


@dataclass(frozen=True, slots=True)
class Screening:
    """A private collection of a request as its report tells it."""

    name: str
    flow: Flow
    screeners: int
    deposits: tuple[DepositView, ...] = ()
    included: tuple[IncludedView, ...] = ()
    expired: bool = False  # its records are deleted; only the numbers are left


@dataclass(frozen=True, slots=True)
class ReportView:
    """The report so far. Version 0: nobody has saved any of it.

    `logged`: the items of PRISMA-S that the log answers; nobody is asked for them.
    """

    given: ReportGiven
    version: int
    logged: dict[int, str] = field(default_factory=dict)
    changed_by: str = ""
    changed_at: datetime | None = None
    texts: tuple[TextView, ...] = ()


@dataclass(frozen=True, slots=True)
class ReportFacts:
    """What the page passes in: this room knows neither access nor addresses of the site.

    `access`: a plain sentence for each work by its id, and for each included record that is
    no work here by the record's. `place`: where the requester works.
    """

    access: dict[str, str] = field(default_factory=dict)
    place: str = ""
    site: str = ""


@dataclass(frozen=True, slots=True)
class LetterView:
    """A letter of this room. `bounced_at`: it came back."""

    id: str
    enquiry: str
    kind: str
    to: str
    subject: str
    body: str
    written_at: datetime
    sent_at: datetime | None = None
    fault: str = ""
    bounced_at: datetime | None = None
    why_bounced: str = ""


@dataclass(frozen=True, slots=True)
class Cited:
    """A record that a report includes though it is no work here, as it was cited.

    `names` are those by which it is followed (doi:…, pmid:…); without one nobody can tell its
    readers when it falls. `standing` is how it fell, "" as long as nothing is known of that.
    """

    title: str
    citation: str
    link: str = ""
    names: tuple[str, ...] = ()
    standing: str = ""


@dataclass(frozen=True, slots=True)
class DeliveryView:
    """The receipt of a delivery: which edition of the report, to whom, which works, when."""

    id: str
    enquiry: str
    edition: int
    to: str
    sha256: str
    works: tuple[str, ...]
    at: datetime
    letter: LetterView | None = None
    cited: tuple[Cited, ...] = ()

    @property
    def count(self) -> int:
        """How many works the report has, held here or not."""
        return len(self.works) + len(self.cited)


@dataclass(frozen=True, slots=True)
class Handed:
    """Works that reached a requester by a letter: recall tells them when one of them falls.

    `kind` is report, or answer where an earlier answer was used again; `thing` its public id.
    """

    id: str  # of the letter
    kind: str
    thing: str
    version: str
    works: tuple[str, ...]
    at: datetime
    person: str
    mail: str


@dataclass(frozen=True, slots=True)
class UseGiven:
    """What came of an answer, in four headings; "" where nothing is said."""

    patients: str = ""
    populations: str = ""
    working_practice: str = ""
    working_lives: str = ""
    not_used: str = ""

    def __bool__(self) -> bool:
        return any(
            (
                self.patients,
                self.populations,
                self.working_practice,
                self.working_lives,
                self.not_used,
            )
        )
