"""A small world for pages: the real parties and agreements, and two dozen invented works."""

import json
from collections.abc import Iterator
from pathlib import Path

from concordat.evidence import actions as evidence
from concordat.parties import actions as parties
from concordat.parties.words import OPERATOR
from concordat.search import actions as search

CONTENT = Path(__file__).resolve().parents[2] / "content"
TITLE = "<b>Salt & pressure</b>: an invented trial of the region of Nowhere"


def _works() -> Iterator[dict[str, object]]:
    """Yield 24 works on salt: enough for two pages, one retracted, one title that is markup."""
    for number in range(1, 24):
        yield {
            "title": f"Salt and blood pressure in Nowhere, part {number}",
            "authors": [{"family": "Example", "given": f"Ann {chr(64 + number)}"}],
            "journal": "Journal of Nowhere" if number % 2 else "Nowhere Letters",
            "year": 2000 + number,
            "published_on": f"{2000 + number}-03-01",
            "identifiers": [{"scheme": "doi", "value": f"10.5555/nowhere.{number}"}],
            "publication_types": ["Randomized Controlled Trial"] if number % 3 else ["Review"],
            "headings": [{"name": "Anemia", "ui": "D000740", "major": True}] if number == 1 else [],
            "status": [
                {
                    "relation": "retracted",
                    "target": {"scheme": "doi", "value": "10.5555/nowhere.notice"},
                    "on": "2016-02-01",
                }
            ]
            if number == 7
            else [],
            "source": "invented",
        }
    yield {
        "title": "A markup title",
        "journal": TITLE,
        "year": 1999,
        "identifiers": [{"scheme": "doi", "value": "10.5555/nowhere.markup"}],
        "source": "invented",
    }


def _guidance() -> Iterator[dict[str, object]]:
    yield {
        "title": "Salt in Nowhere: invented guidance",
        "party": "nice",
        "kind": "guidance",
        "code": "NG9999",
        "url": "https://example.org/ng9999",
        "identifiers": [{"scheme": "url", "value": "https://example.org/ng9999"}],
        "year": 2014,
        "standing": "standing not checked",
        "standing_on": "2014-06-01",
        "standing_source": "https://example.org/an-invented-list-with-a-long-address/" + "x" * 60,
        "source": "invented",
    }


def build(folder: Path) -> None:
    """Load the world through the rooms' own actions, as the demonstration is loaded."""
    sources = '[[source]]\nslug = "invented"\nname = "An invented source"\nlicence = "none"\n'
    (folder / "sources.toml").write_text(sources, encoding="utf-8")
    for name, lines in (("works", _works()), ("guidance", _guidance())):
        text = "".join(json.dumps(line) + "\n" for line in lines)
        (folder / f"{name}.jsonl").write_text(text, encoding="utf-8")
    parties.load_parties(folder=CONTENT / "parties", by=OPERATOR)
    parties.load_agreements(folder=CONTENT / "agreements", by=OPERATOR)
    report = evidence.load_world(folder=folder, by=OPERATOR)
    assert (report.taken, report.complaints) == (25, ())
    search.index_works(by=OPERATOR)
