"""The canonical form of an identifier, or None when the text is not one.

Two records are the same work only when canonical forms are equal letter by letter, so
every reader of a file or feed passes its identifiers through `canonical`.
"""

import re
from collections.abc import Callable
from urllib.parse import unquote, urlsplit, urlunsplit

from concordat.evidence.words import Identifier

_DOI = re.compile(r"10\.\d{4,9}/\S+")
_DOI_URL = re.compile(r"https?:\s*//(?:dx\.)?doi\.org/", re.IGNORECASE)
_LANDING_PAGE = re.compile(r"/(?:abstract|full|pdf|epdf|meta|fulltext)$", re.IGNORECASE)
_ASCII_LOWER = {upper: upper + 32 for upper in range(ord("A"), ord("Z") + 1)}
_CLOSING = {")": "(", "]": "[", "}": "{", ">": "<"}
_NICE_SERIES = (
    "NG CG TA PH QS IPG MTG DG HST SC SG MPG CSG ESNM ESUOM ES MIB KTT HTE HTG LGB PSG APG COV"
)
_NICE = re.compile(rf"(?:GID-)?({'|'.join(_NICE_SERIES.split())})[\s-]?0*([1-9]\d{{0,3}})", re.I)
_LONGEST_OTHER = 200  # characters of an identifier of a scheme that has no rule here


def canonical(scheme: str, value: str) -> Identifier | None:
    """Return the identifier in canonical form, or None when `value` cannot be one.

    Schemes with a rule: doi, pmid, pmcid, openalex, isbn, issn, nct, isrctn, nice, orcid
    and url. An identifier of any other scheme keeps its text, trimmed.
    """
    scheme = scheme.strip().lower()
    rule = RULES.get(scheme, _other)
    found = rule(value.strip())
    return Identifier(scheme, found) if scheme and found else None


def doi(text: str) -> str | None:
    """Return the DOI in `text`, without resolver or `doi:`, in lower case.

    ISO 26324: prefix `10.` and a registrant, `/`, then any printable characters; ASCII
    letters match whatever their case. Sentence punctuation after it is not part of it,
    and a bracket only when it closes one that the DOI opened, as in S0140-6736(10)60175-4.
    """
    from_url = bool(_DOI_URL.search(text)) or text.lower().startswith("http")
    if "%" in text:
        text = unquote(text)
    match = _DOI.search(text)
    if match is None:
        return None
    found = match[0]
    if from_url:
        found = re.split(r"[?#&]", found, maxsplit=1)[0]
        found = _LANDING_PAGE.sub("", found)
    found = _without_tail(found).translate(_ASCII_LOWER)
    return found if _DOI.fullmatch(found) and found.isprintable() else None


def pmid(text: str) -> str | None:
    """Return a PubMed identifier: one to eight digits, not beginning with 0."""
    match = re.fullmatch(
        r"(?:pmid:?\s*|medline:\s*|https?://(?:www\.)?(?:pubmed\.ncbi\.nlm\.nih\.gov"
        r"|ncbi\.nlm\.nih\.gov/(?:m/)?pubmed)/)?0*([1-9]\d{0,7})/?(?:\?.*)?",
        text,
        re.IGNORECASE | re.ASCII,
    )
    return match[1] if match else None


def pmcid(text: str) -> str | None:
    """Return a PubMed Central identifier: `PMC` and digits, without a version."""
    match = re.fullmatch(
        r"(?:https?://\S*?/(?:articles|pmc)/|pmcid:?\s*)?(?:PMC)?0*([1-9]\d{0,8})(?:\.\d+)?/?;?",
        text,
        re.IGNORECASE | re.ASCII,
    )
    return f"PMC{match[1]}" if match else None


def openalex(text: str) -> str | None:
    """Return the identifier of an OpenAlex work: `W` and digits."""
    match = re.fullmatch(
        r"(?:https?://(?:api\.)?openalex\.org/(?:works/)?)?(W[1-9]\d{0,11})", text, re.I | re.A
    )
    return match[1].upper() if match else None


def isbn(text: str) -> str | None:
    """Return an ISBN as 13 digits; ISBN-10 is converted (ISO 2108), check digits must hold."""
    signs = re.sub(r"^(?:e?ISBN(?:-1[03])?:?\s*)|[\s\u2010-\u2015-]", "", text, flags=re.I).upper()
    if re.fullmatch(r"\d{9}[\dX]", signs, re.A) and _weighed(signs, range(10, 0, -1)) % 11 == 0:
        stem = "978" + signs[:9]
        return stem + str(-_weighed(stem, (1, 3) * 6) % 10)
    if re.fullmatch(r"97[89]\d{10}", signs, re.A):
        return signs if _weighed(signs, (*(1, 3) * 6, 1)) % 10 == 0 else None
    return None


def issn(text: str) -> str | None:
    """Return an ISSN as `1234-567X`; its check digit must hold (ISO 3297)."""
    signs = re.sub(r"^(?:[ep]?ISSN:?\s*)|[\s\u2010-\u2015-]", "", text, flags=re.I).upper()
    if not re.fullmatch(r"\d{7}[\dX]", signs, re.A):
        return None
    if _weighed(signs, range(8, 0, -1)) % 11 or signs == "00000000":
        return None
    return f"{signs[:4]}-{signs[4:]}"


def nct(text: str) -> str | None:
    """Return a ClinicalTrials.gov number: `NCT` and eight digits."""
    match = re.search(r"\bNCT\s?0?(\d{8})\b", text, re.I | re.A)
    return f"NCT{match[1]}" if match else None


def isrctn(text: str) -> str | None:
    """Return an ISRCTN registry number: `ISRCTN` and eight digits."""
    match = re.search(r"\bISRCTN\s?(\d{8})\b", text, re.I | re.A)
    return f"ISRCTN{match[1]}" if match else None


def nice(text: str) -> str | None:
    """Return the code of a NICE product, `NG136`, from the code or its address."""
    match = re.fullmatch(
        rf"(?:https?://(?:www\.)?nice\.org\.uk/guidance/)?{_NICE.pattern}(?:[/?#].*)?",
        text,
        re.I | re.A,
    )
    return f"{match[1].upper()}{match[2]}" if match else None


def orcid(text: str) -> str | None:
    """Return an ORCID iD as `0000-0002-1825-0097`; its check sign must hold (ISO 7064)."""
    match = re.search(r"(\d{4})-?(\d{4})-?(\d{4})-?(\d{3}[\dXx])\b", text, re.A)
    if match is None:
        return None
    signs = "".join(match.groups()).upper()
    total = 0
    for sign in signs[:15]:
        total = (total + int(sign)) * 2
    check = (12 - total % 11) % 11
    return "-".join(match.groups()).upper() if signs[15] == "0123456789X"[check] else None


def url(text: str) -> str | None:
    """Return a web address with scheme and host in lower case and no fragment."""
    if len(text) > 2000 or re.search(r"\s", text):
        return None
    try:
        parts = urlsplit(text)
    except ValueError:  # a broken IPv6 host
        return None
    if parts.scheme.lower() not in ("http", "https") or "." not in parts.netloc:
        return None
    host, path = parts.netloc.lower(), parts.path.rstrip("/")
    return urlunsplit((parts.scheme.lower(), host, path, parts.query, ""))


def _without_tail(text: str) -> str:
    """Return `text` without the punctuation of the sentence round it."""
    while text:
        last = text[-1]
        opening = _CLOSING.get(last)
        if last in ".,;:'\"’”»*" or (opening and text.count(opening) < text.count(last)):
            text = text[:-1]
        else:
            break
    return text


def _weighed(signs: str, weights: range | tuple[int, ...]) -> int:
    """Return the weighted sum of a check-digit rule; X counts ten."""
    values = (10 if sign == "X" else int(sign) for sign in signs)
    return sum(value * weight for value, weight in zip(values, weights, strict=True))


def _other(text: str) -> str | None:
    text = " ".join(text.split())
    return text if len(text) <= _LONGEST_OTHER else None


RULES: dict[str, Callable[[str], str | None]] = {
    "doi": doi,
    "pmid": pmid,
    "pmcid": pmcid,
    "openalex": openalex,
    "isbn": isbn,
    "issn": issn,
    "nct": nct,
    "isrctn": isrctn,
    "nice": nice,
    "orcid": orcid,
    "url": url,
}
