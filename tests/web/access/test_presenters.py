"""The button of a verdict."""

import pytest

from concordat.delivery.words import Access, Verdict, Way
from concordat.evidence.words import Standing
from concordat.web.access.presenters import Doors, present_access

OPEN = Access(Verdict.OPEN, (Way(Verdict.OPEN, "https://example.org/copy", "the archive"),))
DOORS = Doors(choose="/places", request="/ask", library="/ask")


def test_an_open_copy_invites() -> None:
    shown = present_access(OPEN, None, DOORS, standing=Standing.CURRENT)
    assert (shown.button.kind, shown.button.text, shown.colour) == ("open", "Open", "green")


@pytest.mark.parametrize(
    ("standing", "text"),
    [
        (Standing.RETRACTED, "Retracted: open anyway"),
        (Standing.WITHDRAWN, "Withdrawn: open anyway"),
    ],
)
def test_what_no_longer_stands_does_not(standing: Standing, text: str) -> None:
    shown = present_access(OPEN, None, DOORS, standing=standing)
    assert (shown.button.kind, shown.button.text) == ("against", text)
    assert shown.button.href == "https://example.org/copy"
    assert shown.colour != "green"
