"""A knowledge service below a body that is gone: the wizard, the pages and the orphans agree."""

from datetime import date

import pytest
from django.test import Client

from concordat.parties import actions, queries
from concordat.parties.words import OPERATOR, PartGiven, PartyKind, SuccessionKind
from tests.parties.universe import found

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("empty_world")]
ON = date(2024, 1, 1)


def library(above: str) -> None:
    actions.found_party(
        by=OPERATOR,
        slug=f"library-{above}",
        name=f"Library of {above}",
        kind=PartyKind.KNOWLEDGE_SERVICE,
        since=date(2020, 1, 1),
        part_of=above,
    )


def end(slug: str, kind: SuccessionKind, *parts: PartGiven) -> None:
    actions.succeed(by=OPERATOR, slug=slug, kind=kind, parts=parts, on=ON)


def test_a_service_below_a_body_that_is_gone_says_whose_it_is(client: Client) -> None:
    found("whole", "divided", "stays", "one", "two")
    for above in ("whole", "divided", "stays"):
        library(above)
    end("taken", SuccessionKind.ABSORB, PartGiven("whole", "one"))
    parts = PartGiven("divided", "one", "x"), PartGiven("divided", "two", "y")
    end("split", SuccessionKind.SPLIT, *parts)

    [moved] = [e for e in queries.affected_by("taken", by=OPERATOR) if "service" in e.kind]
    assert (moved.label, [h.party.slug for h in moved.after]) == ("Library of whole", ["one"])
    assert not moved.decisions
    [left] = [e for e in queries.affected_by("split", by=OPERATOR) if "service" in e.kind]
    assert (left.label, bool(left.decisions)) == ("Library of divided", True)

    assert [a.label for a in queries.orphans(by=OPERATOR, on=ON)] == ["Library of divided"]
    assert not queries.orphans(by=OPERATOR, on=date(2023, 1, 1))

    said = {"whole": "belongs now to One", "divided": "is to be decided: One or Two"}
    for above, words in said.items():
        for page in (above, f"library-{above}"):
            assert client.get(f"/parties/{page}").content.decode().count(words) == 1, page
            before = client.get(f"/parties/{page}?on=2023-01-01").content.decode()
            assert words not in before
    for page in ("stays", "library-stays"):
        assert "belongs now" not in client.get(f"/parties/{page}").content.decode()
