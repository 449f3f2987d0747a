"""Whether we hold all that a party publishes: found, held, failed, and how long ago."""

from datetime import date

import pytest

from concordat.evidence.words import Coverage
from concordat.parties.words import PublishingView
from concordat.web.parties.coverage import present_coverage, present_publishing

TODAY = date(2026, 3, 10)


def source(**facts: object) -> Coverage:
    usual: dict[str, object] = {
        "source": "list",
        "name": "The list",
        "licence": "Open",
        "held": 12,
        "found": 12,
        "failed": 0,
        "good_at": "2026-03-09T10:00:00Z",
    }
    return Coverage(**{**usual, **facts})  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("facts", "looked", "tag"),
    [
        ({}, "9 March 2026, yesterday", "Looked lately"),
        ({"good_at": "2026-02-20T10:00:00Z"}, "20 February 2026, 18 days ago", "Look again soon"),
        ({"good_at": "2025-12-01T10:00:00Z"}, "1 December 2025, 99 days ago", "Look again now"),
        ({"failed": 2}, "9 March 2026, yesterday", "Some failed"),
        ({"found": 0, "held": 0}, "9 March 2026, yesterday", "Found nothing"),
        ({"good_at": ""}, "never", "Never looked"),
    ],
)
def test_how_fresh_it_is(facts: dict[str, object], looked: str, tag: str) -> None:
    (line,) = present_coverage([source(**facts)], today=TODAY)
    assert (line.looked, line.tag.text) == (looked, tag)


def test_what_is_not_known_is_not_made_up() -> None:
    (line,) = present_coverage([source(found=None, failed=None)], today=TODAY)
    assert (line.found, line.failed) == ("not known", "not known")


def test_each_publication_says_what_we_hold_of_it() -> None:
    listed = [
        PublishingView("a", "Guidance", taken_as="list", licence="Open"),
        PublishingView("b", "Reports", where="javascript:alert(1)"),
    ]
    taken, not_taken = present_publishing(listed, [source(failed=1)], today=TODAY)
    assert taken.held == "12 found, 12 held, 1 failed, by way of The list"
    assert (not_taken.tag.text, not_taken.where) == ("Not harvested", "")
