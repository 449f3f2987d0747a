import pytest

from concordat.search.strategy.languages import language


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("eng", "english"),
        ("EN", "english"),
        ("en-GB", "english"),
        ("English", "english"),
        ("fre", "french"),
        ("fra", "french"),
        ("Klingon", "klingon"),
        ("", ""),
    ],
)
def test_codes_and_names_are_one_language(written: str, name: str) -> None:
    assert language(written) == name
