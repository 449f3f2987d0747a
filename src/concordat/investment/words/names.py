"""The names by which titles are matched: an ISSN or an ISBN in one form, or nothing. Pure."""

import re
from functools import lru_cache

_NOISE = re.compile(r"^(?:[ep]?-?ISSN|e?ISBN(?:-1[03])?)\s*:?\s*|[\s\u2010-\u2015-]", re.IGNORECASE)


@lru_cache(maxsize=65_536)  # the same few thousand titles come again and again
def title_name(text: str) -> str:
    """Return `1234-567X` for an ISSN, thirteen figures for an ISBN, "" for anything else.

    Check digits must hold (ISO 3297, ISO 2108); an ISBN of ten signs becomes one of thirteen.
    """
    signs = _NOISE.sub("", text.strip()).upper()
    if re.fullmatch(r"\d{7}[\dX]", signs, re.ASCII):
        return _issn(signs)
    if re.fullmatch(r"\d{9}[\dX]", signs, re.ASCII):
        return _from_ten(signs)
    if re.fullmatch(r"97[89]\d{10}", signs, re.ASCII):
        return signs if _weight_13(signs) % 10 == 0 else ""
    return ""


def _issn(signs: str) -> str:
    wrong = signs == "00000000" or _weight_down(signs, 8) % 11
    return "" if wrong else f"{signs[:4]}-{signs[4:]}"


def _from_ten(signs: str) -> str:
    if _weight_down(signs, 10) % 11:
        return ""
    stem = "978" + signs[:9]
    return stem + str(-_weight_13(stem) % 10)


def _weight_down(signs: str, first: int) -> int:
    values = (10 if sign == "X" else int(sign) for sign in signs)
    return sum(value * (first - place) for place, value in enumerate(values))


def _weight_13(signs: str) -> int:
    return sum(int(sign) * (3 if place % 2 else 1) for place, sign in enumerate(signs))
