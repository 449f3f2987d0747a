"""A server on loopback over a world of some hundred works, for others' clients."""

import json
from pathlib import Path

from concordat.evidence import actions as evidence
from concordat.evidence import queries
from concordat.evidence.words import WorkView
from concordat.parties.words import OPERATOR, VISITOR
from concordat.search import actions as search
from tests.delivery import fallen

WORKS = 230


def build(folder: Path) -> fallen.Nowhere:
    """Build the world in which a trial falls, and enough works for several pages."""
    nowhere = fallen.build(folder)
    more = folder / "more"
    more.mkdir()
    lines = [
        {
            "title": f"Salt in Nowhere & beyond <{number}>",
            "year": 2000 + number % 25,
            "identifiers": [{"scheme": "doi", "value": f"10.5555/more.{number}"}],
            "source": "invented",
        }
        for number in range(WORKS - 3)
    ]
    (more / "works.jsonl").write_text("".join(json.dumps(line) + "\n" for line in lines))
    evidence.load_world(folder=more, by=OPERATOR)
    search.index_works(by=OPERATOR)
    return nowhere


def more(number: int) -> str:
    """Return the public id of one of the works that fill the pages."""
    found = queries.work_named(f"doi:10.5555/more.{number}", by=VISITOR)
    assert isinstance(found, WorkView)
    return found.id
