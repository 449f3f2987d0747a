"""A small world in which a trial can fall: a review and guidance rest on it, a pack names it."""

import json
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from concordat.delivery import actions
from concordat.delivery.words.recall import Channel, Given
from concordat.evidence import actions as evidence
from concordat.evidence import queries
from concordat.evidence.words import Identifier, Underpinning, WorkView
from concordat.parties import actions as parties
from concordat.parties import models
from concordat.parties import queries as known
from concordat.parties.words import OPERATOR, VISITOR, Actor, Role
from tests.parties.universe import found

PACK = """
owner = "library"
question = "Which invented trials of salt are there in Nowhere?"
lines = ["There is one trial.", "There is one review of it."]
review_on = 2030-01-01
mark = "Demonstration text."
[[item]]
work = "doi:10.5555/trial"
note = "The only trial."
[[item]]
work = "doi:10.5555/review"
"""


@dataclass(frozen=True, slots=True)
class Nowhere:
    """Public ids of what there is."""

    trial: str
    review: str
    guidance: str
    ada: Actor  # knowledge specialist of the library
    bob: Actor  # publisher of the board that owns the guidance
    eve: Actor  # works for the board, without a role


def build(folder: Path) -> Nowhere:
    """Build it through actions alone."""
    found("library", "board")
    lines = {
        "works": [_line("trial"), _line("review")],
        "guidance": [_line("guidance") | {"party": "board", "kind": "guidance"}],
    }
    for name, works in lines.items():
        text = "".join(json.dumps(line) + "\n" for line in works)
        (folder / f"{name}.jsonl").write_text(text)
    evidence.load_world(folder=folder, by=OPERATOR)
    ids = {name: named(name).id for name in ("trial", "review", "guidance")}
    for upper, lower in (("review", "trial"), ("guidance", "review")):
        evidence.underpin(
            work=ids[upper],
            lower=ids[lower],
            role=Underpinning.SUPPORTS,
            source="A list",
            by=OPERATOR,
        )
    packs = folder / "packs"
    packs.mkdir()
    (packs / "salt.toml").write_text(PACK)
    assert actions.load_packs(folder=packs, by=OPERATOR) == (1, ())
    return Nowhere(
        **ids,
        ada=person("ada", "library", Role.KNOWLEDGE_SPECIALIST),
        bob=person("bob", "board", Role.PUBLISHER),
        eve=person("eve", "board"),
    )


def _line(name: str) -> dict[str, object]:
    return {
        "title": f"The invented {name} of salt",
        "year": 2010,
        "authors": [{"family": "Example", "given": "Ann"}],
        "identifiers": [{"scheme": "doi", "value": f"10.5555/{name}"}],
        "source": "invented",
    }


def named(name: str) -> WorkView:
    view = queries.work_named(f"doi:10.5555/{name}", by=VISITOR)
    assert isinstance(view, WorkView)
    return view


def person(name: str, party: str, *roles: Role) -> Actor:
    who = parties.create_person(by=OPERATOR, email=f"{name}@example.org", name=name.title())
    since = date(2020, 1, 1)
    parties.affiliate(by=OPERATOR, person=who, party=party, since=since)
    for role in roles:
        parties.grant_role(by=OPERATOR, person=who, party=party, role=role)
    return known.actor_for(models.Person.objects.get(public_id=who), party=party)


def give_pack(world: Nowhere, *, channel: Channel = Channel.PAGE, **holder: str) -> None:
    """Leave a receipt for the pack."""
    given = Given(
        kind="pack",
        thing="salt",
        version="1",
        channel=channel,
        works=(world.trial, world.review),
        **holder,
    )
    actions.leave_receipts([given], by=VISITOR)


def retract(world: Nowhere, *, work: str = "", by: Actor = OPERATOR) -> None:
    """State that the trial was retracted."""
    evidence.report(
        work=work or world.trial,
        relation="retracted",
        on="2013-05-01",
        source="Journal of Nowhere",
        notice=Identifier("doi", "10.5555/notice"),
        by=by,
    )
