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
COMMON_WORDS = {"AIDS", "ALL", "CARE", "HIS", "ICE", "MEN", "NICE", "PET", "SAD", "SEND", "WHO"}


def test_search_can_load_both_lists() -> None:
    variants = load(SEARCH)
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


def test_the_readme_counts_what_is_here() -> None:
    readme = (CONTENT / "README.md").read_text("utf-8")
    for count in (
        f"{len(lines('works.jsonl')):,} works",
        f"{len(lines('guidance.jsonl'))} pieces of guidance",
        f"{len(PAIRS)} pairs of British",
        f"{len(ACRONYMS)} acronyms",
    ):
        assert count in readme
    assert (DEMO / "sources.toml").is_file()
