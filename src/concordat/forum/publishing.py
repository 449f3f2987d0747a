"""What published minutes let everybody know of a decision. Pure.

The words come from the minutes and never from the record: what the minutes do not say, or
withhold, cannot come out by the page of a decision. A fact of the record (who sees to it, what
it cites, how a party stands) is shown where its sentence stands in the minutes, none of it
withheld; `forum.sentences` has the sentences.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from concordat.forum import sentences
from concordat.forum.minutes import Hidden, hidden_in, shown
from concordat.forum.words import DecisionView

_HEADS = f"(?:{sentences.DECISION}|Chair[’']s action)"
_NEXT = re.compile(rf"^(?:# |(?:- )?{_HEADS} \d+/\d+:)", re.MULTILINE)
_FACTS = (sentences.RESTS_ON, sentences.SEEN_TO, sentences.REVIEW, sentences.REPLACES)


@dataclass(frozen=True, slots=True)
class Shown:
    """What is public of a decision. Citations, positions and rules are counted from 0."""

    text: str
    reasons: str = ""
    owner: bool = False
    review: bool = False
    replaces: bool = False
    citations: tuple[int, ...] = ()
    positions: tuple[tuple[int, str], ...] = ()  # which, and its reasons as the minutes have them
    quorum: tuple[int, ...] = ()
    said: tuple[str, ...] = ()  # the lines of the minutes


@dataclass(frozen=True, slots=True)
class _Part:
    """A part of minutes, of which some may be withheld."""

    whole: str
    hidden: tuple[Hidden, ...]
    start: int
    end: int

    def lines(self) -> Iterator[tuple[int, int]]:
        """Yield where each line that is not empty begins and ends."""
        for found in re.finditer(r"\S[^\n]*", self.whole[self.start : self.end]):
            yield self.start + found.start(), self.start + found.end()

    def show(self, start: int, end: int) -> str:
        return shown(self.whole, self.hidden, start, end).strip()

    def open(self, start: int, end: int) -> bool:
        return not any(each.start < end and each.end > start for each in self.hidden)

    def says(self, sentence: str, *, until: str = "") -> bool:
        """Return whether it holds a sentence of which nothing is withheld.

        `until`: signs of which one must follow, for a sentence that may begin another.
        """
        at = self.whole.find(sentence, self.start, self.end) if sentence else -1
        while at >= 0:
            end = at + len(sentence)
            ends = not until or end >= self.end or self.whole[end] in until
            if ends and self.open(at, end):
                return True
            at = self.whole.find(sentence, at + 1, self.end)
        return False


def public_part(
    text: str, redactions: Sequence[tuple[str, str]], decision: DecisionView, *, heading: str = ""
) -> Shown | None:
    """Return what everybody may know of a decision once these minutes are published.

    `heading`: of the item that it is on, under which positions of parties stand. None when
    the minutes do not name the decision by its number, or withhold that.
    """
    hidden = hidden_in(text, redactions)
    part = _part_of(text, hidden, decision.number)
    if part is None:
        return None
    words, reasons = _words(part)
    positions = tuple(_positions(_under(text, hidden, heading), decision))
    return Shown(
        text=words,
        reasons=reasons,
        owner=part.says(sentences.owner(decision)),
        review=part.says(sentences.review(decision)),
        replaces=part.says(sentences.replaces(decision)),
        citations=tuple(
            at
            for at, each in enumerate(decision.citations)
            if part.says(sentences.cited(each), until=";.")
        ),
        positions=positions,
        quorum=_quorum(text, hidden, decision),
        said=tuple(part.show(start, end) for start, end in part.lines()),
    )


def archived(part: Shown, decision: DecisionView, *, meeting: str, decided: date, on: date) -> str:
    """Return the words of a decision that are kept with their hash, as a plain text.

    `meeting` is its title, as the published minutes may show it. A line that begins with `# `
    is a heading, one with `- ` an item of a list.
    """
    lines = [
        f"# Decision {decision.number}, {decision.forum_name}",
        f"Decided on {sentences.plain(decided)}.",
        f"Published with the minutes of {meeting} on {sentences.plain(on)}.",
        *part.said,
    ]
    if part.positions:
        lines.append("# Positions of parties")
        lines += [
            f"{sentences.stands(decision.positions[at])} {why}".rstrip()
            for at, why in part.positions
        ]
    if part.quorum:
        lines.append("# Quorum")
        lines += [sentences.counted(decision.quorum.outcomes[at]) for at in part.quorum]
    return "\n".join([*lines, ""])


def _part_of(text: str, hidden: tuple[Hidden, ...], number: str) -> _Part | None:
    """Return the lines about a decision: until the next one, or the next heading."""
    head = re.search(rf"^[ \t]*(?:- )?{_HEADS} {re.escape(number)}:", text, re.MULTILINE)
    if head is None:
        return None
    following = _NEXT.search(text, head.end())
    part = _Part(text, hidden, head.start(), following.start() if following else len(text))
    return part if part.open(head.start(), head.end()) else None


def _words(part: _Part) -> tuple[str, str]:
    """Return what was decided and why, as the minutes have it: facts left out."""
    found: dict[str, list[str]] = {"text": [], "reasons": []}
    into = "text"
    for start, end in part.lines():
        line = part.whole[start:end]
        if line.startswith(_FACTS):
            continue
        if line.startswith(sentences.WHY):
            into, start = "reasons", start + len(sentences.WHY)
        elif not found["text"]:
            start += line.index(":") + 1
        found[into].append(part.show(start, end))
    text = "\n".join(found["text"]).replace(sentences.TO_RATIFY, "")
    return text, "\n".join(found["reasons"])


def _under(text: str, hidden: tuple[Hidden, ...], heading: str) -> _Part | None:
    """Return what stands under a heading of the minutes."""
    found = re.search(rf"^# {re.escape(heading)}$", text, re.MULTILINE) if heading else None
    if found is None:
        return None
    end = text.find("\n# ", found.end())
    return _Part(text, hidden, found.end(), end if end >= 0 else len(text))


def _positions(part: _Part | None, decision: DecisionView) -> Iterator[tuple[int, str]]:
    """Yield the positions that stand, with their reasons as the minutes have them."""
    if part is None:
        return
    for at, each in enumerate(decision.positions):
        said = sentences.stands(each)
        for start, end in part.lines():
            begins = part.whole.startswith(said, start)
            if each.standing and begins and part.open(start, start + len(said)):
                yield at, part.show(start + len(said), end)
                break


def _quorum(text: str, hidden: tuple[Hidden, ...], decision: DecisionView) -> tuple[int, ...]:
    part = _under(text, hidden, "Quorum")
    return tuple(
        at
        for at, each in enumerate(decision.quorum.outcomes)
        if part and part.says(sentences.counted(each))
    )
