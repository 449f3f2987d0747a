"""Somebody who may bring people in."""

import pytest

from concordat.parties import actions
from concordat.parties.words import OPERATOR, Actor, PartyKind, Role, TieKind
from tests.parties.universe import FOUNDED, acting, found


@pytest.fixture
def chief() -> Actor:
    """The administrator of `alpha`; `shelf` is a service of alpha, `beta` another party."""
    found("alpha", "beta")
    found("shelf", kind=PartyKind.KNOWLEDGE_SERVICE)
    actions.tie(by=OPERATOR, party="shelf", to="alpha", kind=TieKind.PART_OF, since=FOUNDED)
    made = actions.create_person(by=OPERATOR, email="chief@alpha.example", name="Chief")
    actions.affiliate(by=OPERATOR, person=made, party="alpha", since=FOUNDED)
    for role in (Role.READER, Role.ADMINISTRATOR):
        actions.grant_role(by=OPERATOR, person=made, party="alpha", role=role, since=FOUNDED)
    return acting(made)
