"""What each kind of errand does: floor 5 knows every room, the errands' room knows none."""

from typing import Any

from concordat.errands.actions import Deed
from concordat.errands.words import Cancelled, Report


def cut(payload: dict[str, Any], report: Report) -> dict[str, Any]:
    """Solve a scenario. Somebody who calls it off stops the solver, and nothing is kept."""
    from concordat.investment import actions
    from concordat.parties.words import CLOCK

    called_off, told = False, "Reading what is paid and used"

    def over() -> bool:
        nonlocal called_off
        try:
            report(0, 0, told)
        except Cancelled:
            called_off = True
        return called_off

    def progress(text: str) -> None:
        nonlocal told
        told = text

    sha256 = actions.solve_cut(scenario=payload["scenario"], by=CLOCK, over=over, progress=progress)
    if called_off:
        raise Cancelled
    return {"scenario": payload["scenario"], "sha256": sha256}


DEEDS: dict[str, Deed] = {"cut": cut}
