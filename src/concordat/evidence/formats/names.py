"""Names of people and groups as records print them."""

import re

from concordat.evidence.formats.text import clean
from concordat.evidence.words import Author

# "Liu R.", "van Acker BJ", "Babur O": Embase, MEDLINE AU and Citavi put no comma.
_INITIALS_AFTER = re.compile(r"(.+?)\s+((?:[^\W\d_]\.[ -]?){1,4}|[A-Z]{1,3}(?:-[A-Z])?)")
_PARTICLES = frozenset(
    [
        "van",
        "von",
        "der",
        "den",
        "de",
        "del",
        "della",
        "di",
        "da",
        "dos",
        "das",
        "du",
        "la",
        "le",
        "ten",
        "ter",
        "zu",
        "zur",
        "al",
        "el",
        "bin",
        "ibn",
    ]
)
_SUFFIX = re.compile(r"(?:jr|sr|ii|iii|iv)\.?", re.IGNORECASE)


def family_first(text: str) -> Author | None:
    """Return the author of "Family, Given, Suffix" or "Family GI"; else a group.

    RIS (AU: "Lastname, Firstname, Suffix") and MEDLINE (FAU, AU) print names so. Text
    without a comma or initials is taken as the name of a group: nothing is guessed.
    """
    text = clean(text).strip(" ;")
    group = text.endswith(",")  # EndNote's mark of a name that is not to be taken apart
    text = text.strip(" ;,")
    if not text:
        return None
    if "," in text:
        family, *given = (part.strip() for part in text.split(","))
        return Author(family, " ".join(part for part in given if part))
    match = _INITIALS_AFTER.fullmatch(text)
    if match and not group and len(match[1].split()) <= 4:
        return Author(match[1], match[2].strip())
    return Author(text)


def given_first(text: str, orcid: str = "") -> Author | None:
    """Return the author of "Given Family", as OpenAlex displays names.

    The family name is the last word with the particles before it ("Anna van der Berg");
    a display name says no more than that, and of names written family first it is wrong.
    """
    text = clean(text).strip(" ;,")
    if not text:
        return None
    if "," in text:
        author = family_first(text)
        return author and Author(author.family, author.given, orcid)
    words = text.split(" ")
    start = len(words) - 1
    if start > 1 and _SUFFIX.fullmatch(words[start]):
        start -= 1
    while start > 1 and words[start - 1].lower() in _PARTICLES:
        start -= 1
    return Author(" ".join(words[start:]), " ".join(words[:start]), orcid)
