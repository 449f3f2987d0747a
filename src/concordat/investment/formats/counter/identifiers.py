"""Is this identifier well formed, and does its check digit agree? COUNTER 5.1, 3.3.9 and 3.3.10."""

import re
from collections.abc import Callable
from urllib.parse import urlsplit

from concordat.investment.words import Level

#: What is wrong with an identifier: level, code, and what to do.
Fault = tuple[Level, str, str]

_ISSN = re.compile(r"[0-9]{4}-[0-9]{3}[0-9X]")
_LOOSE_ISSN = re.compile(r"[0-9]{4}-?[0-9]{3}[0-9Xx]")
_DOI = re.compile(r"10\.[1-9][0-9]{2}[0-9.]*/.+", re.DOTALL)
_DOI_INSIDE = re.compile(r"\b10\.[1-9][0-9]{2}[0-9.]*/.+", re.DOTALL)
_PROPRIETARY = re.compile(r"[A-Za-z0-9+_./-]+:.+", re.DOTALL)
_ISNI = re.compile(r"(?:[0-9]{4}[ -]?){3}[0-9]{3}[0-9X]")
_ORCID = re.compile(r"(?:[0-9]{4}-){3}[0-9]{3}[0-9X]")
_ROR = re.compile(r"0[0-9a-hj-km-np-tv-z]{6}[0-9]{2}")
_URN = re.compile(r"urn:[A-Za-z0-9][A-Za-z0-9-]{0,30}[A-Za-z0-9]:.+")
_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


def issn_agrees(digits: str) -> bool:
    """Whether eight ISSN marks have a weighted sum divisible by 11 (ISO 3297)."""
    values = [10 if mark in "Xx" else int(mark) for mark in digits]
    return sum(value * (8 - place) for place, value in enumerate(values)) % 11 == 0


def isbn13_agrees(digits: str) -> bool:
    """Whether thirteen ISBN digits have a 1-3 weighted sum divisible by 10 (ISO 2108)."""
    return sum(int(mark) * (3 if place % 2 else 1) for place, mark in enumerate(digits)) % 10 == 0


def isni_agrees(digits: str) -> bool:
    """Whether sixteen ISNI or ORCID marks agree with ISO 7064 mod 11-2."""
    total = 0
    for mark in digits[:-1]:
        total = (total + int(mark)) * 2
    return "0123456789X"[(12 - total % 11) % 11] == digits[-1].upper()


def is_placeholder(digits: str) -> bool:
    """Whether digits are of the kind that the code's own samples use: 1234-4321, 88888.

    Such an identifier identifies nothing, but it was plainly not meant to.
    """
    if re.search(r"(\d)\1{4}", digits.lstrip("0")):  # every ORCID begins with seven zeros
        return True
    blocks = [digits[start : start + 4] for start in range(0, len(digits), 4)]
    return all(
        block in "0123456789" or block in "9876543210" or len(set(block)) == 1 for block in blocks
    )


def _digit_fault(name: str, digits: str) -> Fault:
    if is_placeholder(digits):
        return (
            Level.WARNING,
            "identifier-placeholder",
            f"the {name} is a placeholder that identifies nothing; give the real one",
        )
    return (
        Level.ERROR,
        "identifier-check-digit",
        f"the check digit of the {name} does not agree with the rest; a digit is mistyped",
    )


def _format_fault(advice: str) -> Fault:
    return (Level.ERROR, "identifier-format", advice)


def issn(value: str) -> Fault | None:
    if not _ISSN.fullmatch(value):
        if not _LOOSE_ISSN.fullmatch(value):
            return _format_fault("an ISSN is written nnnn-nnnn, the last mark a digit or X")
        if not issn_agrees(value.replace("-", "")):
            return _digit_fault("ISSN", value.replace("-", ""))
        return _format_fault("write the ISSN with its hyphen and a capital X: nnnn-nnnX")
    digits = value.replace("-", "")
    return None if issn_agrees(digits) else _digit_fault("ISSN", digits)


def isbn(value: str) -> Fault | None:
    digits = value.replace("-", "").replace(" ", "")
    if re.fullmatch(r"[0-9]{9}[0-9Xx]", digits):
        return _format_fault("this is an ISBN-10; give the ISBN-13 with hyphens")
    if not re.fullmatch(r"97[89][0-9]{10}", digits):
        return _format_fault("an ISBN is 13 digits beginning with 978 or 979, with four hyphens")
    if not isbn13_agrees(digits):
        return _digit_fault("ISBN", digits)
    if value.count("-") != 4 or len(value) != 17:
        return _format_fault("write the ISBN-13 with its four hyphens")
    return None


def doi(value: str) -> Fault | None:
    if _DOI.fullmatch(value):
        return None
    if _DOI_INSIDE.search(value):
        return _format_fault("give the bare DOI, beginning with 10., without an address before it")
    return _format_fault("a DOI begins with 10. and has a slash: 10.1000/182")


def proprietary(value: str) -> Fault | None:
    if _PROPRIETARY.fullmatch(value):
        return None
    return _format_fault("put the platform's short name and a colon before it: namespace:value")


def uri(value: str) -> Fault | None:
    try:
        parts = urlsplit(value)
    except ValueError:
        parts = urlsplit("")
    if (parts.scheme in {"http", "https", "ftp"} and "." in parts.netloc) or _URN.match(value):
        return None
    return _format_fault("give a full address (https://...) or a URN")


def isni(value: str) -> Fault | None:
    if not _ISNI.fullmatch(value):
        return _format_fault("an ISNI is 16 digits, the last of them may be X")
    digits = re.sub(r"[ -]", "", value)
    return None if isni_agrees(digits) else _digit_fault("ISNI", digits)


def orcid(value: str) -> Fault | None:
    bare = value.removeprefix("https://orcid.org/")
    if not _ORCID.fullmatch(bare):
        return _format_fault("an ORCID is four groups of four digits with hyphens between")
    digits = bare.replace("-", "")
    return None if isni_agrees(digits) else _digit_fault("ORCID", digits)


def isil(value: str) -> Fault | None:
    if re.fullmatch(r"[A-Za-z0-9]{1,4}-.{1,11}", value):
        return None
    return _format_fault("an ISIL is a country code, a hyphen and up to 11 characters")


def oclc(value: str) -> Fault | None:
    return None if value.isdigit() else _format_fault("an OCLC symbol is given by its digits")


def ror(value: str) -> Fault | None:
    bare = value.removeprefix("https://ror.org/")
    return None if _ROR.fullmatch(bare) else _format_fault("a ROR is a 0 and eight characters")


#: Names of identifiers, as in columns and in JSON, and who checks them.
ITEM: dict[str, Callable[[str], Fault | None]] = {
    "DOI": doi,
    "Proprietary_ID": proprietary,
    "Proprietary": proprietary,
    "ISBN": isbn,
    "Print_ISSN": issn,
    "Online_ISSN": issn,
    "Linking_ISSN": issn,
    "URI": uri,
}
#: Namespaces of publishers, institutions and authors; any other is proprietary.
ORGANISATION: dict[str, Callable[[str], Fault | None]] = {
    "ISNI": isni,
    "ISIL": isil,
    "OCLC": oclc,
    "ROR": ror,
}
#: Of authors (5.0.3 and 5.1, 3.2.5).
PERSON: dict[str, Callable[[str], Fault | None]] = {"ISNI": isni, "ORCID": orcid}


def is_day(value: str) -> bool:
    """Whether a text is a day of the calendar written yyyy-mm-dd."""
    from datetime import date

    if not _DATE.fullmatch(value):
        return False
    try:
        date.fromisoformat(value)
    except ValueError:
        return False
    return True
