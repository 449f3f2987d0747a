"""Words that a clinical system sends along: what could name a patient is taken out. Pure.

The launch link reads `code`, `text` and `at` and nothing else, so a parameter made for a
patient is never looked at. What slips into the text itself is looked for here.
"""

import re

LONGEST = 300
_TAKEN_OUT = "[taken out]"
_TEN = re.compile(r"(?<!\d)\d{3}[\s-]?\d{3}[\s-]?\d{4}(?!\d)", re.ASCII)
_BORN = re.compile(
    r"(?<!\d)(?:0?[1-9]|[12]\d|3[01])[./-](?:0?[1-9]|1[0-2])[./-](?:19|20)?\d\d(?!\d)"
)
_ISO_DAY = re.compile(r"(?<!\d)(?:19|20)\d\d-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])(?!\d)")
_LABELLED = re.compile(
    r"\b(?:nhs\s*(?:no|number|num)|mrn|hospital\s*(?:no|number)|d\.?o\.?b|date\s+of\s+birth|"
    r"patient(?:'s)?\s*(?:name|id)|name)\b\.?\s*[:=#]?\s*[^,;]{1,60}",
    re.IGNORECASE,
)
_MAIL = re.compile(r"\S+@\S+\.\S+")
_LONG_NUMBER = re.compile(r"(?<!\d)\d{7,}(?!\d)", re.ASCII)
_CONTROL = re.compile(r"[\x00-\x1f\x7f]")


def without_patients(text: str) -> tuple[str, bool]:
    """Return the text without what could name a patient, and whether anything was taken out."""
    clean = _CONTROL.sub(" ", text)[:LONGEST]
    for pattern in (_LABELLED, _TEN, _BORN, _ISO_DAY, _MAIL, _LONG_NUMBER):
        clean = pattern.sub(_TAKEN_OUT, clean)
    return " ".join(clean.replace(_TAKEN_OUT, " ").split()), _TAKEN_OUT in clean


def without_codes(code: str) -> tuple[str, bool]:
    """Return a code of a terminology as text, or nothing when it looks like a patient's number.

    A SNOMED CT identifier may have ten digits, as an NHS number has; when the check digit
    of an NHS number holds, it is not shown and not kept.
    """
    clean = re.sub(r"[^\w.:|-]", "", code, flags=re.ASCII)[:40]
    digits = re.sub(r"\D", "", clean)
    return ("", True) if _is_nhs_number(digits) else (clean, False)


def _is_nhs_number(digits: str) -> bool:
    if len(digits) != 10:
        return False
    total = sum(int(digit) * (10 - place) for place, digit in enumerate(digits[:9]))
    return (11 - total % 11) % 11 == int(digits[9])
