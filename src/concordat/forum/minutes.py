"""The text of minutes: a first draft from the records, passages withheld, and its tree. Pure.

The text is plain: a line that begins with `# ` is a heading, one with `- ` an item of a list,
anything else a paragraph.
"""

import hashlib
from collections.abc import Sequence
from datetime import date

from concordat.forum.words import DecisionView, MeetingView, Refused
from concordat.paper.tree import Block, Bullets, Heading, Paragraph

WITHHELD = "[withheld: {reason}]"


def first_draft(meeting: MeetingView) -> str:
    """Return minutes made from the records of a meeting alone.

    A decision stands at its item. Its times are those of the meeting, where it was held.
    """
    starts, ends = meeting.starts_at, meeting.ends_at
    lines = ["# When and where"]
    lines += [f"{_day(starts)}, {starts:%H:%M} to {ends:%H:%M}", meeting.place, "# Present"]
    lines += [f"- {each.person}, {each.party.name}" for each in meeting.attendance] or ["Nobody."]
    lines += ["# Quorum", *_quorum(meeting)]
    if meeting.interests:
        lines += ["# Interests declared"]
        lines += [f"- {each.person}: {each.text} {each.handling}" for each in meeting.interests]
    for item in meeting.items:
        lines += [f"# {item.number}. {item.title}", *_as_paragraphs(item.text)]
        lines += [
            f"- {each.party.name}: {each.stance.value}. {each.reasons}".rstrip()
            for each in item.positions
            if each.standing
        ]
        for each in meeting.decisions:
            if each.item == item.id:
                lines += _decision(each)
    items = {item.id for item in meeting.items}
    apart = [each for each in meeting.decisions if each.item not in items]
    if apart or not meeting.decisions:
        lines += ["# Other decisions" if items else "# Decisions"]
        lines += [line for each in apart for line in _decision(each)] or ["None."]
    lines += ["# Actions"]
    lines += [
        f"- {each.owner.name}: {each.text} By {_day(each.due_on)}." for each in meeting.actions
    ] or ["None."]
    return "\n".join(lines)


def _as_paragraphs(text: str) -> list[str]:
    """Return the lines of a paper without its headings, which would part the minutes."""
    return [line.removeprefix("# ") for line in text.splitlines() if line.strip()]


def _quorum(meeting: MeetingView) -> list[str]:
    said = "There was a quorum." if meeting.quorum.met else "There was no quorum."
    return [
        said,
        *(f"- {each.text} There were {each.got}." for each in meeting.quorum.outcomes),
    ]


def _day(day: date) -> str:
    return f"{day.day} {day:%B %Y}"


def _decision(decision: DecisionView) -> list[str]:
    """Return the lines of a decision: what, why, and what it rests on."""
    flag = " (chair's action, to be ratified)" if decision.to_ratify else ""
    cited = "; ".join(
        f"{each.kind.value} {each.label}" + (f", {each.edition}" if each.edition else "")
        for each in decision.citations
    )
    lines = [f"Decision {decision.number}: {decision.text}{flag}"]
    if decision.reasons:
        lines += [f"Why: {line}" for line in decision.reasons.splitlines() if line.strip()]
    return lines + ([f"Rests on: {cited}."] if cited else [])


def fingerprint(text: str) -> str:
    """Return the SHA-256 of the text, by which approved minutes can be checked."""
    return hashlib.sha256(text.encode()).hexdigest()


def withhold(text: str, redactions: Sequence[tuple[str, str]]) -> str:
    """Return the text with each passage replaced by the reason for withholding it.

    Every place of every passage is found in the text as it was; those that touch or overlap
    go together, so that nothing of either is left between them.
    """
    spans = sorted(
        (at, at + len(passage), reason)
        for passage, reason in redactions
        for at in _places(text, passage)
    )
    pieces: list[str] = []
    reached = 0
    for start, end, reason in spans:
        if start >= reached and (start > reached or not pieces):
            pieces += [text[reached:start], WITHHELD.format(reason=reason)]
        reached = max(reached, end)
    return "".join([*pieces, text[reached:]])


def _places(text: str, passage: str) -> list[int]:
    found = []
    at = text.find(passage) if passage else -1
    while at >= 0:
        found.append(at)
        at = text.find(passage, at + 1)
    return found


def check_passage(text: str, passage: str) -> str:
    """Return the passage to withhold, or refuse one that the minutes do not have."""
    passage = passage.strip()
    if len(passage) < 3:
        raise Refused("passage", "Copy the words to withhold from the minutes.")
    if passage not in text:
        raise Refused("passage", "These words are not in the minutes. Copy them sign for sign.")
    return passage


def blocks(text: str) -> tuple[Block, ...]:
    """Return the text as the blocks of a paper."""
    made: list[Block] = []
    points: list[str] = []
    for line in [*text.splitlines(), ""]:
        stripped = line.strip()
        if stripped.startswith("- "):
            points.append(stripped[2:])
            continue
        if points:
            made.append(Bullets(tuple(points)))
            points = []
        if stripped.startswith("# "):
            made.append(Heading(stripped[2:]))
        elif stripped:
            made.append(Paragraph(stripped))
    return tuple(made)
