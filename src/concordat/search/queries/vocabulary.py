"""What does the thesaurus say of a heading?"""

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


def near_headings(name: str) -> tuple[str, ...]:
    """Return headings spelled nearly so, the nearest first."""
    return thesaurus().near_names(name)
