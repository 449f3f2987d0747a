"""The reviewed lists of search are in order, without loops, and each line does something."""

import tomllib

from concordat.search.stems import stem
from concordat.search.thesaurus.variants import load
from concordat.search.tokens import tokens

from .reading import CONTENT, DEMO, lines

SEARCH = CONTENT / "search"
PAIRS = [
    tuple(line.split("\t"))
    for line in (SEARCH / "spelling.tsv").read_text("utf-8").splitlines()
    if not line.startswith("#")
]
ACRONYMS: dict[str, list[str]] = tomllib.loads((SEARCH / "acronyms.toml").read_text("utf-8"))
EVERYDAY: dict[str, list[str]] = tomllib.loads((SEARCH / "everyday.toml").read_text("utf-8"))
COMMON_WORDS = {"AIDS", "ALL", "CARE", "HIS", "ICE", "MEN", "NICE", "PET", "SAD", "SEND", "WHO"}


def test_search_can_load_the_lists() -> None:
    variants = load(SEARCH)
    assert variants.everyday.names[tuple(map(stem, ("heart", "attack")))] == (
        ("myocardial", "infarction"),
    )
    assert variants.names["copd"] == (("chronic", "obstructive", "pulmonary", "disease"),)
    assert "edema" in variants.spellings[stem("oedema")]


def test_spelling_pairs_are_sorted_single_words_and_once_each() -> None:
    british = [pair[0] for pair in PAIRS]
    assert british == sorted(set(british))
    assert [pair for pair in PAIRS if len(pair) != 2 or not all(w.isalpha() for w in pair)] == []
    assert [pair for pair in PAIRS if pair != tuple(word.lower() for word in pair)] == []


def test_spelling_has_no_loop() -> None:
    assert {british for british, _ in PAIRS} & {american for _, american in PAIRS} == set()


def test_every_spelling_pair_has_an_effect() -> None:
    assert [pair for pair in PAIRS if stem(pair[0]) == stem(pair[1])] == []


def test_acronyms_are_sorted_and_single_words() -> None:
    assert list(ACRONYMS) == sorted(ACRONYMS)
    assert [a for a in ACRONYMS if len(tokens(a)) != 1 or a != a.upper()] == []


def test_full_names_are_given_once_and_are_not_the_acronym() -> None:
    for acronym, names in ACRONYMS.items():
        assert names, acronym
        assert len(names) == len(set(names)), acronym
        assert all(name == name.lower() for name in names), acronym
        assert acronym.lower() not in names


def test_no_full_name_is_itself_an_acronym_of_the_list() -> None:
    """Or a search would be widened in a circle."""
    keys = {acronym.lower() for acronym in ACRONYMS}
    assert [name for names in ACRONYMS.values() for name in names if name in keys] == []


def test_acronyms_that_are_common_words_are_left_out() -> None:
    assert set(ACRONYMS) & COMMON_WORDS == set()


def test_everyday_words_are_sorted_and_small() -> None:
    assert len(EVERYDAY) >= 150
    assert list(EVERYDAY) == sorted(EVERYDAY)
    assert [words for words in EVERYDAY if words != words.lower()] == []


def test_every_everyday_line_is_the_only_one_of_its_stems() -> None:
    """Or the later line would hide the earlier one."""
    stemmed = [tuple(map(stem, tokens(words))) for words in EVERYDAY]
    assert [run for run in stemmed if stemmed.count(run) > 1] == []


def test_everyday_names_are_given_once_and_add_something() -> None:
    for words, names in EVERYDAY.items():
        single = [stem(name) for name in names if len(tokens(name)) == 1]
        assert names, words
        assert all(name == name.lower() for name in names), words
        assert len(names) == len(set(names)), words
        assert len(single) == len(set(single)), words
        own = tuple(map(stem, tokens(words)))
        assert own not in [tuple(map(stem, tokens(name))) for name in names], words


def test_everyday_words_are_neither_acronyms_nor_too_common() -> None:
    assert {words.upper() for words in EVERYDAY} & (set(ACRONYMS) | COMMON_WORDS) == set()
    assert set(EVERYDAY) & {"cold", "fit", "shock", "wind", "stroke", "pain"} == set()


def test_the_readme_counts_what_is_here() -> None:
    readme = (CONTENT / "README.md").read_text("utf-8")
    for count in (
        f"{len(lines('works.jsonl')):,} works",
        f"{len(lines('guidance.jsonl'))} pieces of guidance",
        f"{len(PAIRS)} pairs of British",
        f"{len(ACRONYMS)} acronyms",
        f"{len(EVERYDAY)} everyday words",
    ):
        assert count in readme
    assert (DEMO / "sources.toml").is_file()
