"""The small world with four works that open in four ways, in the invented region."""

import json
from datetime import date
from pathlib import Path

from concordat.evidence import actions as evidence
from concordat.investment import actions as investment
from concordat.investment.words import title_name
from concordat.parties import actions as parties
from concordat.parties.words import OPERATOR
from concordat.search import actions as search
from tests.web.world import CONTENT

COLUMNS = (
    "publication_title print_identifier online_identifier date_first_issue_online "
    "date_last_issue_online embargo_info coverage_depth publication_type title_url"
)


def issn(stem: str) -> str:
    """Return the ISSN that begins with seven figures."""
    return next(name for sign in "0123456789X" if (name := title_name(stem + sign)))


NATIONAL, LOCAL, NOWHERE = issn("1234567"), issn("2345678"), issn("3456789")


def works() -> list[dict[str, object]]:
    return [
        _work("Bedsores on wards, an invented trial", "national", issns=[NATIONAL]),
        _work("Bedsores at home, an invented trial", "local", issns=[LOCAL]),
        _work("Bedsores at sea, an invented trial", "nowhere", issns=[NOWHERE]),
        _work("Bedsores in the open, an invented trial", "open", pmcid="PMC99999999"),
    ]


def _work(
    title: str, code: str, *, issns: list[str] | None = None, pmcid: str = ""
) -> dict[str, object]:
    identifiers = [{"scheme": "doi", "value": f"10.5555/ward.{code}"}]
    if pmcid:
        identifiers.append({"scheme": "pmcid", "value": pmcid})
    return {
        "title": title,
        "journal": "Journal of Nowhere",
        "issns": issns or [],
        "year": 2015,
        "published_on": "2015-03-01",
        "identifiers": identifiers,
        "publication_types": ["Randomized Controlled Trial"],
        "source": "invented",
    }


def kbart(folder: Path, name: str, rows: list[str]) -> Path:
    """Write a KBART file of a few columns; the cells of a row are parted by `|`."""
    file = folder / name
    lines = [COLUMNS.replace(" ", "\t"), *(row.replace("|", "\t") for row in rows)]
    file.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return file


def add_works(folder: Path, lines: list[dict[str, object]]) -> None:
    """Take works in as the demonstration does, and index them."""
    folder.mkdir(parents=True, exist_ok=True)
    sources = '[[source]]\nslug = "invented"\nname = "An invented source"\nlicence = "none"\n'
    (folder / "sources.toml").write_text(sources, encoding="utf-8")
    (folder / "guidance.jsonl").write_text("", encoding="utf-8")
    text = "".join(json.dumps(line) + "\n" for line in lines)
    (folder / "works.jsonl").write_text(text, encoding="utf-8")
    report = evidence.load_world(folder=folder, by=OPERATOR)
    assert not report.complaints
    search.index_works(by=OPERATOR)


def build(folder: Path) -> None:
    """Add the invented region, its holdings and deals, and the four works."""
    folder.mkdir(parents=True, exist_ok=True)
    assert not parties.load_parties(folder=CONTENT / "demo" / "parties", by=OPERATOR).complaints
    kbart(
        folder, "national.tsv", [f"Title N|{NATIONAL}||2000|||fulltext|serial|https://n.example/"]
    )
    kbart(folder, "local.tsv", [f"Title L||{LOCAL}|2000||P1Y|fulltext|serial|https://l.example/"])
    (folder / "deals.toml").write_text(DEALS, encoding="utf-8")
    assert not investment.load_demo(folder=folder, by=OPERATOR)
    add_works(folder / "works", works())


UNTIL = date(2090, 3, 31)
DEALS = f"""
[[package]]
slug = "national"
name = "National package (invented)"
platform = "Reader (invented)"
file = "national.tsv"
source = "Invented"
[[package]]
slug = "local"
name = "Local package (invented)"
platform = "Shelf (invented)"
file = "local.tsv"
source = "Invented"
[[deal]]
slug = "for-all"
name = "Agreement for all (invented)"
reach = "national"
payer = "national-knowledge-fund"
since = 2020-04-01
until = {UNTIL}
groups = ["staff"]
packages = ["national"]
terms = {{ "read" = "permitted", "text-mine" = "prohibited" }}
[[deal]]
slug = "for-one"
name = "Agreement of the Royal (invented)"
reach = "local organisation"
parties = ["wexbourne-royal"]
payer = "wexbourne-royal"
since = 2020-04-01
sign_in = false
packages = ["local"]
[[supply]]
provider = "wexbourne-knowledge"
parties = ["wexbourne-royal"]
days = 1
"""
