"""A small invented world, built only through actions. Nothing in it is real."""

from datetime import date

from concordat.parties import actions, models, queries
from concordat.parties.words import (
    OPERATOR,
    Actor,
    AgreementKind,
    ClauseKind,
    Day,
    PartGiven,
    PartyKind,
    SuccessionKind,
)

FOUNDED = date(2010, 1, 1)
SIGNED = date(2021, 10, 1)


def found(*slugs: str, kind: PartyKind = PartyKind.ARMS_LENGTH_BODY) -> None:
    for slug in slugs:
        actions.found_party(by=OPERATOR, slug=slug, name=slug.title(), kind=kind, since=FOUNDED)


def agree(slug: str, *signers: str, on: Day | date | None = SIGNED, function: str = "") -> None:
    actions.record_agreement(
        by=OPERATOR,
        slug=slug,
        kind=AgreementKind.MEMORANDUM,
        title=f"Agreement {slug}",
        clauses=[("term-1", ClauseKind.TERM, "Each tells the other in time.")],
        signed_on=on,
    )
    for signer in signers:
        actions.sign(
            by=OPERATOR,
            agreement=slug,
            name=signer.title(),
            parties=[signer],
            on=None,
            function=function,
        )


def absorb(giver: str, taker: str, on: Day | date | None) -> str:
    slug = f"{giver}-into-{taker}"
    actions.succeed(
        by=OPERATOR,
        slug=slug,
        kind=SuccessionKind.ABSORB,
        parts=[PartGiven(giver, taker)],
        on=on,
    )
    return slug


def acting(public_id: str) -> Actor:
    """Return a person as an actor of today."""
    return queries.actor_for(models.Person.objects.get(public_id=public_id))
