"""The picture of a chain has every tie, those that pass over a hop too."""

import re

import pytest

from concordat.delivery import queries as delivery
from concordat.evidence import actions, queries
from concordat.evidence.words import Chain, Underpinning
from concordat.parties.words import OPERATOR, VISITOR
from concordat.web.evidence.chains import picture
from tests.delivery.conftest import nowhere  # noqa: F401
from tests.delivery.fallen import Nowhere

pytestmark = pytest.mark.django_db
_BOX = r'<rect x="([\d.]+)" y="([\d.]+)"[^>]*/><text[^>]*>([^<]*)'


def test_what_rests_on_a_trial_directly_and_by_way_of_a_review(
    nowhere: Nowhere,  # noqa: F811
) -> None:
    actions.underpin(
        work=nowhere.guidance,
        lower=nowhere.trial,
        role=Underpinning.SUPPORTS,
        source="A list",
        by=OPERATOR,
    )
    found = queries.chain(nowhere.trial, by=VISITOR)
    assert isinstance(found, Chain)
    svg = picture(found, delivery.packs_naming([nowhere.trial], by=VISITOR))
    downs = {said: float(y) for _, y, said in re.findall(_BOX, svg)}
    review, trial = downs["The invented review of salt"], downs["The invented trial of salt"]
    guidance = next(y for said, y in downs.items() if said.startswith("The invented guidance"))
    pack = next(y for said, y in downs.items() if said.startswith("Which invented"))
    assert guidance < review < trial
    assert pack == guidance, "the pack names trial and review, and nothing above"
    ends = re.findall(r'd="M([\d.]+) ([\d.]+) L(?:[^"]* L)?([\d.]+) ([\d.]+)"', svg)
    onto = sorted((float(start) - 84, float(end)) for _, start, _, end in ends)
    ties = [(guidance, review), (guidance, trial), (review, trial), (pack, review), (pack, trial)]
    assert set(ties) <= set(onto)
    assert onto.count((guidance, trial)) == 2, "the guidance and the pack, each directly"
