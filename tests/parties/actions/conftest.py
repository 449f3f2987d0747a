"""Somebody who may bring people in; and a row of the audit record for each action."""

from collections.abc import Callable
from functools import wraps
from typing import Any

import pytest

from concordat.parties import actions
from concordat.parties.models import AuditEntry
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


#: Actions that may write none or several rows: see tests/house/test_audit.py.
_OTHERWISE = ("answer_request", "revoke_token")


@pytest.fixture(autouse=True)
def one_row_each(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every action that these tests call, and that succeeds, adds one row to the record."""
    for name in actions.__all__:
        action = getattr(actions, name)
        apart = isinstance(action, type) or name in ("note", "require", *_OTHERWISE)
        if not apart and not name.startswith("load_"):
            monkeypatch.setattr(actions, name, _counted(action))


def _counted(action: Callable[..., Any]) -> Callable[..., Any]:
    @wraps(action)
    def counted(**given: Any) -> Any:
        before = AuditEntry.objects.count()
        made = action(**given)
        assert AuditEntry.objects.count() == before + 1, f"{action.__name__} of {given}"
        return made

    return counted
