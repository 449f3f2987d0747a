"""What does the thesaurus say of a heading?"""

import re

from concordat.search.queries.opened import thesaurus, thesaurus_folder
from concordat.search.thesaurus import files
from concordat.search.words import HeadingView, Vocabulary


def vocabulary() -> Vocabulary:
    """Return the edition in use; its id is empty where none was loaded."""
    held = files.newest(thesaurus_folder())
    return Vocabulary(held.get("edition", ""), held.get("name", ""), held.get("headings", 0))


def heading(name: str) -> HeadingView | None:
    """Return a heading by its name or one of its entry terms, with all that is narrower."""
    known = thesaurus()
    held = known.heading(name) or known.by_entry(name)
    if held is None:
        return None
    return HeadingView(
        held.ui, held.name, held.entry_terms, held.tree_numbers, known.narrower(held.name)
    )


def name_of_code(code: str) -> str:
    """Return the heading that a code stands for, "" where the thesaurus has no such code.

    As clinical systems write it, too: `mesh:D006973`, `MSH|D006973`.
    """
    held = thesaurus().coded(re.split(r"[:|]", code.strip())[-1])
    return held.name if held else ""


def near_headings(name: str) -> tuple[str, ...]:
    """Return headings spelled nearly so, the nearest first."""
    return thesaurus().near_names(name)
