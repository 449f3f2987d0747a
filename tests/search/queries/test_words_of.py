"""Words of a text for rooms that compare texts: one for what means the same."""

from concordat.search.queries import words_of


def test_spellings_acronyms_and_everyday_words_come_to_the_same() -> None:
    assert words_of("anaemia in CKD") == words_of("Anemia, chronic kidney disease")
    assert words_of("bed sores") == words_of("pressure ulcer")
    assert words_of("Does the treatment of falls help?") == words_of("treatments: fall, helps")


def test_nothing_comes_of_nothing() -> None:
    assert words_of("") == words_of("of the and") == ()
