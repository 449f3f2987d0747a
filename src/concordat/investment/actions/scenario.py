"""Ask for a scenario, and solve it once. What was asked and answered never changes."""

import csv
import hashlib
import json
import re
import tempfile
from collections.abc import Callable, Mapping
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

from django.db import transaction
from django.utils import timezone

from concordat.errands import actions as errands
from concordat.investment.actions.rights import require_librarian
from concordat.investment.measures.cut import (
    CutError,
    check_possible,
    read_cut,
    too_dear,
    write_problem,
)
from concordat.investment.measures.outcome import outcome
from concordat.investment.measures.staff import uses_by_group
from concordat.investment.models import Scenario
from concordat.investment.queries import value
from concordat.investment.queries.portfolio import check_portfolio, solve_portfolio
from concordat.investment.words import LineView, OfferView, PortfolioError
from concordat.parties import queries as parties
from concordat.parties.actions import WrongFactError, note
from concordat.parties.words import Actor, Refused, Visibility

KIND = "cut"


def ask_cut(
    *,
    name: str,
    share: Decimal,
    end_by: date,
    floor: Decimal,
    by: Actor,
    today: date,
    supply_cost: Decimal = Decimal(17),
    supply_share: Decimal = Decimal("0.05"),
    every_group: bool = False,
    now: datetime | None = None,
) -> str:
    """Freeze a question with all that it rests on, put it in the queue, return its public id.

    `share` of the present total cost to be saved and `floor`, of each organisation's use to be
    kept, are fractions of 1; with `every_group` each of its groups of staff keeps as much.
    Raises NotAllowedError, and WrongFactError where there is nothing to cut or no use is known.
    """
    require_librarian(by)
    period = value.latest_year()
    if period is None:
        raise WrongFactError("name", "No usage is loaded: there is nothing to judge a cut by.")
    if end_by <= today:
        raise WrongFactError("end_by", "Choose a day that is still to come.")
    question = {
        "name": name,
        "share": float(share),
        "end_by": end_by.isoformat(),
        "asked_on": today.isoformat(),
        "floor": float(floor),
        "every_group": every_group,
        "supply_cost": float(supply_cost),
        "supply_share": float(supply_share),
    }
    inputs = _frozen(question, period, by, today)
    if not any(one["held"] for one in inputs["offers"]):
        raise WrongFactError("name", "Nothing is being paid for, as far as you may see.")
    with transaction.atomic():
        row = Scenario.objects.create(
            name=name,
            made_by=by.name,
            person=by.person,
            made_at=now or timezone.now(),
            inputs=inputs,
            owner_id=by.party or None,
            visibility=Visibility.OWN_PARTY.value,
        )
        row.errand = errands.ask(
            kind=KIND,
            title=name,
            payload={"scenario": row.public_id},
            asked_by=by.person,
        )
        row.save(update_fields=["errand"])
        note(by=by, deed="ask scenario", about=f"scenario:{row.public_id}", changed=question)
    return row.public_id


def solve_cut(
    *,
    scenario: str,
    by: Actor,
    over: Callable[[], bool] = lambda: False,
    progress: Callable[[str], None] = lambda _: None,
) -> str:
    """Solve a scenario that was asked, write its answer once, and return its hash.

    Solved already: its hash. A cut that cannot be made is an answer too, and is kept. Where
    `over` says that it was called off, nothing is kept and "" comes back.
    """
    row = Scenario.objects.get(public_id=scenario)
    if row.sha256:
        return row.sha256
    solution = work_out(row.inputs, over=over, progress=progress)
    if over():
        return ""
    sha256 = fingerprint(row.inputs, solution)
    with transaction.atomic():
        open_row = Scenario.objects.filter(pk=row.pk, sha256="")
        if open_row.update(solution=solution, sha256=sha256):
            changed = {"sha256": sha256}
            note(by=by, deed="solve scenario", about=f"scenario:{scenario}", changed=changed)
    return sha256


def work_out(
    inputs: Mapping[str, Any],
    *,
    over: Callable[[], bool] = lambda: False,
    progress: Callable[[str], None] = lambda _: None,
) -> dict[str, Any]:
    """Return the answer to frozen inputs. The same inputs have the same answer."""
    cut = read_cut(inputs)

    def plainly(text: str) -> None:
        progress(in_plain_words(text))

    try:
        check_possible(cut)
        with tempfile.TemporaryDirectory() as folder:
            problem, solution = Path(folder, "problem"), Path(folder, "solution")
            groups = uses_by_group(cut, inputs["workforce"])
            by_groups = inputs["question"].get("every_group", False)
            write_problem(cut, problem, groups=groups if by_groups else None)
            summary = solve_portfolio(problem, solution, over=over, progress=plainly)
            wrong, _ = check_portfolio(problem, solution)
            with (solution / "chosen.csv").open(encoding="utf-8", newline="") as stream:
                chosen = [row["offer"] for row in csv.DictReader(stream)]
    except CutError as error:
        return {"possible": False, "why": error.message}
    except PortfolioError as error:
        why = error.message if error.least is None else too_dear(cut, inputs, error.least)
        return {"possible": False, "why": why}
    return {**outcome(inputs, cut, chosen, summary), "judge": wrong}


_GAP = re.compile(r": best ([\d,.]+|none), at most .* gap ([\d.,]+|inf|nan)%")


def in_plain_words(text: str) -> str:
    """Return what the solver says on its way as somebody who waits can read it."""
    found = _GAP.search(text)
    if found is None:
        return (
            f"Comparing the choices: {text.rsplit(', ', 1)[0]}." if "pairs wanted" in text else ""
        )
    if found[1] == "none":
        return "No choice that fits has been found yet."
    return f"The best choice so far is within {found[2]} % of the best that is possible."


def share_scenario(*, scenario: str, by: Actor) -> None:
    """Let every party that has joined see a solved scenario of the asker's own party.

    Buyers see all of it, others what ends and what is kept, never a price. Raises Refused where
    there is none, or it is not worked out.
    """
    require_librarian(by)
    with transaction.atomic():
        own = parties.visible_to(by)
        row = Scenario.objects.select_for_update().filter(own, public_id=scenario).first()
        if row is None or (not by.operator and row.owner_id != (by.party or None)):
            raise Refused("scenario", "Only the party that asked for a scenario can share it.")
        if not row.sha256:
            raise Refused("scenario", "It is not worked out yet: wait for its answer.")
        row.visibility = Visibility.PARTIES.value
        row.save(update_fields=["visibility"])
        note(by=by, deed="share scenario", about=f"scenario:{scenario}")


def fingerprint(inputs: Mapping[str, Any], solution: Mapping[str, Any]) -> str:
    """Return the SHA-256 over both, as JSON with sorted keys and no spaces, in UTF-8."""
    both = {"inputs": inputs, "solution": solution}
    text = json.dumps(both, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()


def _frozen(
    question: Mapping[str, Any], period: tuple[str, str], by: Actor, today: date
) -> dict[str, Any]:
    offers = value.offers(by=by, on=today)
    lines = {line.offer.slug: line for line in value.lines(by=by, on=today)}
    end_by = date.fromisoformat(question["end_by"])
    organisations = sorted({slug for offer in offers for slug in offer.organisations})
    items = {key for offer in offers for key in offer.items}
    uses, estimated = value.yearly_uses(since=period[0], until=period[1])
    staff = value.workforce()
    return {
        "question": dict(question),
        "period": list(period),
        "organisations": value.names_of(organisations, on=today),
        "workforce": {slug: staff[slug] for slug in organisations if slug in staff},
        "offers": [_offer(offer, lines.get(offer.slug), today, end_by) for offer in offers],
        "items": {key: name for offer in offers for key, name in sorted(offer.items.items())},
        "estimated": [list(one) for one in estimated if one[0] in organisations],
        "uses": [
            [one, item, number]
            for (one, item), number in sorted(uses.items())
            if one in organisations and item in items
        ],
    }


def _offer(offer: OfferView, line: LineView | None, today: date, end_by: date) -> dict[str, Any]:
    ends = value.can_end(line, on=today) if line else None
    return {
        "slug": offer.slug,
        "name": offer.name,
        "cost": str(offer.cost),
        "reach": str(offer.reach),
        "organisations": sorted(offer.organisations),
        "items": sorted(offer.items),
        "audience": dict(offer.audience),
        "group": offer.exclusive_group,
        "held": line is not None,
        "locked": ends is not None and ends > end_by,
        "ends_on": ends.isoformat() if ends else "",
    }
