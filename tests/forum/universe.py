"""The invented region with a forum, built only through actions."""

from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from concordat.forum import actions
from concordat.forum.words import (
    MeetingState,
    MemberKind,
    PlanGiven,
    PlanKind,
)
from concordat.investment.models import Scenario
from concordat.parties import actions as parties
from concordat.parties import queries as known
from concordat.parties.models import Party, Person
from concordat.parties.words import (
    OPERATOR,
    Actor,
    AgreementKind,
    ClauseKind,
    Role,
    Visibility,
)

CONTENT = Path(__file__).resolve().parents[2] / "content"
FORUM = "wexbourne-and-marl"
BEGAN = date(2025, 4, 1)
SIGNATORIES = {
    "wexbourne-and-marl-icb": "Wexbourne",
    "wexbourne-royal": "Wexbourne",
    "marl-vale": "Marl",
    "tollen-estuary": "Tollen",
    "hathermere": "Marl",
}
RULES = [
    {"at_least": 3, "counts": "parties", "kinds": ["signatory"]},
    {"at_least": 1, "centres": ["Wexbourne", "Marl"]},
]


def now(days: int = 0) -> datetime:
    return datetime.now(UTC) + timedelta(days=days)


def today(days: int = 0) -> date:
    return now(days).date()


@dataclass
class Region:
    """The region's people, by a word for each."""

    people: dict[str, Person] = field(default_factory=dict)

    def actor(self, name: str) -> Actor:
        return known.actor_for(self.people[name])

    def add(self, name: str, party: str, *roles: Role, mandate_until: date | None = None) -> None:
        email = f"{name}@{party}.example"
        made = parties.create_person(by=OPERATOR, email=email, name=name.title())
        parties.affiliate(by=OPERATOR, person=made, party=party, since=BEGAN)
        for role in roles:
            parties.grant_role(by=OPERATOR, person=made, party=party, role=role, since=BEGAN)
        if Role.DELEGATE in roles:
            parties.appoint(by=OPERATOR, person=made, party=party, since=BEGAN, until=mandate_until)
        self.people[name] = Person.objects.get(public_id=made)


def build() -> Region:
    """Load the invented parties, found their forum and give it people."""
    report = parties.load_parties(folder=CONTENT / "demo" / "parties", by=OPERATOR)
    assert not report.complaints
    parties.record_agreement(
        by=OPERATOR,
        slug="compact",
        kind=AgreementKind.PARTNERSHIP,
        title="The compact (invented)",
        clauses=[("ask-first", ClauseKind.TERM, "Ask before you start.")],
        signed_on=BEGAN,
    )
    actions.found_forum(
        by=OPERATOR,
        slug=FORUM,
        name="The forum (invented)",
        agreement="compact",
        clause="ask-first",
    )
    actions.set_terms(
        by=OPERATOR, forum=FORUM, number="1", since=BEGAN, text="# Purpose\nTo agree.", rules=RULES
    )
    for slug, centre in SIGNATORIES.items():
        actions.admit(
            by=OPERATOR,
            forum=FORUM,
            party=slug,
            kind=MemberKind.SIGNATORY,
            since=BEGAN,
            centre=centre,
        )
    actions.admit(by=OPERATOR, forum=FORUM, party="osmere", kind=MemberKind.SUPPORTER, since=BEGAN)
    region = Region()
    region.add("hester", "wexbourne-and-marl-icb", Role.SECRETARIAT)
    region.add("anselm", "wexbourne-and-marl-icb", Role.DELEGATE)
    region.add("imogen", "wexbourne-royal", Role.KNOWLEDGE_SPECIALIST)
    region.add("rufus", "marl-vale", Role.KNOWLEDGE_SPECIALIST)
    region.add("bridget", "marl-vale", Role.DELEGATE)
    region.add("lapsed", "tollen-estuary", Role.DELEGATE, mandate_until=today(-1))
    region.add("sorrel", "hathermere", Role.KNOWLEDGE_SPECIALIST)
    region.add("reader", "osmere", Role.READER)
    return region


def plan(title: str = "Exercise against falls of older people", **more: object) -> PlanGiven:
    facts: dict[str, object] = {
        "kind": PlanKind.REVIEW,
        "population": "People aged 65 and over living at home",
        "intervention": "Strength and balance exercise",
        "outcome": "Falls",
        "headings": ("Accidental Falls",),
        "contact_name": "Somebody",
        "contact_email": "somebody@nowhere.example",
        "visibility": Visibility.PARTIES,
    }
    return PlanGiven(title=title, **{**facts, **more})  # type: ignore[arg-type]


def meeting(region: Region, *, days: int = 7, title: str = "First meeting") -> str:
    """Call a meeting and return its public id."""
    starts = now(days)
    return actions.call_meeting(
        by=region.actor("hester"),
        forum=FORUM,
        title=title,
        starts_at=starts,
        ends_at=starts + timedelta(hours=2),
        place="Nowhere",
        items_until=today(days),
        now=now(),
    )


def opened(region: Region, *present: tuple[str, str], days: int = 0, title: str = "First") -> str:
    """Call and open a meeting with people there; return its public id."""
    made = meeting(region, days=days, title=title)
    by = region.actor("hester")
    for state in (MeetingState.PAPERS_SENT, MeetingState.OPEN):
        actions.set_state(by=by, meeting=made, state=state, now=now())
    for person, party in present:
        actions.attend(by=by, meeting=made, person=person, party=party, now=now())
    return made


THREE = (
    ("Anselm", "wexbourne-and-marl-icb"),
    ("Bridget", "marl-vale"),
    ("Iona", "tollen-estuary"),
)


def scenario(region: Region, *, solved: bool = True) -> Scenario:
    """Keep a scenario of the board, as its buyer would; return it."""
    return Scenario.objects.create(
        name="The cut of 2027",
        made_by="Petra",
        made_at=now(),
        inputs={"figures": "not for those who do not buy"},
        sha256="9f2c" * 16 if solved else "",
        solution={"possible": True} if solved else {},
        owner=Party.objects.get(public_id=region.actor("hester").party),
        visibility=Visibility.OWN_PARTY.value,
    )
