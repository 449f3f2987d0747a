"""What letters to a requester say: plain text, one thing to do in each. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Wording:
    """A letter's subject and body."""

    subject: str
    body: str


def _letter(name: str, question: str, *parts: str, library: str) -> str:
    asked = " ".join(question.split())
    return (
        "\n\n".join([f"Dear {name},", f"You asked: {asked}", *parts, library or "Your library"])
        + "\n"
    )


_NO_DATE = "You gave no date, so those with a date come first."


def received(name: str, question: str, link: str, library: str, *, decision: str = "") -> Wording:
    """Your question has come. `decision`: when the requester decides, "" if they did not say."""
    queued = f"You decide on {decision}: we work by that date." if decision else _NO_DATE
    return Wording(
        "Your question has reached the library",
        _letter(
            name,
            question,
            f"It is in our queue. {queued}",
            f"Follow it or take it back:\n{link}",
            "Please write nothing about a patient to us.",
            library=library,
        ),
    )


def asked_back(name: str, question: str, back: str, link: str, library: str) -> Wording:
    """We need to know more."""
    return Wording(
        "The library asks you something",
        _letter(
            name,
            question,
            f"Before we search we need to know: {back}",
            f"Answer here:\n{link}",
            library=library,
        ),
    )


def delivered(
    name: str,
    question: str,
    summary: str,
    link: str,
    library: str,
    *,
    unfollowed: Sequence[str] = (),
) -> Wording:
    """The report is ready. `unfollowed`: titles of what nobody can watch for its readers."""
    return Wording(
        "Your evidence search report",
        _letter(
            name,
            question,
            summary.strip(),
            f"Read the report, or save it as DOCX or PDF:\n{link}",
            " ".join(
                ["If a work in it is retracted later, we will tell you.", *_except(unfollowed)]
            ),
            library=library,
        ),
    )


def _except(titles: Sequence[str]) -> list[str]:
    if not titles:
        return []
    return [f"Not of these, which have no DOI or PMID: {'; '.join(titles)}."]


def fallen(name: str, question: str, title: str, standing: str, link: str, library: str) -> Wording:
    """A work of the answer fell that is not held here."""
    subject = " ".join(f"{standing.capitalize()}: {title}".split())
    return Wording(
        subject if len(subject) <= 150 else subject[:149] + "…",
        _letter(
            name,
            question,
            f"A work in our answer is now marked “{standing}”:",
            title,
            "If you acted on it or passed it on, look at it again.",
            f"This is the answer that you were given:\n{link}",
            library=library,
        ),
    )


def reused(
    name: str, question: str, answered: str, summary: str, link: str, library: str
) -> Wording:
    """An earlier answer answered it."""
    return Wording(
        "The answer that you found",
        _letter(
            name,
            question,
            f"You said that this earlier question answers it: {answered}",
            summary.strip(),
            f"Read it with its works:\n{link}",
            library=library,
        ),
    )


def declined(name: str, question: str, why: str, library: str) -> Wording:
    """We cannot do it, and why."""
    return Wording(
        "We cannot do this search",
        _letter(name, question, f"We are sorry. {why}", library=library),
    )


def use_asked(name: str, question: str, link: str, library: str) -> Wording:
    """What came of it? Asked once."""
    return Wording(
        "What came of our answer?",
        _letter(
            name,
            question,
            "We ask this once. Did it change anything for patients, for populations, for how you "
            "work, or for working lives? One line is enough.",
            f"Say it here:\n{link}",
            library=library,
        ),
    )
