"""The Norway test: a national saving of 5.5 for which others would pay 15 is refused."""

from decimal import Decimal
from typing import Any

from concordat.investment.actions.scenario import work_out
from concordat.investment.measures.cut import read_cut
from concordat.investment.measures.outcome import norway

LIBRARIES = [f"library-{number}" for number in range(10)]
NATIONAL = 5_500_000
LOCAL = 1_500_000  # each of ten


def inputs(share: float, floor: float) -> dict[str, Any]:
    """One national line, and for each library an offer of its own to the same titles."""
    national = _offer("national", NATIONAL, "national", LIBRARIES, held=True)
    locals_ = [_offer(f"own-{one}", LOCAL, "local organisation", [one]) for one in LIBRARIES]
    return {
        "question": {
            "share": share,
            "end_by": "2027-07-01",
            "floor": floor,
            "supply_cost": 17.0,
            "supply_share": 0.05,
        },
        "workforce": {},
        "offers": [national, *locals_],
        "uses": [[one, "journals", 200_000] for one in LIBRARIES],
    }


def _offer(
    slug: str, cost: int, reach: str, organisations: list[str], *, held: bool = False
) -> dict[str, Any]:
    return {
        "slug": slug,
        "name": slug,
        "cost": str(cost),
        "reach": reach,
        "organisations": organisations,
        "items": ["journals"],
        "audience": {},
        "group": "",
        "held": held,
        "locked": False,
        "ends_on": "2027-01-01" if held else "",
    }


def test_what_one_purse_saves_the_others_pay_nearly_three_times() -> None:
    cut = read_cut(inputs(0.2, 0.9))
    national = cut.held
    induced = norway(cut, national, [])
    assert induced.saved == Decimal("5.5") * 10**6
    assert induced.rebought == Decimal(15) * 10**6
    assert induced.net == Decimal("-9.5") * 10**6


def test_the_optimiser_refuses_it() -> None:
    # every library must keep what it uses: no cut of the total can be had, and it says so
    refused = work_out(inputs(0.2, 0.9))
    assert not refused["possible"]
    assert "5,500,000" in refused["why"]
    # with all the money that there is, the national line stays and nothing else is bought
    kept = work_out(inputs(0.0, 0.9))
    assert [one["slug"] for one in kept["kept"]] == ["national"]
    assert (kept["ended"], kept["new"], kept["judge"]) == ([], [], [])
    assert kept["money"]["saved"] == 0
