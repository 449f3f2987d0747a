"""The letter that tells a holder of a fall. Pure."""

from dataclasses import dataclass

from concordat.delivery.words.recall import FallView


@dataclass(frozen=True, slots=True)
class Letter:
    """A mail in plain text."""

    subject: str
    text: str


def recall_letter(fall: FallView, *, what: str, given_at: str, site: str, key: str) -> Letter:
    """Return the letter about one fall to one holder; `key` makes the link that answers it."""
    when = f" on {fall.standing_on}" if fall.standing_on else ""
    who = f", according to {fall.standing_source}" if fall.standing_source else ""
    subject = " ".join(f"{fall.standing.capitalize()}: {fall.title}".split())
    return Letter(
        subject=subject if len(subject) <= 150 else subject[:149] + "…",
        text=(
            f"On {given_at[:10]} you were given {what}.\n\n"
            f"A work in it is now marked “{fall.standing}”{when}{who}:\n\n"
            f"    {fall.title}\n    {site}/evidence/{fall.work}\n\n"
            "If you acted on it or passed it on, look at it again.\n\n"
            f"Please say that you have seen this:\n    {site}/recall/seen/{key}\n\n"
            "You get this once for each work, because you were given it. "
            "It is about the evidence and says nothing of any patient.\n"
        ),
    )
