"""The workbench counts line by line, marks what is wrong, and shows what explosion takes in."""

from pathlib import Path

import pytest
from pytest_django import Settings

from concordat.parties.words import VISITOR
from concordat.search.engines.engine import Engine
from concordat.search.queries import StrategyError, count_lines, translate
from concordat.search.queries.opened import thesaurus_folder
from concordat.search.thesaurus.files import keep
from concordat.search.thesaurus.headings import Descriptor
from concordat.search.words import Document, IndexedHeading


@pytest.fixture
def library(engine: Engine, settings: Settings, tmp_path: Path) -> Engine:
    settings.DATA_DIR = tmp_path
    keep(
        thesaurus_folder(),
        [
            Descriptor("D1", "Asthma", ("Bronchial Asthma",), ("C08.1",)),
            Descriptor("D2", "Status Asthmaticus", (), ("C08.1.5",)),
        ],
        name="test",
    )
    engine.put(
        [
            Document("a", 1, "Asthma in a child", headings=(IndexedHeading("Asthma"),)),
            Document("b", 2, "A crisis", headings=(IndexedHeading("Status Asthmaticus"),)),
            Document("c", 3, "Child health"),
            Document("d", 4, "Asthma of another party", readers=("party:x",)),
        ]
    )
    return engine


def counts(text: str) -> list[int | None]:
    return [line.count for line in count_lines(text, by=VISITOR).lines]


def test_every_line_is_counted_of_what_may_be_seen(library: Engine) -> None:
    counted = count_lines(
        "1. exp Asthma/\n2. asthma.ti.\n3. child.ti.\n4. or/1-2\n5. 3 and 4", by=VISITOR
    )
    assert [line.count for line in counted.lines] == [2, 1, 2, 2, 1]
    assert (counted.total, counted.ids, counted.dialect) == (1, ("a",), "Ovid")
    assert counted.lines[0].dependants == (4, 5)
    assert counted.lines[0].takes_in == (("Asthma", ("Status Asthmaticus",)),)
    assert counted.edition


def test_a_heading_not_exploded_takes_itself_alone(library: Engine) -> None:
    assert counts("Asthma/") == [1]
    assert counts('"Bronchial Asthma"[mh]') == [2]


def test_wrong_lines_are_marked_and_only_what_rests_on_them_is_not_counted(
    library: Engine,
) -> None:
    counted = count_lines(
        "1. asthma.ti.\n2. (asthma or child.ti.\n3. child.ti.\n4. 1 and 2\n5. and and\n6. 1 and 3",
        by=VISITOR,
    )
    assert [line.count for line in counted.lines] == [1, None, 2, None, None, 1]
    assert "never closed" in counted.lines[1].error
    assert counted.lines[1].marked == ("", "(", "asthma or child.ti.")
    assert "rests on a line that is wrong" in counted.lines[3].error
    assert counted.lines[4].text == "and and"
    assert (counted.total, counted.ids) == (1, ("a",))


def test_when_the_last_line_is_wrong_nothing_is_found(library: Engine) -> None:
    counted = count_lines("1. asthma.ti.\n2. 1 and (", by=VISITOR)
    assert (counted.total, counted.ids) == (None, ())


def test_an_unknown_heading_is_marked_with_near_names(library: Engine) -> None:
    counted = count_lines("1. child.ti.\n2. exp Asthmma/", by=VISITOR)
    assert [line.count for line in counted.lines] == [2, None]
    assert counted.lines[1].error.endswith("Did you mean Asthma?")


def test_a_line_that_names_one_which_is_not_there(library: Engine) -> None:
    counted = count_lines("1. child.ti.\n2. 1 and 7", by=VISITOR)
    assert "There is no line 7" in counted.lines[1].error


def test_the_dialect_can_be_said(library: Engine) -> None:
    assert count_lines("asthma child", dialect="Ovid", by=VISITOR).total == 0
    assert count_lines("asthma child", dialect="PubMed", by=VISITOR).total == 1


def test_nothing_at_all_is_an_error(library: Engine) -> None:
    with pytest.raises(StrategyError):
        count_lines("  \n ", by=VISITOR)


def test_translating_groups_what_cannot_be_said(library: Engine) -> None:
    found = translate("1. wom#n.tw.\n2. (m#n adj3 child*).tw.", into="PubMed")
    assert found.text == "#1 wom*[tiab]\n#2 m*[tiab] AND child*[tiab]"
    by_reason = {each.reason: each.lines for each in found.not_said}
    assert by_reason["[tiab] also searches the keywords of authors."] == (1, 2)
