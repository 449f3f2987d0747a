"""When is a record a later state of another?"""

#: Formats whose records are a database's own: two with one key are two states of one
#: record. A RIS file is somebody's export: two of them with one key are two accounts of the
#: work, and a poorer one that comes later must not wipe out what the first one knew.
NATIVE = frozenset({"concordat", "pubmed", "nbib", "jats", "crossref", "openalex", "europepmc"})


def account(
    *,
    source: object,
    format: str,  # noqa: A002 - the word of the house
    key: str,
    arrival: int,
) -> tuple[object, ...]:
    """Return what is equal for two states of one record: the later one supersedes."""
    return (source, format, key) if format in NATIVE else (arrival,)
