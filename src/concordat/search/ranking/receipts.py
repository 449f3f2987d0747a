"""Why a result stands where it stands, in one plain sentence."""

from collections.abc import Sequence

FIELD_NAMES = {
    "ti": "title",
    "ab": "abstract",
    "kf": "keywords",
    "hw": "subject headings",
}
IN_SET = "It is in the set that your strategy describes."


def reason(
    terms: Sequence[str], fields: Sequence[str], *, lifted: bool = False, fallen: bool = False
) -> str:
    """Return the sentence for a result of a question."""
    found = f"{_listed([f'“{term}”' for term in terms])} in the {_fields(fields)}"
    if lifted:
        return f"Placed first as current guidance: found {found}."
    if fallen:
        return f"Placed last because it no longer stands: found {found}."
    return f"Found {found}."


def _fields(fields: Sequence[str]) -> str:
    return _listed([FIELD_NAMES.get(field, field) for field in fields])


def _listed(words: Sequence[str]) -> str:
    """Return words as a list in a sentence: a, b and c."""
    if len(words) < 2:
        return "".join(words)
    return f"{', '.join(words[:-1])} and {words[-1]}"
