"""A guesser's first tries are refused; three random words never are."""

import pytest
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from hypothesis import given
from hypothesis import strategies as st

WORDS = ("copper", "tram", "otter", "lantern", "gravel", "pickle", "harbour", "mitten", "violin")


@pytest.mark.parametrize(
    "password",
    [
        "password1234",
        "Password123!",
        "1234567890123",
        "aaaaaaaaaaaaaaa",
        "abcabcabcabc",
        "qwertyuiop12",
        "abcdefghijkl",
        "lkjhgfdsa098765",
        "concordat2026!",
        "tram otter",
    ],
)
def test_what_a_guesser_tries_is_refused(password: str) -> None:
    with pytest.raises(ValidationError):
        validate_password(password)


@given(
    st.lists(st.sampled_from(WORDS), min_size=3, max_size=3, unique=True), st.sampled_from(" -.,")
)
def test_three_random_words_are_taken(words: list[str], between: str) -> None:
    validate_password(between.join(words))


def test_other_scripts_spaces_and_great_length_are_taken() -> None:
    for password in ("drei zufällige Wörter", "три случайных слова", "x9 " * 300 + "tram otter"):
        validate_password(password)
