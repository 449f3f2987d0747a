"""Links from other systems: OpenURL 1.0 (Z39.88) as keys and values, 0.1, DOI, PMID. Pure.

As Zotero, PubMed, EBSCO and others send them, and as mailers and proxies spoil them. What
cannot be read is said and left out; nothing that can be sent makes this fail.
"""

import re
from collections.abc import Iterator
from urllib.parse import unquote_to_bytes

from concordat.delivery.access.covering import day_bounds
from concordat.delivery.words.access import Citation
from concordat.investment.words import title_name

LONGEST = 8_000  # signs of a link that are read
_LONGEST_VALUE = 500
_MOST_KEYS = 200
_CONTROL = re.compile(r"[\x00-\x1f\x7f\u2028\u2029]")
_DOI = re.compile(r"10\.\d{4,9}/\S+", re.ASCII)

Values = dict[str, list[str]]


def read_openurl(query: str) -> Citation:
    """Return what the query part of a link asks for; an empty citation when it says nothing."""
    values = _values(query[:LONGEST])
    ignored: list[str] = []
    doi, pmid = _identifiers(values)
    issns, isbns = _names(values, ignored)
    return Citation(
        title=_first(values, "atitle"),
        journal=_first(values, "jtitle", "btitle", "title", "stitle"),
        authors=_first(values, "au", "aulast"),
        issns=issns,
        isbns=isbns,
        date=_date(_first(values, "date"), ignored),
        volume=_first(values, "volume"),
        issue=_first(values, "issue"),
        pages=_first(values, "pages", "spage", "artnum"),
        doi=doi,
        pmid=pmid,
        genre=_first(values, "genre").lower(),
        sender=_first(values, "rfr_id", "sid"),
        ignored=tuple(ignored),
    )


def _values(query: str) -> Values:
    """Return the values by key, small letters, without the prefix `rft.` of version 1.0."""
    found: Values = {}
    parts = re.split(r"&amp;|&|;(?=[a-z_.]+=)", query.lstrip("?"))
    for part in parts[:_MOST_KEYS]:
        key, equals, value = part.partition("=")
        name = _decode(key).strip().lower().removeprefix("rft.")
        text = " ".join(_CONTROL.sub(" ", _decode(value)).split())[:_LONGEST_VALUE]
        if equals and name and text:
            found.setdefault(name, []).append(text)
    return found


def _decode(text: str) -> str:
    """Return a value without its escapes: UTF-8, else Windows-1252, escaped twice or not."""
    for _ in range(2):
        data = unquote_to_bytes(text.replace("+", " ").encode("utf-8", "replace"))
        try:
            plain = data.decode("utf-8")
        except UnicodeDecodeError:
            plain = data.decode("cp1252", "replace")
        if not re.search(r"%[0-9A-Fa-f]{2}", plain):
            return plain
        text = plain
    return plain


def _first(values: Values, *keys: str) -> str:
    return next((values[key][0] for key in keys if key in values), "")


def _identifiers(values: Values) -> tuple[str, str]:
    """Return the DOI and the PMID, wherever the sender has put them."""
    doi = pmid = ""
    for text in _claimed(values):
        low = text.lower()
        found = _DOI.search(text)
        if found and not doi and not low.startswith(("info:pmid", "pmid")):
            doi = found[0].rstrip(".,;)>\"'")
        number = re.fullmatch(r"(?:info:)?pmid[:/]\s*(\d{1,8})", low, re.ASCII)
        if number and not pmid:
            pmid = number[1]
        page = re.search(r"pubmed(?:\.ncbi\.nlm\.nih\.gov)?/(\d{1,8})", low, re.ASCII)
        if page and not pmid:
            pmid = page[1]
    return doi, pmid


def _claimed(values: Values) -> Iterator[str]:
    for key in ("rft_id", "id", "doi", "rft_dat", "url"):
        yield from values.get(key, ())
    for text in values.get("pmid", ()):
        number = re.search(r"\d{1,8}", text, re.ASCII)
        if number:
            yield f"pmid:{number[0]}"


def _names(values: Values, ignored: list[str]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the ISSNs and ISBNs whose check digits hold."""
    given = [text for key in ("issn", "eissn", "isbn", "eisbn") for text in values.get(key, ())]
    given += [
        text.rpartition(":")[2]
        for text in (*values.get("rft_id", ()), *values.get("id", ()))
        if text.lower().startswith(("urn:issn:", "urn:isbn:"))
    ]
    found: dict[str, None] = {}
    for text in given:
        for part in re.split(r"[,;/]\s*", text):
            name = title_name(part)
            if name:
                found[name] = None
            elif part.strip():
                ignored.append(f"“{part[:40]}” is no ISSN or ISBN: a digit may be wrong.")
    issns = tuple(name for name in found if "-" in name)
    return issns, tuple(name for name in found if "-" not in name)


def _date(text: str, ignored: list[str]) -> str:
    """Return as much of the date as is certain, ISO: EBSCO sends 20040312, others 2004/3/1."""
    if not text:
        return ""
    packed = re.fullmatch(r"(\d{4})(\d{2})(\d{2})", text, re.ASCII)
    parts = packed or re.fullmatch(r"(\d{4})(?:[-/.](\d{1,2})(?:[-/.](\d{1,2}))?)?", text, re.ASCII)
    if parts:
        whole = [f"{int(part):0>2}" for part in parts.groups() if part]
        while whole:
            iso = "-".join([f"{int(whole[0]):0>4}", *whole[1:]])
            if day_bounds(iso):
                return iso
            whole.pop()
    years = re.findall(r"(?<!\d)(1[5-9]\d\d|20\d\d)(?!\d)", text, re.ASCII)
    if len(set(years)) == 1:
        return str(years[0])
    ignored.append(f"“{text[:40]}” is no date that can be read.")
    return ""
