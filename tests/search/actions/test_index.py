"""The index follows the evidence, from the door of one room to the door of the other."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from pytest_django import Settings

from concordat.evidence import actions as evidence
from concordat.evidence.words import Standing
from concordat.parties.words import OPERATOR, VISITOR
from concordat.search import actions
from concordat.search.actions.index import NotAllowedError
from concordat.search.queries import check, find, opened, status
from concordat.search.words import Answer, Question

TODAY = date(2026, 1, 1)
RIS = """TY  - JOUR
TI  - {title}
AU  - Example, Ada
PY  - {year}
DO  - 10.5555/example.{number}
LA  - eng
ER  -

"""


@pytest.fixture(params=["memory", "set"])
def _engine(request: pytest.FixtureRequest, settings: Settings, tmp_path: Path) -> Iterator[None]:
    settings.SEARCH_ENGINE = request.param
    settings.DATA_DIR = tmp_path
    settings.CONTENT_DIR = tmp_path / "content"
    opened.forget()
    yield
    opened.forget()


def take(folder: Path, *titles: str) -> None:
    file = folder / "works.ris"
    file.write_text(
        "".join(
            RIS.format(title=title, year=2000 + number, number=number)
            for number, title in enumerate(titles)
        )
    )
    evidence.ingest(paths=[file], by=OPERATOR)


def ask(text: str) -> Answer:
    return find(Question(text), by=VISITOR, today=TODAY)


pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("_engine")]


def test_what_is_taken_is_found_after_indexing(tmp_path: Path) -> None:
    take(tmp_path, "Asthma in children", "Broken bones")
    assert check()  # behind
    assert status().behind == 2
    assert actions.index_works(by=OPERATOR) == 2
    assert (status().behind, status().works) == (0, 2)
    assert check() == []
    assert ask("childhood bones").total == 1
    assert ask("english[la] AND asthma").total == 1
    assert ask("2001[dp]").total == 1
    assert actions.index_works(by=OPERATOR) == 0


def test_a_work_that_falls_is_labelled_in_the_index(tmp_path: Path) -> None:
    take(tmp_path, "Asthma in children")
    actions.index_works(by=OPERATOR)
    (hit,) = ask("asthma").hits
    evidence.set_standing(
        work=hit.id, standing=Standing.RETRACTED, on="2025-01-01", source="a test", by=OPERATOR
    )
    assert actions.index_works(by=OPERATOR) == 1
    answer = ask("asthma")
    assert [value.value for value in answer.facets["standing"]] == ["retracted"]
    assert "no longer stands" in answer.hits[0].receipt.reason


def test_a_rebuild_gives_the_same_and_tells_its_progress(tmp_path: Path) -> None:
    take(tmp_path, "Asthma in children", "Asthma in adults")
    actions.index_works(by=OPERATOR)
    before = [hit.id for hit in ask("asthma children").hits]
    told: list[tuple[int, int]] = []
    actions.rebuild(by=OPERATOR, progress=lambda done, all_: told.append((done, all_)))
    assert [hit.id for hit in ask("asthma children").hits] == before
    assert told[-1] == (2, 2)
    assert check() == []


def test_reviewed_words_that_cannot_be_read_are_told_and_searching_goes_on(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    take(tmp_path, "Asthma in children")
    actions.index_works(by=OPERATOR)
    folder = tmp_path / "content" / "search"
    folder.mkdir(parents=True)
    (folder / "acronyms.toml").write_text("COPD = ")
    assert ask("asthma").total == 1
    assert "acronyms.toml" in caplog.text
    assert any("acronyms.toml" in problem for problem in check())


def test_only_the_machines_own_may_index() -> None:
    with pytest.raises(NotAllowedError):
        actions.index_works(by=VISITOR)
    with pytest.raises(NotAllowedError):
        actions.rebuild(by=VISITOR)
