from pathlib import Path

import pytest

from concordat.search.stems import stem
from concordat.search.thesaurus.variants import ContentError, load


def write(folder: Path, spelling: str = "", acronyms: str = "") -> Path:
    (folder / "spelling.tsv").write_text(spelling)
    (folder / "acronyms.toml").write_text(acronyms)
    return folder


def test_spellings_go_both_ways(tmp_path: Path) -> None:
    found = load(write(tmp_path, "# British, American\nanaemia\tanemia\n\noedema\tedema\n"))
    assert found.spellings[stem("anaemia")] == ("anemia",)
    assert found.spellings[stem("anemia")] == ("anaemia",)
    assert found.spellings[stem("oedema")] == ("edema",)


@pytest.mark.parametrize(
    "toml",
    [
        'COPD = "chronic obstructive pulmonary disease"',
        'COPD = ["chronic obstructive pulmonary disease"]',
        '[acronyms]\nCOPD = ["chronic obstructive pulmonary disease"]',
        '[COPD]\nnames = ["chronic obstructive pulmonary disease"]',
    ],
)
def test_acronyms_and_the_way_back(tmp_path: Path, toml: str) -> None:
    found = load(write(tmp_path, acronyms=toml))
    run = ("chronic", "obstructive", "pulmonary", "disease")
    assert found.names == {"copd": (run,)}
    assert found.acronyms == {tuple(map(stem, run)): ("copd",)}


@pytest.mark.parametrize(
    ("spelling", "acronyms", "place"),
    [
        ("anaemia anemia\n", "", "spelling.tsv, line 1"),
        ("anaemia\tanemia\nheart attack\tmi\n", "", "spelling.tsv, line 2"),
        ("", "COPD = ", "acronyms.toml"),
        ("", '"A B" = "a name"', "acronyms.toml: A B"),
    ],
)
def test_a_wrong_line_is_named(tmp_path: Path, spelling: str, acronyms: str, place: str) -> None:
    with pytest.raises(ContentError, match=place):
        load(write(tmp_path, spelling, acronyms))


def test_no_files_mean_no_variants(tmp_path: Path) -> None:
    assert load(tmp_path / "nowhere").spellings == {}
