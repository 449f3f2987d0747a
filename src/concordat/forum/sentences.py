"""The sentences in which minutes say what was recorded. Pure.

The first draft of minutes writes them, and what the public may learn of a decision is what
published minutes say of it in these very sentences (`forum.publishing`).
"""

from collections.abc import Iterator
from datetime import date

from concordat.forum.words import CitationView, DecisionView, PositionView, RuleOutcome
from concordat.parties.words import Holding

DECISION, CHAIRS_ACTION = "Decision", "Chair’s action"
TO_RATIFY = " (chair's action, to be ratified)"
WHY, RESTS_ON = "Why: ", "Rests on: "
SEEN_TO, REVIEW, REPLACES = "Seen to by ", "To be reviewed on ", "Replaces decision "


def of_decision(decision: DecisionView, *, head: str = DECISION) -> Iterator[str]:
    """Yield the lines of a decision: what, why, and what it rests on."""
    flag = TO_RATIFY if decision.to_ratify else ""
    first, *rest = lines(decision.text) or [""]
    yield f"{head} {decision.number}: {first}{flag}"
    yield from rest
    yield from (f"{WHY}{line}" for line in lines(decision.reasons))
    if decision.citations:
        yield f"{RESTS_ON}{'; '.join(cited(each) for each in decision.citations)}."
    yield from (sentence for sentence in (owner(decision), review(decision)) if sentence)
    if decision.replaces:
        yield replaces(decision)


def lines(text: str) -> list[str]:
    """Return the lines of somebody's text, none of which begins a part of the minutes."""
    return [line.strip().removeprefix("# ") for line in text.splitlines() if line.strip()]


def cited(citation: CitationView) -> str:
    """Return what is cited; its hash is in it, for that is what the decision rested on."""
    said = f"{citation.kind.value} {citation.label}"
    said += f", {citation.edition}" if citation.edition else ""
    return said + (f", SHA-256 {citation.hash}" if citation.hash else "")


def held_now(holding: Holding) -> str:
    """Return who holds now what a party took on, as words to stand beside its name.

    Nothing while the party itself does. Several holders, or any decision left open: people
    must decide, and until then it is nobody else's.
    """
    names = [holder.party.name for holder in holding.holders]
    if holding.moved and holding.certain and len(names) == 1:
        return f"held now by {names[0]}"
    if len(names) > 1:
        return f"who holds it is to be decided: {', '.join(names[:-1])} or {names[-1]}"
    if holding.moved:
        return f"who holds it is to be decided: perhaps {names[0]}"
    return "who holds it is to be decided" if holding.decisions else ""


def owner(decision: DecisionView) -> str:
    return f"{SEEN_TO}{decision.owner.name}." if decision.owner else ""


def review(decision: DecisionView) -> str:
    return f"{REVIEW}{plain(decision.review_on)}." if decision.review_on else ""


def replaces(decision: DecisionView) -> str:
    return f"{REPLACES}{decision.replaces.number}." if decision.replaces else ""


def stands(position: PositionView) -> str:
    """Return how a party stands, to which its reasons are added."""
    return f"- {position.party.name}: {position.stance.value}."


def position(each: PositionView) -> str:
    """Return the line of a party's position."""
    return f"{stands(each)} {' '.join(each.reasons.split())}".rstrip()


def counted(outcome: RuleOutcome) -> str:
    """Return the line that says how a rule of the quorum stood."""
    return f"- {outcome.text} There were {outcome.got}."


def plain(day: date) -> str:
    """Return a day as people write it."""
    return f"{day.day} {day:%B %Y}"
