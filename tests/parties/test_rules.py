"""An event of reorganisation must be whole."""

import pytest

from concordat.parties.rules import faults_of
from concordat.parties.words import PartGiven, SuccessionKind

MERGE, ABSORB, SPLIT = SuccessionKind.MERGE, SuccessionKind.ABSORB, SuccessionKind.SPLIT
RENAME, TRANSFER = SuccessionKind.RENAME, SuccessionKind.TRANSFER


def part(text: str, function: str = "", name: str = "") -> PartGiven:
    return PartGiven(text[0], text[1], function=function, name=name)


@pytest.mark.parametrize(
    ("kind", "parts"),
    [
        (MERGE, [part("ac"), part("bc")]),
        (ABSORB, [part("ab")]),
        (ABSORB, [part("ac"), part("bc")]),
        (SPLIT, [part("ab"), part("ac")]),
        (RENAME, [part("aa", name="New")]),
        (RENAME, [part("ab")]),
        (TRANSFER, [part("ab", "screening")]),
    ],
)
def test_whole_events(kind: SuccessionKind, parts: list[PartGiven]) -> None:
    assert list(faults_of(kind, parts)) == []


@pytest.mark.parametrize(
    ("kind", "parts", "fault"),
    [
        (MERGE, [part("ab")], "one new body of two or more"),
        (MERGE, [part("ac"), part("cc")], "write absorb"),
        (ABSORB, [part("ab"), part("ac")], "one body"),
        (ABSORB, [part("aa")], "one body"),
        (SPLIT, [part("ab")], "among several"),
        (RENAME, [part("aa")], "its new name"),
        (TRANSFER, [part("ab")], "names the function"),
        (TRANSFER, [part("aa", "screening")], "two different parties"),
        (SPLIT, [part("ab"), part("ac"), part("ac")], "stands twice"),
        (ABSORB, [], "at least one part"),
    ],
)
def test_events_that_are_not(kind: SuccessionKind, parts: list[PartGiven], fault: str) -> None:
    assert fault in " ".join(faults_of(kind, parts))
