"""A newcomer finds requests in several states, a strategy reviewed, a screening under way."""

from datetime import datetime
from pathlib import Path

import pytest
from django.utils import timezone
from pytest_django import Settings

from concordat.enquiries import actions, queries
from concordat.enquiries.models import Enquiry, EnquiryEvent
from concordat.enquiries.words import State
from concordat.evidence import queries as evidence
from concordat.parties import actions as parties
from concordat.parties.words import OPERATOR
from concordat.search import queries as search
from concordat.search.queries.opened import forget

CONTENT = Path(__file__).parents[2] / "content"
DEMO = CONTENT / "demo"
pytestmark = pytest.mark.django_db


def load(now: datetime) -> list[str]:
    return actions.load_demo(folder=DEMO / "enquiries", by=OPERATOR, now=now)


@pytest.fixture
def loaded(settings: Settings, tmp_path: Path) -> datetime:
    settings.DATA_DIR = tmp_path
    forget()
    parties.load_parties(folder=CONTENT / "parties", by=OPERATOR)
    parties.load_parties(folder=DEMO / "parties", by=OPERATOR)
    people = DEMO / "people.toml"
    parties.load_people(file=people, password="copper tram otter", by=OPERATOR)
    now = timezone.now()
    assert load(now) == []
    return now


def test_requests_stand_in_several_states(loaded: datetime) -> None:
    states = set(Enquiry.objects.values_list("state", flat=True))
    assert {"submitted", "clarifying", "searching", "delivered"} <= states
    assert not EnquiryEvent.objects.filter(at__gt=loaded).exists()
    done = queries.done(by=OPERATOR, now=loaded)
    assert {each.state for each in done} == {State.DELIVERED}
    assert all(each.delivered_at for each in done)


def test_a_strategy_is_reviewed_and_a_screening_under_way(loaded: datetime) -> None:
    request = Enquiry.objects.get(state="searching").public_id
    (kept,) = search.saved_strategies(by=OPERATOR, request=request)
    strategy = search.saved_strategy(kept.id, by=OPERATOR)
    assert strategy is not None
    assert strategy.reviews[0].answer
    (screening,) = queries.screenings(request, by=OPERATOR)
    flow = screening.flow
    assert flow.copies
    assert flow.included
    assert flow.excluded
    assert flow.waiting
    assert flow.conflicts
    for search_ in strategy.elsewhere:  # what is reported is what the file holds
        assert (search_.database, search_.count) in flow.by_database


def test_loading_twice_changes_nothing(loaded: datetime) -> None:
    before = EnquiryEvent.objects.count(), len(evidence.collections(by=OPERATOR))
    assert load(loaded) == []
    assert before == (EnquiryEvent.objects.count(), len(evidence.collections(by=OPERATOR)))
