"""The text of minutes: a first draft from the records, passages withheld, and its tree. Pure.

The text is plain: a line that begins with `# ` is a heading, one with `- ` an item of a list,
anything else a paragraph.
"""

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from concordat.forum import sentences
from concordat.forum.sentences import plain
from concordat.forum.words import AgendaItemView, DecisionView, MeetingView, Refused
from concordat.paper.tree import Block, Bullets, Heading, Paragraph

WITHHELD = "[withheld: {reason}]"


def first_draft(meeting: MeetingView, ratified: Mapping[str, DecisionView] | None = None) -> str:
    """Return minutes made from the records of a meeting alone.

    A decision stands at its item. Its times are those of the meeting, where it was held.
    `ratified`: by public id, what the chair did between meetings and this one ratified.
    """
    starts, ends = meeting.starts_at, meeting.ends_at
    lines = ["# When and where"]
    lines += [f"{plain(starts)}, {starts:%H:%M} to {ends:%H:%M}", meeting.place, "# Present"]
    lines += [f"- {each.person}, {each.party.name}" for each in meeting.attendance] or ["Nobody."]
    lines += ["# Quorum", *_quorum(meeting)]
    if meeting.interests:
        lines += ["# Interests declared"]
        lines += [f"- {each.person}: {each.text} {each.handling}" for each in meeting.interests]
    for item in meeting.items:
        lines += _item(item, meeting, ratified or {})
    items = {item.id for item in meeting.items}
    apart = [each for each in meeting.decisions if each.item not in items]
    if apart or not meeting.decisions:
        lines += ["# Other decisions" if items else "# Decisions"]
        lines += [line for each in apart for line in sentences.of_decision(each)] or ["None."]
    lines += ["# Actions"]
    lines += [
        f"- {each.owner.name}: {each.text} By {plain(each.due_on)}." for each in meeting.actions
    ] or ["None."]
    return "\n".join(lines)


def _item(
    item: AgendaItemView, meeting: MeetingView, ratified: Mapping[str, DecisionView]
) -> Iterator[str]:
    yield f"# {item.number}. {item.title}"
    acted = ratified.get(item.about.removeprefix("decision:"))
    if acted:
        yield from sentences.of_decision(acted, head=sentences.CHAIRS_ACTION)
    else:
        yield from sentences.lines(item.text)
    yield from (sentences.position(each) for each in item.positions if each.standing)
    for each in meeting.decisions:
        if each.item == item.id:
            yield from sentences.of_decision(each)


def _quorum(meeting: MeetingView) -> list[str]:
    said = "There was a quorum." if meeting.quorum.met else "There was no quorum."
    return [said, *(sentences.counted(each) for each in meeting.quorum.outcomes)]


def fingerprint(text: str) -> str:
    """Return the SHA-256 of the text, by which approved minutes can be checked."""
    return hashlib.sha256(text.encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class Hidden:
    """Signs of a text that are withheld, from `start` until not including `end`."""

    start: int
    end: int
    reason: str


def hidden_in(text: str, redactions: Sequence[tuple[str, str]]) -> tuple[Hidden, ...]:
    """Return what is withheld of a text: every place of every passage, in order.

    Places are found in the text as it was; those that touch or overlap go together, under
    the reason of the first, so that nothing of either is left between them.
    """
    found: list[Hidden] = []
    for start, end, reason in sorted(
        (at, at + len(passage), reason)
        for passage, reason in redactions
        for at in _places(text, passage)
    ):
        if found and start <= found[-1].end:
            last = found.pop()
            start, end, reason = last.start, max(last.end, end), last.reason
        found.append(Hidden(start, end, reason))
    return tuple(found)


def withhold(text: str, redactions: Sequence[tuple[str, str]]) -> str:
    """Return the text with each passage replaced by the reason for withholding it."""
    return shown(text, hidden_in(text, redactions), 0, len(text))


def shown(text: str, hidden: Sequence[Hidden], start: int, end: int) -> str:
    """Return a part of a text, the reason standing in place of what is withheld of it."""
    pieces: list[str] = []
    for each in hidden:
        if each.start < end and each.end > start:
            pieces += [text[start : each.start], WITHHELD.format(reason=each.reason)]
            start = each.end
    return "".join([*pieces, text[start:end]])


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
