"""The letter that tells a holder of a fall. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass

from concordat.delivery.words.days import in_words
from concordat.delivery.words.recall import FallView


@dataclass(frozen=True, slots=True)
class Letter:
    """A mail in plain text."""

    subject: str
    text: str


def recall_letter(
    fall: FallView, *, given: Sequence[tuple[str, str]], site: str, key: str
) -> Letter:
    """Return the letter about one fall to one holder; `key` makes the link that answers it.

    `given` are what they were given and when (ISO), each once.
    """
    dated = f" The notice is dated {in_words(fall.standing_on)}." if fall.standing_on else ""
    who = f", according to {fall.standing_source}" if fall.standing_source else ""
    return Letter(
        subject=_subject(f"{fall.standing.capitalize()}: {fall.title}"),
        text=(
            f"{_given(given)}\n\n"
            f"A work in it is now marked “{fall.standing}”{who}.{dated}\n\n"
            f"    {fall.title}\n    {site}/evidence/{fall.work}\n\n"
            "If you acted on it or passed it on, look at it again.\n\n"
            f"Please say that you have seen this:\n    {site}/recall/seen/{key}\n\n"
            "You get this once for each work, because you were given it. "
            "It is about the evidence and says nothing of any patient.\n"
        ),
    )


def withdrawal_letter(
    question: str, why: str, *, given: Sequence[tuple[str, str]], address: str, site: str, key: str
) -> Letter:
    """Return the letter that tells a holder that a pack was withdrawn; `address` is its page."""
    return Letter(
        subject=_subject(f"Withdrawn: {question}"),
        text=(
            f"{_given(given)}\n\n"
            "Its owner has withdrawn this pack. It must not be used any more.\n\n"
            f"    {question}\n    {site}{address}\n\n"
            f"Why: {why}\n\n"
            "If you acted on it or passed it on, look at it again.\n\n"
            f"Please say that you have seen this:\n    {site}/recall/seen/{key}\n\n"
            "You get this once, because you were given the pack. "
            "It is about the evidence and says nothing of any patient.\n"
        ),
    )


def _given(given: Sequence[tuple[str, str]]) -> str:
    if len(given) == 1:
        return f"On {in_words(given[0][1])} you were given {given[0][0]}."
    lines = "".join(f"\n- {what}, on {in_words(at)}" for what, at in given)
    return f"You were given:\n{lines}"


def _subject(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= 150 else text[:149] + "…"
