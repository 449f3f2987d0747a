"""What could name a patient is taken out of the words of a launch link; nothing else is."""

import pytest

from concordat.delivery.queries.launch import without_codes, without_patients


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("type 2 diabetes", "type 2 diabetes"),
        ("covid-19 in 2021, dose 500 mg", "covid-19 in 2021, dose 500 mg"),
        ("asthma 9434765919", "asthma"),
        ("asthma 943 476 5919 x", "asthma x"),
        ("asthma 943-476-5919", "asthma"),
        ("fall, DOB: 12/03/1960", "fall,"),
        ("fall 12.3.60", "fall"),
        ("fall 1960-03-12", "fall"),
        ("fall, patient name: Ann Example, hip", "fall, , hip"),
        ("fall MRN 123456A", "fall"),
        ("fall ann@example.org", "fall"),
    ],
)
def test_words(text: str, left: str) -> None:
    clean, taken_out = without_patients(text)
    assert clean == left
    assert taken_out == (text != left)


def test_codes() -> None:
    assert without_codes("73211009") == ("73211009", False)
    assert without_codes("ICD-10|E11.9") == ("ICD-10|E11.9", False)
    assert without_codes("943 476 5919") == ("", True)
    assert without_codes("<b>1") == ("b1", False)
