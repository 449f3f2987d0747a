"""What makes an event of reorganisation whole. Pure; used when loading and when recording."""

from collections.abc import Iterator, Sequence

from concordat.parties.words import (
    Certainty,
    Day,
    PartGiven,
    SuccessionKind,
    SuccessionStatus,
)


def faults_of_status(
    status: SuccessionStatus,
    *,
    announced_on: Day | None,
    withdrawn_on: Day | None,
    reason: str,
) -> Iterator[str]:
    """Yield what is wrong with what is said of a withdrawal, each a whole sentence."""
    if status is not SuccessionStatus.WITHDRAWN:
        if withdrawn_on or reason:
            yield f"It is {status.value}, so it was not withdrawn: leave out when and why."
        return
    if withdrawn_on is None:
        yield "It was withdrawn: say on which day, or that nobody knows."
    elif announced_on and withdrawn_on.before(announced_on) is Certainty.YES:
        yield f"It was announced {announced_on}: it cannot have been withdrawn before."
    if not reason:
        yield "It was withdrawn: say why, or that no reason was given."


def faults_of(kind: SuccessionKind, parts: Sequence[PartGiven]) -> Iterator[str]:
    """Yield what is wrong with the parts of an event, each a whole sentence."""
    givers = {part.giver for part in parts}
    takers = {part.taker for part in parts}
    if not parts:
        yield "A succession needs at least one part: who gave, and who took."
        return
    match kind:
        case SuccessionKind.MERGE:
            if len(givers) < 2 or len(takers) != 1:
                yield (
                    "A merge makes one new body of two or more that end. Choose “absorb” "
                    "where a body that goes on takes in another."
                )
            if givers & takers:
                yield "A merge makes a new body; when one of them goes on, write absorb."
        case SuccessionKind.ABSORB:
            if len(takers) != 1 or givers & takers:
                yield "Absorbing means that one body, which goes on, takes in others."
        case SuccessionKind.SPLIT:
            if len(givers) != 1 or len(takers) < 2:
                yield "A split divides one body among several."
        case SuccessionKind.RENAME:
            if len(parts) != 1 or (givers == takers and not parts[0].name):
                yield "A rename has one part: the same party with its new name, or a new body."
        case SuccessionKind.TRANSFER:
            if any(not part.function or part.giver == part.taker for part in parts):
                yield "A transfer of function names the function, and two different parties."
    if len(set(parts)) < len(parts):
        yield "The same part stands twice."
