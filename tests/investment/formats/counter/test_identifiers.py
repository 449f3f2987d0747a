"""Check digits, against numbers known to be right and each of their single-digit errors."""

import pytest

from concordat.investment.formats.counter import identifiers

GOOD = {
    identifiers.issn: ["0028-4793", "1533-4406", "0140-6736", "2434-561X"],
    identifiers.isbn: ["978-0-306-40615-7", "979-10-90636-07-1"],
    identifiers.isni: ["0000000121032683", "0000 0001 2281 955X"],
    identifiers.orcid: ["0000-0002-1825-0097", "0000-0001-5109-3700", "0000-0002-1694-233X"],
}
CASES = [(check, value) for check, values in GOOD.items() for value in values]


@pytest.mark.parametrize(("check", "value"), CASES)
def test_a_good_identifier_is_good_and_any_mistyped_digit_is_found(check, value) -> None:  # type: ignore[no-untyped-def]
    assert check(value) is None
    for place, mark in enumerate(value):
        if not mark.isdigit() or (check is identifiers.isbn and place < 3):
            continue
        wrong = value[:place] + str((int(mark) + 1) % 10) + value[place + 1 :]
        fault = check(wrong)
        assert fault is not None, wrong
        assert fault[1] in {"identifier-check-digit", "identifier-placeholder"}


@pytest.mark.parametrize("value", ["1234-4321", "4321-4321"])
def test_what_was_never_meant_as_an_identifier_is_only_warned_of(value: str) -> None:
    fault = identifiers.issn(value)
    assert fault is not None
    assert fault[1] == "identifier-placeholder"


@pytest.mark.parametrize(
    ("check", "value"),
    [
        (identifiers.issn, "00284793"),
        (identifiers.issn, "2434-561x"),
        (identifiers.isbn, "9780306406157"),
        (identifiers.isbn, "0-306-40615-2"),
        (identifiers.doi, "https://doi.org/10.1000/182"),
        (identifiers.doi, "182"),
        (identifiers.proprietary, "no namespace"),
        (identifiers.uri, "example.org"),
        (identifiers.uri, "http://[::1"),
        (identifiers.ror, "https://ror.org/xyz"),
    ],
)
def test_other_forms_are_told(check, value: str) -> None:  # type: ignore[no-untyped-def]
    fault = check(value)
    assert fault is not None
    assert fault[1] == "identifier-format"
