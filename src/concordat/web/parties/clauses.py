"""Clauses as somebody types them: a paragraph each, which may begin with what it is. Pure."""

import re
from collections import Counter
from collections.abc import Iterable

from concordat.parties.words import ClauseGiven, ClauseKind, ClauseView

HINT = (
    "One clause a paragraph, with an empty line between. A paragraph may begin with what it is: "
    "“Ambition 2: …”, “Preamble: …”, “Forum: …”; otherwise it is a term. Each gets an address "
    "of its own, such as ambition-2."
)
_KINDS = "|".join(kind.value for kind in ClauseKind)
_OPENING = re.compile(rf"({_KINDS})\s*([0-9]+(?:\.[0-9]+)*|[a-z])?\s*:\s*", re.IGNORECASE)


def read_clauses(text: str) -> list[ClauseGiven]:
    """Return the clauses of a text, each with a key that no other has."""
    paragraphs = (" ".join(each.split()) for each in re.split(r"\n\s*\n", text.strip()))
    found: list[ClauseGiven] = []
    counts: Counter[ClauseKind] = Counter()
    keys: set[str] = set()
    for paragraph in filter(None, paragraphs):
        opening = _OPENING.match(paragraph)
        kind = ClauseKind(opening[1].lower()) if opening else ClauseKind.TERM
        number = opening[2] or "" if opening else ""
        counts[kind] += 1
        key = _key(kind, number, counts[kind], keys)
        keys.add(key)
        words = paragraph[opening.end() :] if opening else paragraph
        found.append(ClauseGiven(key, kind, words, number=number))
    return found


def _key(kind: ClauseKind, number: str, count: int, taken: set[str]) -> str:
    """Return `ambition-2` for the ambition numbered 2, `forum` for the only one of its kind."""
    alone = kind in (ClauseKind.PREAMBLE, ClauseKind.FORUM) and count == 1 and not number
    wanted = kind.value if alone else f"{kind.value}-{(number or str(count)).replace('.', '-')}"
    further = (f"{wanted}-{n}" for n in range(2, len(taken) + 3))
    return wanted if wanted not in taken else next(key for key in further if key not in taken)


def write_clauses(clauses: Iterable[ClauseView]) -> str:
    """Return the text that `read_clauses` reads as these clauses."""
    return "\n\n".join(
        f"{f'{clause.kind.value} {clause.number}'.strip().capitalize()}: {clause.text}"
        for clause in clauses
    )
