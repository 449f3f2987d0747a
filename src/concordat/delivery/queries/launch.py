"""Words and codes that a clinical system sends along: what could name a patient is taken out.

The launch link reads `code`, `text` and `at` and nothing else, so a parameter made for a
patient is never looked at. What slips into the text itself is found by the rules of
enquiries, where all such rules stand.
"""

import re

from concordat.enquiries import queries as enquiries

LONGEST = 300
_CONTROL = re.compile(r"[\x00-\x1f\x7f]")


def without_patients(text: str) -> tuple[str, bool]:
    """Return the text without what could name a patient, and whether anything was taken out."""
    return enquiries.redacted(_CONTROL.sub(" ", text)[:LONGEST])


def without_codes(code: str) -> tuple[str, bool]:
    """Return a code of a terminology as text, or nothing when it looks like a patient's number.

    A SNOMED CT identifier may have ten digits, as an NHS number has; when the check digit
    of an NHS number holds, it is not shown and not kept.
    """
    clean = re.sub(r"[^\w.:|-]", "", code, flags=re.ASCII)[:40]
    return ("", True) if enquiries.is_nhs_number(clean) else (clean, False)
