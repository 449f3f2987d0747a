"""Is there a quorum? Rules are data, evaluated against who is there. Pure."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from concordat.forum.words import Present, Quorum, QuorumRule, Refused, RuleOutcome

#: Also said of who sits under a membership that its party inherited beside its own.
_ONCE = "their party counts once, and counts already"
_KEYS = frozenset({"at_least", "counts", "kinds", "centres"})


def read_rule(raw: Mapping[str, Any]) -> QuorumRule:
    """Return the rule that data describe. Raise Refused for what is no rule."""
    unknown = raw.keys() - _KEYS
    if unknown:
        raise Refused("rules", f"A quorum rule has no {', '.join(sorted(unknown))}.")
    least, counts = raw.get("at_least"), raw.get("counts", "people")
    if not isinstance(least, int) or isinstance(least, bool) or least < 1:
        raise Refused("rules", "A quorum rule needs at_least, a whole number from 1.")
    if counts not in ("people", "parties"):
        raise Refused("rules", "A quorum rule counts people or parties.")
    return QuorumRule(least, counts, tuple(raw.get("kinds", ())), tuple(raw.get("centres", ())))


def written(rule: QuorumRule) -> dict[str, Any]:
    """Return the rule as data, as it is kept."""
    return {
        "at_least": rule.at_least,
        "counts": rule.counts,
        "kinds": list(rule.kinds),
        "centres": list(rule.centres),
    }


def in_words(rule: QuorumRule) -> str:
    """Return the rule as a sentence."""
    several = rule.at_least > 1
    kinds = " or ".join(_plural(kind) for kind in rule.kinds)
    if rule.counts == "people":
        whom = ("people" if several else "person") + (f" from {kinds}" if kinds else "")
    elif kinds:
        whom = kinds if several else " or ".join(rule.kinds)
    else:
        whom = "parties" if several else "party"
    each = f" from each of {_listed(rule.centres)}" if rule.centres else ""
    return f"At least {rule.at_least} {whom}{each} present."


def evaluate(rules: Sequence[QuorumRule], present: Iterable[Present]) -> Quorum:
    """Return how each rule stands with these people in the room."""
    there = list(present)
    return Quorum(tuple(outcome for rule in rules for outcome in _outcomes(rule, there)))


def _outcomes(rule: QuorumRule, there: Sequence[Present]) -> list[RuleOutcome]:
    if not rule.centres:
        return [_outcome(rule, there, "")]
    return [_outcome(rule, there, centre) for centre in rule.centres]


def _outcome(rule: QuorumRule, there: Sequence[Present], centre: str) -> RuleOutcome:
    counted: dict[str, str] = {}
    left_out = []
    for each in there:
        why = _why_not(rule, each, centre)
        if why and not (centre and each.kind and each.centre != centre):
            left_out.append((f"{each.person}, {each.party_name}", why))
        if why:
            continue
        key = each.party if rule.counts == "parties" else f"{each.person} {each.party}"
        if key in counted and rule.counts == "parties":
            left_out.append((f"{each.person}, {each.party_name}", _ONCE))
        counted.setdefault(key, each.party_name if rule.counts == "parties" else each.person)
    one = QuorumRule(rule.at_least, rule.counts, rule.kinds, (centre,) if centre else ())
    text = in_words(one).replace("each of ", "")
    return RuleOutcome(text, rule.at_least, len(counted), tuple(counted.values()), tuple(left_out))


def _why_not(rule: QuorumRule, each: Present, centre: str) -> str:
    if not each.kind:
        return "their party is no member on that day"
    if rule.kinds and each.kind not in rule.kinds:
        return f"{each.kind}, not {' or '.join(rule.kinds)}"
    if centre and each.centre != centre:
        return f"from {each.centre or 'no centre'}, not {centre}"
    return ""


def _plural(kind: str) -> str:
    return f"{kind[:-1]}ies" if kind.endswith("y") else f"{kind}s"


def _listed(names: Sequence[str]) -> str:
    return ", ".join(names[:-1]) + " and " + names[-1] if len(names) > 1 else "".join(names)
