"""Which texts are strategies."""

import pytest

from concordat.search.strategy.mode import mode_of
from concordat.search.words import Mode


@pytest.mark.parametrize(
    "text",
    [
        '"heart attack"',
        "“heart attack”",
        "asthma AND cough",
        "asthma NOT cough",
        "(asthma)",
        "asthma[ti]",
        "child*",
        "neonat$",
        "wom?n",
        "asthma.ti,ab.",
        "exp Asthma/",
        "Asthma/ or Cough/",
        "lewy adj2 body",
        "#1",
        "or/1-4",
    ],
)
def test_a_sign_makes_a_strategy(text: str) -> None:
    assert mode_of(text) is Mode.STRATEGY


@pytest.mark.parametrize(
    "text",
    [
        "asthma",
        "does salt raise blood pressure?",
        "aspirin or clopidogrel after stroke",
        "why not give antibiotics",
        "side effects of and/or alternatives to statins",
        "Covid-19 vaccine 50% dose at £10",
        "costs of $100",
        'a 5" wound',
        "children [sic] with asthma",
        "e.g. insulin vs. metformin",
        "",
    ],
)
def test_anything_else_is_a_question(text: str) -> None:
    assert mode_of(text) is Mode.QUESTION
