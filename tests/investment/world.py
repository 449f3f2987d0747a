"""The invented region with its offers and usage, loaded as the demonstration loads them."""

from concordat.investment import actions
from concordat.parties import actions as parties
from concordat.parties.words import OPERATOR
from tests.conftest import ROOT

CONTENT = ROOT / "content"


def build() -> None:
    assert not parties.load_parties(folder=CONTENT / "demo" / "parties", by=OPERATOR).complaints
    assert actions.load_offers(folder=CONTENT / "demo" / "investment", by=OPERATOR) == []
