"""The key under which use, offers and titles meet. Pure."""

import re
from collections.abc import Iterable

from concordat.investment.words import title_name

_ORDER = ("Online_ISSN", "Print_ISSN", "ISBN")


def item_key(platform: str, name: str, identifiers: Iterable[tuple[str, str]]) -> str:
    """Return the ISSN or ISBN of a title, or `platform:name` where it has none.

    Databases have no name that all platforms share: the same one on two platforms is two.
    """
    given = dict(identifiers)
    for scheme in _ORDER:
        if found := title_name(given.get(scheme, "")):
            return found
    return f"{platform}:{re.sub(r'[^a-z0-9]+', '-', name.casefold()).strip('-')}"
