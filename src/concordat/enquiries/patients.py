"""Finds what could name a patient in a text, before anything of it is kept. Pure.

A library needs no patient's details to search. What somebody types is looked through by
`findings`: shown to them, and nothing is stored until it is gone, or, where it may be
innocent, until they say that it is. What another system sends along has nobody to ask:
`redacted` takes out all that it could be, rather too much than too little.
"""

import re
from dataclasses import dataclass

_NUMBER = re.compile(r"(?<!\d)\d{3}[ \u00a0-]?\d{3}[ \u00a0-]?\d{4}(?!\d)", re.ASCII)
_SPACED = re.compile(r"(?<!\d)\d{3}[\s-]?\d{3}[\s-]?\d{4}(?!\d)", re.ASCII)
_LABELLED = re.compile(
    r"\b(?:nhs\s*(?:no|number|num)|mrn|hospital\s*(?:no|number)|patient(?:'s|\u2019s)?\s*(?:name|id))"
    r"\b\.?\s*[:=#]?\s*[^,;.\n]{0,40}\d[^,;.\n]{0,20}",
    re.IGNORECASE,
)
_MONTH = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*"
_BORN = re.compile(
    r"\b(?:d\.?o\.?b\.?|date\s+of\s+birth|born(?:\s+on)?)\s*[:=]?\s*\d[^,;\n]{0,24}", re.IGNORECASE
)
_DAY = re.compile(
    r"(?<!\d)(?:0?[1-9]|[12]\d|3[01])[./-](?:0?[1-9]|1[0-2])[./-](?:19|20)?\d\d(?!\d)"
    rf"|(?<!\d)(?:0?[1-9]|[12]\d|3[01])(?:st|nd|rd|th)?\s+{_MONTH}\s+(?:19|20)\d\d(?!\d)",
    re.IGNORECASE,
)
#: A title or two capitalised words, then within a few signs a number of four or more digits.
_NAMED = re.compile(
    r"\b(?:(?:Mr|Mrs|Ms|Miss|Master)\.?\s+[A-Z][\w'\u2019-]+"
    r"|[A-Z][a-z'\u2019-]+\s+[A-Z][a-z'\u2019-]+[,:]?\s*\(?(?:no\.?|number|id|hosp\w*)?\s*[:#]?\s*\d{5,})"
)

_ISO_DAY = re.compile(r"(?<!\d)(?:19|20)\d\d-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])(?!\d)")
#: A label and all behind it: of what was sent nobody says where the name ends.
_SENT_LABEL = re.compile(
    r"\b(?:nhs\s*(?:no|number|num)|mrn|hospital\s*(?:no|number)|d\.?o\.?b|date\s+of\s+birth|"
    r"patient(?:'s|\u2019s)?\s*(?:name|id)|name)\b\.?\s*[:=#]?\s*[^,;]{1,60}",
    re.IGNORECASE,
)
_MAIL = re.compile(r"\S+@\S+\.\S+")
_LONG_NUMBER = re.compile(r"(?<!\d)\d{7,}(?!\d)", re.ASCII)
_TAKEN_OUT = "[taken out]"


@dataclass(frozen=True, slots=True)
class Finding:
    """Something that could name a patient. `certain`: it is never kept, whatever is said."""

    what: str
    text: str  # shown to whoever typed it, never stored
    certain: bool


def findings(text: str) -> tuple[Finding, ...]:
    """Return what could name a patient, in the order of the text; each place once."""
    found = [
        (*match.span(), Finding("an NHS number", match.group(), True))
        for match in _NUMBER.finditer(text)
        if is_nhs_number(match.group())
    ]
    for pattern, what, certain in (
        (_LABELLED, "a patient\u2019s number", True),
        (_BORN, "a date of birth", True),
        (_NAMED, "a person\u2019s name", False),
        (_DAY, "a day, which could be a date of birth", False),
    ):
        for match in pattern.finditer(text):
            if not any(start < match.end() and match.start() < end for start, end, _ in found):
                said = " ".join(match.group().split())
                found.append((*match.span(), Finding(what, said, certain)))
    return tuple(each for _, _, each in sorted(found, key=lambda one: one[:2]))


def redacted(text: str) -> tuple[str, bool]:
    """Return a text without all that could name a patient, and whether anything was taken out."""
    for pattern in (_SENT_LABEL, _SPACED, _DAY, _ISO_DAY, _MAIL, _LONG_NUMBER):
        text = pattern.sub(_TAKEN_OUT, text)
    return " ".join(text.replace(_TAKEN_OUT, " ").split()), _TAKEN_OUT in text


def is_nhs_number(text: str) -> bool:
    """Return whether the ten digits of a text pass the check of an NHS number (modulus 11)."""
    digits = [int(sign) for sign in text if sign.isascii() and sign.isdigit()]
    if len(digits) != 10 or len(set(digits)) == 1:
        return False
    check = 11 - sum(digit * (10 - place) for place, digit in enumerate(digits[:9])) % 11
    return check % 11 == digits[9] and check != 10
