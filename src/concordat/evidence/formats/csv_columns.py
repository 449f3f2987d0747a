"""What the columns of a CSV are called: databases, reference managers, screening tools.

Names are compared without case, spaces and signs: "Publication Year", "publication_year".
"""

import re

#: Our field -> the names of its column, in the order in which they are asked.
COLUMNS = {
    "title": "title articletitle documenttitle primarytitle ti doctitle",
    "authors": "authors author authorfullnames authornames authorsprimary firstauthors au creator"
    " creators",
    "year": "year publicationyear pubyear yearpublished py date publicationdate published",
    "published_on": "publishedon",
    "journal": "journal sourcetitle journaltitle journalbook publicationtitle secondarytitle"
    " publicationname containertitle booktitle journalname source so publication series",
    "volume": "volume vol vl",
    "issue": "issue number issuenumber no is",
    "pages": "pages pagerange pagination page sp",
    "first_page": "pagestart startpage firstpage beginpage",
    "last_page": "pageend endpage lastpage",
    "article_number": "artno articlenumber",
    "doi": "doi digitalobjectidentifier do dois",
    "pmid": "pmid pubmedid pubmed medlinepmid",
    "pmcid": "pmcid pmc",
    "other_identifiers": "otheridentifiers",
    "abstract": "abstract abstractnote ab",
    "keywords": "keywords authorkeywords keyword manualtags kw",
    "issns": "issn issns eissn",
    "publication_types": "publicationtypes documenttype publicationtype pt",
    "source_type": "sourcetype entrytype itemtype typeofreference type",
    "languages": "language languages languageoforiginaldocument languageofarticle la",
    "publisher": "publisher pb",
    "url": "url link urls ur",
    "key": "id key recordid rayyankey eid",
}
_FIELD = {
    name: (field, rank)
    for field, names in COLUMNS.items()
    for rank, name in enumerate(names.split())
}
_NEEDED_BESIDE_TITLE = frozenset(["authors", "year", "journal", "doi", "pmid", "abstract"])


def plain_name(cell: str) -> str:
    """Return a column's name without case, spaces and signs."""
    return re.sub(r"[\W_]+", "", cell.casefold())


def places(header: list[str]) -> dict[str, list[int]]:
    """Return for each of our fields the columns that hold it, the surest first."""
    found: dict[str, list[tuple[int, int]]] = {}
    for place, cell in enumerate(header):
        if plain_name(cell) in _FIELD:
            field, rank = _FIELD[plain_name(cell)]
            found.setdefault(field, []).append((rank, place))
    return {field: [place for _, place in sorted(held)] for field, held in found.items()}


def is_header(cells: list[str]) -> bool:
    """Return whether these are names of columns of references: a title and something more."""
    found = places(cells)
    return "title" in found and bool(_NEEDED_BESIDE_TITLE & found.keys())
