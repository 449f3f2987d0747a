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
    ("facts", "loaded", "tag"),
    [
        ({}, "9 March 2026, yesterday", None),
        ({"good_at": "2025-12-01T10:00:00Z"}, "1 December 2025, 99 days ago", None),
        ({"failed": 2}, "9 March 2026, yesterday", "Some failed"),
        ({"found": 0, "held": 0}, "9 March 2026, yesterday", "Found nothing"),
        ({"good_at": ""}, "never", "Never loaded"),
    ],
)
def test_when_it_was_loaded(facts: dict[str, object], loaded: str, tag: str | None) -> None:
    (line,) = present_coverage([source(**facts)], today=TODAY)
    assert (line.loaded, line.tag.text if line.tag else None) == (loaded, tag)


@pytest.mark.parametrize(("as_of", "dated"), [("2014", "2014"), ("", "not known")])
def test_the_date_of_a_list_is_not_the_day_it_was_loaded(as_of: str, dated: str) -> None:
    (line,) = present_coverage([source(as_of=as_of)], today=TODAY)
    assert line.dated == dated


def test_what_is_not_known_is_not_made_up() -> None:
    (line,) = present_coverage([source(found=None, failed=None)], today=TODAY)
    assert (line.found, line.failed) == ("not known", "not known")


def test_each_publication_says_what_we_hold_of_it() -> None:
    listed = [
        PublishingView("a", "Guidance", taken_as="list", licence="Open"),
        PublishingView("b", "Reports", where="javascript:alert(1)"),
    ]
    taken, not_taken = present_publishing(listed, [source(failed=1)], publisher="NICE")
    assert taken.tag.text == "Some failed"
    assert taken.held == (
        "We hold what one list or file, The list, names: 12 found, 12 held, 1 failed, "
        "loaded 9 March 2026. NICE’s own site was not looked at."
    )
    assert (not_taken.tag.text, not_taken.where) == ("Not harvested", "")


def test_a_list_of_years_ago_that_was_loaded_today_does_not_say_that_we_hold_all() -> None:
    listed = [PublishingView("a", "Guidance", taken_as="list")]
    old = source(as_of="2014", good_at="2026-03-10T10:00:00Z")
    (line,) = present_publishing(listed, [old], publisher="NICE")
    assert line.tag.text == "We cannot say"
    assert "one list or file, The list (of 2014), names" in line.held
    assert "own site was not looked at" in line.held


def test_a_list_that_was_never_loaded_gives_nothing() -> None:
    listed = [PublishingView("a", "Guidance", taken_as="list")]
    (line,) = present_publishing(listed, [source(good_at="", held=0)], publisher="NICE")
    assert line.tag.text == "Never loaded"
    assert "never loaded" in line.held
