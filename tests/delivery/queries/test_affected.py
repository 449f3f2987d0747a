"""Packs go with their owner, and keep their day of review."""

from datetime import date

import pytest
from django.utils.timezone import localdate

from concordat.delivery import queries
from concordat.parties import actions, models
from concordat.parties import queries as parties
from concordat.parties.words import OPERATOR, VISITOR, Day, PartGiven, SuccessionKind
from tests.delivery.fallen import Nowhere

pytestmark = pytest.mark.django_db
ON = localdate()


def test_a_pack_is_an_asset_of_its_owner(nowhere: Nowhere) -> None:
    (asset,) = queries.assets_of("library", by=VISITOR, on=ON)
    assert (asset.kind, asset.address, asset.review_on) == (
        "pack",
        "salt",
        Day.of(date(2030, 1, 1)),
    )
    assert queries.assets_of("board", by=VISITOR, on=ON) == []


def test_it_goes_to_the_heir(nowhere: Nowhere) -> None:
    part = PartGiven("library", "board")
    event = parties.draft(kind=SuccessionKind.ABSORB, parts=[part], on=Day.of(ON))
    (moved,) = queries.affected_by(event, by=VISITOR)
    assert (moved.label, moved.before.slug, moved.after[0].party.slug) == (
        "salt",
        "library",
        "board",
    )
    actions.succeed(by=OPERATOR, slug="it", kind=SuccessionKind.ABSORB, parts=[part], on=ON)
    (recorded,) = queries.affected_by("it", by=VISITOR)
    assert (recorded.id, recorded.after[0].party) == (moved.id, moved.after[0].party)
    assert [asset.address for asset in queries.assets_of("board", by=VISITOR, on=ON)] == ["salt"]
    assert models.Succession.objects.count() == 1
