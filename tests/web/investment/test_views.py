"""The pages of what is bought, as those see them who may: the answer first, in plain words."""

import re
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from django.contrib.auth import get_user_model
from django.test import Client
from django.utils import timezone
from pytest_django import Settings

from concordat.errands import actions as errands
from concordat.investment import actions, queries
from concordat.jobs.errands import DEEDS
from concordat.parties import actions as parties
from concordat.parties.queries import actor_for, everybody
from concordat.parties.words import OPERATOR, VISITOR, Refused
from tests.conftest import ROOT
from tests.investment import world
from tests.web.html import Page

pytestmark = pytest.mark.django_db


@pytest.fixture
def region(settings: Settings, tmp_path: Path) -> None:
    settings.DATA_DIR = tmp_path
    world.build()
    people = ROOT / "content" / "demo" / "people.toml"
    parties.load_people(file=people, password="a password for one test", by=OPERATOR)


def _as(name: str) -> Client:
    found = next(one for one in everybody(by=OPERATOR) if one.name == name)
    client = Client()
    client.force_login(get_user_model().objects.get(public_id=found.id))
    return client


def _plain(client: Client, address: str) -> str:
    html = client.get(address).content.decode()
    assert not Page(html).faults
    return " ".join(re.sub(r"<[^>]+>", " ", html).split())


def _asked(name: str, *, share: str = "0.2", floor: str = "0.75", solved: bool = True) -> str:
    """Ask as the procurement lead of the integrated care board."""
    today = timezone.localdate()
    person = next(one for one in everybody(by=OPERATOR) if one.name == "Petra Lowe")
    public_id = actions.ask_cut(
        name=name,
        share=Decimal(share),
        floor=Decimal(floor),
        end_by=date(today.year + 2, 7, 1),
        by=actor_for(get_user_model().objects.get(public_id=person.id)),
        today=today,
    )
    if solved:
        assert errands.run_next(DEEDS)
    return public_id


@pytest.mark.usefixtures("region")
def test_a_scenario_is_read_from_its_answer_and_shared_without_prices() -> None:
    public_id = _asked("A fifth")
    address = f"/investment/scenarios/{public_id}"
    petra, nell, anselm = _as("Petra Lowe"), _as("Nell Osgood"), _as("Anselm Reed")
    text = _plain(petra, address)
    assert text.index("What ends") < text.index("What it costs everybody")
    assert "the best that there can be" in text or "This is the best choice there is" in text
    # nobody else sees it, and a list of another party does not say that none was asked
    assert nell.get(address).status_code == 404
    assert anselm.get(address).status_code == 403
    assert "Your party has asked none yet" in _plain(nell, "/investment/scenarios")
    assert nell.post(f"{address}/share", follow=True).status_code == 404
    assert anselm.post(f"{address}/share").status_code == 403
    assert anselm.get(address).status_code == 403
    # until its own party shares it
    assert petra.post(f"{address}/share")["Location"] == address
    assert "Every party that has joined can read this scenario" in _plain(petra, address)
    assert "A fifth" in _plain(nell, "/investment/scenarios")
    assert "Total public cost now" in _plain(nell, address)
    shared = _plain(anselm, address)
    assert "of the public cost is saved" in shared
    assert "What ends" in shared
    assert "£" not in shared
    assert anselm.get(f"{address}.json").status_code == 403
    assert anselm.get(f"{address}.csv").status_code == 403
    assert queries.shared_scenario(public_id, by=VISITOR) is None
    assert Client().get(address).status_code in (302, 403)


@pytest.mark.usefixtures("region")
def test_only_what_is_worked_out_is_shared_compared_and_cited() -> None:
    waiting = _asked("Waiting", solved=False)
    petra = _as("Petra Lowe")
    page = petra.get(f"/investment/scenarios/{waiting}")
    assert page["Refresh"] == "5"
    with pytest.raises(Refused, match="not worked out"):
        actions.share_scenario(scenario=waiting, by=OPERATOR)
    assert errands.run_next(DEEDS)
    assert "Refresh" not in petra.get(f"/investment/scenarios/{waiting}")
    never = _asked("Nine tenths", share="0.9")
    assert never not in {one.id for one in queries.scenarios_to_cite(by=OPERATOR)}
    assert waiting in {one.id for one in queries.scenarios_to_cite(by=OPERATOR)}
    listed = petra.get("/investment/scenarios").content.decode()
    assert f'value="{waiting}"' in listed
    assert f'value="{never}"' not in listed
    again = petra.get("/investment/scenarios/compare", follow=True)
    assert again.request["PATH_INFO"] == "/investment/scenarios"
    assert "Tick two scenarios or more" in again.content.decode()


@pytest.mark.usefixtures("region")
def test_a_refusal_speaks_of_what_was_typed() -> None:
    public_id = _asked("Too much", share="0.4", floor="0.97")
    text = _plain(_as("Petra Lowe"), f"/investment/scenarios/{public_id}")
    assert re.search(r"You may spend £[\d,]+ a year: 60 % of £[\d,]+\.", text)
    assert re.search(r"every organisation at 97 % of its use costs £[\d,]+ a year", text)
    for jargon in ("budget of", "document supply", "floor"):
        assert jargon not in text


@pytest.mark.usefixtures("region")
def test_what_is_not_known_is_not_zero_and_lines_say_when_they_can_end() -> None:
    petra = _as("Petra Lowe")
    costs = _plain(petra, "/investment/costs")
    assert re.search(r"The picture shows the \d+ dearest of 27 lines\.", costs)
    assert re.search(r"– 0 of \d+ no report –", costs)
    twice = _plain(petra, "/investment/duplicates")
    assert re.search(r"£[\d,]+, can end on \d+ \w+ 20\d\d", twice)
    assert re.search(r"For all of them from \d+ \w+ 20\d\d", twice)
