"""What could name a patient is found; what librarians ask every day is not."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from concordat.enquiries.patients import findings, is_nhs_number, redacted


@given(st.lists(st.integers(0, 9), min_size=9, max_size=9))
def test_one_check_digit_at_most_makes_an_nhs_number(digits: list[int]) -> None:
    text = "".join(map(str, digits))
    right = [last for last in range(10) if is_nhs_number(f"{text}{last}")]
    total = sum(digit * weight for digit, weight in zip(digits, range(10, 1, -1), strict=True))
    wanted = [last for last in range(10) if (total + last) % 11 == 0]
    assert right == [last for last in wanted if len({*digits, last}) > 1]


@pytest.mark.parametrize(
    ("text", "what", "certain"),
    [
        ("patient 9434765919", "an NHS number", True),
        ("943-476-5919 please", "an NHS number", True),
        ("dob: 3 March 1951", "a date of birth", True),
        ("born on 12/04/1980", "a date of birth", True),
        ("MRN 44512", "a patient’s number", True),
        ("Mrs Smith fell", "a person’s name", False),
        ("John Smith 4451234", "a person’s name", False),
        ("seen on 12/04/1980", "a day, which could be a date of birth", False),
    ],
)
def test_each_is_found_once(text: str, what: str, certain: bool) -> None:
    found = findings(text)
    assert [(each.what, each.certain) for each in found] == [(what, certain)]
    assert found[0].text in text


@pytest.mark.parametrize(
    "text",
    [
        "",
        "A woman of 34 with asthma, since 2015, 500 mg twice daily",
        "Cochrane Handbook 2019; NG136; PMID 12345678; doi 10.1000/1234567",
        "Parkinson disease in people born preterm, 1990-2020",
        "0115 9434765918",
    ],
)
def test_everyday_questions_pass(text: str) -> None:
    assert findings(text) == ()


@pytest.mark.parametrize(
    "text", ["dose of 500 mg", "covid-19 in 2021", "type 2 diabetes, aged 40-64"]
)
def test_what_is_sent_and_names_nobody_stays_as_it_is(text: str) -> None:
    assert redacted(text) == (text, False)


@given(st.from_regex(r"\A[a-z ]{0,20}\Z"), st.integers(0, 999_999_999))
def test_no_nhs_number_that_is_sent_stays(words: str, nine: int) -> None:
    digits = f"{nine:09}"
    check = 11 - sum(int(sign) * (10 - at) for at, sign in enumerate(digits)) % 11
    if check != 10:
        number = digits + str(check % 11)
        for said in (number, f"{number[:3]} {number[3:6]} {number[6:]}"):
            left, taken = redacted(f"{words} {said} asthma")
            assert taken
            assert not any(sign.isdigit() for sign in left)
            assert left.endswith("asthma")
