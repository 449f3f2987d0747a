"""The list of parties: quick, and the same as the views."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from concordat.parties import actions, queries
from concordat.parties.words import OPERATOR, PartyKind
from tests.parties.universe import absorb, found

pytestmark = pytest.mark.django_db
ON = date(2024, 1, 1)


def test_a_line_says_what_the_view_says() -> None:
    found("a", "b", "heir")
    actions.rename_party(by=OPERATOR, party="b", name="Beta", short="BE", on=date(2022, 1, 1))
    absorb("a", "heir", date(2023, 1, 1))
    for on in (date(2021, 1, 1), ON):
        views = {view.slug: view for view in queries.parties(on=on)}
        lines = queries.party_list(on=on)
        assert len(lines) == len(views)
        for line in lines:
            view = views[line.slug]
            assert (line.name, line.short, line.exists, line.period, line.id) == (
                view.name,
                view.short,
                view.exists,
                view.period,
                view.id,
            )


def test_a_name_of_any_time_finds_it() -> None:
    found("a", "b")
    actions.rename_party(by=OPERATOR, party="b", name="Beta House", short="BH", on=ON)
    for words in ("B", "beta", "house BETA", "bh"):
        assert "b" in [line.slug for line in queries.party_list(on=ON, words=words)], words
    assert queries.party_list(on=ON, words="beta cellar") == []
    assert queries.party_list(on=ON, kinds=[PartyKind.TRUST]) == []


def test_many_cost_no_more_questions_than_few() -> None:
    def questions() -> int:
        with CaptureQueriesContext(connection) as asked:
            queries.party_list(on=ON)
        return len(asked)

    found("a", "b")
    absorb("a", "b", date(2023, 1, 1))
    few = questions()
    found(*(f"party-{number}" for number in range(30)))
    assert questions() == few
