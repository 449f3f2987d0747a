"""A name for a record that has no identifier, made of what it says of itself."""

import re
import unicodedata
from hashlib import blake2b

from concordat.evidence.words import Reference

_GREEK = str.maketrans(
    {
        "α": " alpha ",
        "β": " beta ",
        "γ": " gamma ",
        "δ": " delta ",
        "ε": " epsilon ",
        "ζ": " zeta ",
        "η": " eta ",
        "θ": " theta ",
        "κ": " kappa ",
        "λ": " lambda ",
        "μ": " mu ",
        "π": " pi ",
        "ρ": " rho ",
        "σ": " sigma ",
        "τ": " tau ",
        "φ": " phi ",
        "χ": " chi ",
        "ψ": " psi ",
        "ω": " omega ",
    }
)
_TELLING_WORDS = 4  # a title of fewer names no work by itself
#: Words of standing columns: they come back in every issue, under the same name and editor.
_COLUMN = re.compile(
    r"\b(?:editorials?|editors?|letters? to|correspondence|comments?|commentary|remarks|news"
    r"|book reviews?|obituary|introduction|preface|foreword|announcements?|reply|erratum|abstracts?"
    r"|index|contents|calendar|acknowledge?ments?|in this issue|special issue|guest)\b"
)


def fingerprint(reference: Reference) -> str:
    """Return 32 hexadecimal signs, equal for records of the same work, or "".

    Title, year, family name of the first author, volume and first page must all agree
    once case, accents, punctuation and Greek letters are evened out. Precision comes
    first: "" says that too little is known to tell this record from another, and such a
    record is never merged. It needs a title and a year, and either an author, or volume
    and first page. A title of under four words or of a column ("Editor's comments") needs
    volume, issue and first page. Against the groups of BibDedupe: see test_fingerprints.
    """
    title = plain(reference.title)
    author = plain(reference.authors[0].family) if reference.authors else ""
    volume, page = plain(reference.volume), first_page(reference.pages)
    facts = [title, str(reference.year), author, volume, page]
    if len(title.split()) < _TELLING_WORDS or is_column(title):
        facts.append(plain(reference.issue))
        enough = bool(volume and page and facts[-1])
    else:
        enough = bool(author or (volume and page))
    if not title or reference.year is None or not enough:
        return ""
    joined = "\x1f".join(facts).encode("utf-8", errors="replace")
    return blake2b(joined, digest_size=16).hexdigest()


def likeness_of(reference: Reference) -> str:
    """Return 32 hexadecimal signs, equal for records that say the same of title, year and names.

    It knows a record again that was parted from a work by hand; it never joins two works.
    """
    named = sorted(f"{each.scheme}:{each.value}" for each in reference.identifiers)
    facts = (plain(reference.title), str(reference.year), *named)
    return blake2b("\x1f".join(facts).encode(errors="replace"), digest_size=16).hexdigest()


def is_column(title: str) -> bool:
    """Return whether a title in `plain` form is that of a standing column ("news in brief")."""
    return bool(_COLUMN.search(title))


def plain(text: str) -> str:
    """Return `text` in lower-case letters and digits with single spaces between words."""
    if not text.isascii():
        text = "".join(
            sign for sign in unicodedata.normalize("NFKD", text) if not unicodedata.combining(sign)
        )
        text = text.casefold().translate(_GREEK)
    text = text.casefold()
    return " ".join(re.findall(r"[^\W_]+", text))


def first_page(pages: str) -> str:
    """Return the first page of "401-7", "S105-S110", "e0188810" or "83-86; discussion 87"."""
    match = re.search(r"[^\W_]+", pages)
    return match[0].lower().lstrip("0") if match else ""
