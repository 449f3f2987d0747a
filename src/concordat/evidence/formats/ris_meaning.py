"""What the tags of a RIS record mean. Each rule names its tags and who writes them so."""

import re
from collections.abc import Iterator

from concordat.evidence.formats.dates import iso_date, year_in
from concordat.evidence.formats.languages import language
from concordat.evidence.formats.medline_words import PUBLICATION_TYPES, heading
from concordat.evidence.formats.names import family_first
from concordat.evidence.formats.text import clean, clean_title, status_in_title
from concordat.evidence.identity.identifiers import canonical, issn
from concordat.evidence.words import Author, Heading, Identifier, Reference, StatusNote

#: tag -> values in order; a value is its lines, of which all but the first have no tag.
Tags = dict[str, list[list[str]]]

_SERIAL = re.compile(r"[\dXx][\dXx-]{6,16}")
_PUBMED_ADDRESS = re.compile(
    r"https?://(?:www\.)?(?:pubmed\.ncbi\.nlm\.nih\.gov|ncbi\.nlm\.nih\.gov/(?:m/)?pubmed)/(\d+)",
    re.IGNORECASE,
)
_LABELLED = re.compile(
    r"(PMID|PMCID|DOI|OpenAlex|ISBN|NCT|ISRCTN|NICE|WOS|Embase|Scopus|URL)\s?:\s*(\S+)",
    re.IGNORECASE,
)
_IN_PUBMED = re.compile(r"PUBMED\s+(\d+)")
_SCOPUS_NUMBER = re.compile(r"[?&]eid=(2-s2\.0-\d+)")
_MESH = re.compile(r"\*?[A-Z][^/]*/\*?[a-z &,-]+|\*[A-Z]")
_NO_PAGE = frozenset({"no", "specified", "nan", "n/a", "none", "no specified", "no pagination"})


def reference(tags: Tags) -> tuple[Reference, tuple[str, ...]]:
    """Return the reference that the tags give, and what could not be used of them."""
    doubts: list[str] = []
    year, published_on = _when(tags, doubts)
    issns, books = _serials(tags, doubts)
    pubmed = _is_pubmed(tags)
    headings, keywords = _subjects(tags, pubmed)
    title = clean_title(_first(tags, "TI", "T1", "CT") or _first(tags, "BT", "ST"))
    return (
        Reference(
            title=title,
            authors=tuple(_authors(tags)),
            abstract=_paragraphs(tags, "AB") or _paragraphs(tags, "N2"),
            journal=_journal(tags),
            issns=issns,
            year=year,
            published_on=published_on,
            volume=clean(_first(tags, "VL")),
            issue=clean(_first(tags, "IS", "CP")),
            pages=_pages(tags),
            identifiers=tuple(dict.fromkeys([*_identifiers(tags, pubmed, doubts), *books])),
            headings=headings,
            keywords=keywords,
            publication_types=_publication_types(tags, pubmed),
            languages=tuple(dict.fromkeys(language(text) for text in _all(tags, "LA"))),
            publisher=clean(_first(tags, "PB")),
            url=_address(tags),
            source_type=clean(_first(tags, "TY")),
            status=_status(tags, title),
        ),
        tuple(doubts),
    )


def _first(tags: Tags, *names: str) -> str:
    """Return the first value that is not empty, its lines joined."""
    for name in names:
        for value in tags.get(name, ()):
            if joined := " ".join(value).strip():
                return joined
    return ""


def _journal(tags: Tags) -> str:
    """The full name (JF, T2), else the book of a chapter (BT), else an abbreviation.

    Where BT is all the title there is, the record is the book itself.
    """
    names = ["JF", "T2", "JO", "BT", "JA", "J2"]
    if not _first(tags, "TI", "T1", "CT"):
        names.remove("BT")
    return clean(_first(tags, *names))


def _all(tags: Tags, *names: str) -> list[str]:
    """Return every line of the values: EndNote lists keywords and notes a line each."""
    found = (line.strip() for name in names for value in tags.get(name, ()) for line in value)
    return [line for line in found if line]


def _paragraphs(tags: Tags, name: str) -> str:
    """Return a long text. A line without a tag goes on; an empty line ends a paragraph."""
    found: list[list[str]] = []
    for value in tags.get(name, ()):
        found.append([])
        for line in value:
            if line.strip():
                found[-1].append(line)
            elif found[-1]:
                found.append([])
    joined = (clean(" ".join(part)) for part in found)
    return "\n".join(part for part in joined if part)


def _authors(tags: Tags) -> Iterator[Author]:
    """AU or A1, "Family, Given, Suffix". Editors (A2, A3, ED) wrote another work."""
    seen = set()
    for name in ("A1", "AU"):
        for line in _all(tags, name):
            for part in line.split(";"):
                author = family_first(part)
                if author and author not in seen:
                    seen.add(author)
                    yield author


def _when(tags: Tags, doubts: list[str]) -> tuple[int | None, str]:
    """PY, Y1 "YYYY/MM/DD/other" and DA, which EndNote fills with "Mar 27" alone.

    Y2 is the day on which somebody looked, and is not read.
    """
    printed = _first(tags, "PY", "Y1")
    years = [found for text in (printed, _first(tags, "DA")) if (found := year_in(text))]
    if printed and not year_in(printed):
        doubts.append(f"PY {printed[:40]!r} has no year in it.")
    if not years:
        return None, ""
    dates = [iso_date(text, year=years[0]) for text in (_first(tags, "DA"), _first(tags, "Y1"))]
    dates = [text for text in (*dates, iso_date(printed)) if text.startswith(str(years[0]))]
    return years[0], max(dates, key=len, default=str(years[0]))


def _serials(tags: Tags, doubts: list[str]) -> tuple[tuple[str, ...], list[Identifier]]:
    """SN: ISSN or ISBN, several in one value, with "(Print)" or "(ISSN)" behind."""
    issns: dict[str, None] = {}
    books: list[Identifier] = []
    for token in _SERIAL.findall(" ".join(_all(tags, "SN"))):
        book = canonical("isbn", token)
        if serial := issn(token):
            issns[serial] = None
        elif book:
            books.append(book)
        else:
            doubts.append(f"SN {token} is no ISSN or ISBN: its check digit is wrong.")
    return tuple(issns), books


def _pages(tags: Tags) -> str:
    """SP and EP; SP alone may hold the range. C7 is Scopus's number of the article."""
    start, end = (_page(_first(tags, name)) for name in ("SP", "EP"))
    if start and end and end != start and not re.search(r"\d\s*[-–]\s*\w", start):
        return f"{start}-{end}"
    return start or end or _article_number(tags)


def _page(text: str) -> str:
    text = clean(text)
    return "" if text.lower() in _NO_PAGE else text


def _article_number(tags: Tags) -> str:
    number = clean(_first(tags, "C7"))
    return number if re.fullmatch(r"[A-Za-z]{0,3}\d{1,12}", number) else ""


def _identifiers(tags: Tags, pubmed: bool, doubts: list[str]) -> Iterator[Identifier]:
    yield from _dois(tags, doubts)
    yield from _pubmed_numbers(tags, pubmed)
    for text in _all(tags, "C2"):  # EndNote: PMC number
        if text.upper().startswith("PMC") and (found := canonical("pmcid", text)):
            yield found
    for text in _all(tags, "AN", "UR"):
        if text.startswith("WOS:"):  # Web of Science
            yield Identifier("wos", text)
        if match := _SCOPUS_NUMBER.search(text):
            yield Identifier("scopus", match[1])
    for text in _all(tags, "U2"):  # Embase
        if re.fullmatch(r"L\d{6,12}", text):
            yield Identifier("embase", text)
    for text in _all(tags, "N1"):  # our own export, and Zotero's "Extra"
        match = _LABELLED.fullmatch(clean(text))
        if match and (found := canonical(match[1], match[2])):
            yield found


def _dois(tags: Tags, doubts: list[str]) -> Iterator[Identifier]:
    """DO; else M3 or L3 (older EndNote), or a doi.org address in UR, L2 or LK."""
    for text in _all(tags, "DO", "DI"):
        found = canonical("doi", text)
        if found:
            yield found
        else:
            doubts.append(f"DO {text[:60]!r} is no DOI.")
    if any(canonical("doi", text) for text in _all(tags, "DO", "DI")):
        return
    for text in _all(tags, "M3", "L3", "UR", "L2", "LK"):
        plain = re.match(r"(?:doi:?\s*)?10\.\d|https?://(?:dx\.)?doi\.org/", text, re.IGNORECASE)
        if plain and (found := canonical("doi", text)):
            yield found
            return


def _pubmed_numbers(tags: Tags, pubmed: bool) -> Iterator[Identifier]:
    """AN or ID where the database is PubMed's; C2 in Scopus; C5 in Embase; "PUBMED n" in
    C3 or AN of Cochrane; an address at PubMed."""
    database = " ".join(_all(tags, "DB", "DP")).lower()
    numbered: list[str] = []
    if pubmed:
        numbered += _all(tags, "AN")
        numbered += () if numbered else _all(tags, "ID")
    if "scopus" in database:
        numbered += _all(tags, "C2")
    if "embase" in database:
        numbered += _all(tags, "C5")
    for text in _all(tags, "C3", "AN"):
        numbered += _IN_PUBMED.findall(text)
    for text in _all(tags, "UR", "L2", "LK"):
        numbered += _PUBMED_ADDRESS.findall(text)
    for text in numbered:
        if found := canonical("pmid", text):
            yield found


def _is_pubmed(tags: Tags) -> bool:
    """EndNote writes "DP - NLM" for PubMed; Ovid "DB - Ovid MEDLINE(R)"."""
    database = " ".join(_all(tags, "DB", "DP")).lower()
    return bool(re.search(r"pubmed|medline|\bnlm\b", database)) and "embase" not in database


def _subjects(tags: Tags, pubmed: bool) -> tuple[tuple[Heading, ...], tuple[str, ...]]:
    """KW. In a record of PubMed a star or a qualifier shows a MeSH heading.

    Elsewhere the vocabulary is not named, so a starred word (PsycINFO, Emtree) is a keyword.
    """
    headings: list[Heading] = []
    keywords: list[str] = []
    for text in _all(tags, "KW"):
        word = clean(text).rstrip(";")
        if pubmed and _MESH.match(word):
            headings.append(heading(word))
        elif word:
            keywords.append(word.lstrip("*"))
    return tuple(dict.fromkeys(headings)), tuple(dict.fromkeys(keywords))


def _publication_types(tags: Tags, pubmed: bool) -> tuple[str, ...]:
    """M3 (Scopus, Embase, our own export); a line of N1 where EndNote puts PubMed's PT."""
    found = [clean(text) for text in _all(tags, "M3")]
    kept = [text for text in found if not re.search(r"\[\d{4}\]|10\.\d{4}|\d\s*$", text)]
    if pubmed:
        kept += [text for line in _all(tags, "N1") if (text := line.strip()) in PUBLICATION_TYPES]
    return tuple(dict.fromkeys(kept))


def _address(tags: Tags) -> str:
    for text in _all(tags, "UR", "L2", "LK"):
        if found := canonical("url", text):
            return found.value
    return ""


def _status(tags: Tags, title: str) -> tuple[StatusNote, ...]:
    """The publisher's mark in the title; Scopus's document type "Retracted"."""
    marked = status_in_title(title)
    if marked:
        return (marked,)
    types = {text.strip().lower() for text in _all(tags, "M3")}
    return (StatusNote("retracted"),) if types & {"retracted", "retracted publication"} else ()
