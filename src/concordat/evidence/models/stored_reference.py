"""A reference as rows keep it: JSON, and back."""

from typing import Any

from concordat.evidence.words import Author, Heading, Identifier, Reference, StatusNote


def reference_from(value: dict[str, Any]) -> Reference:
    """Return a reference from the JSON that a source record keeps."""

    def identifier(kept: dict[str, str] | None) -> Identifier | None:
        return Identifier(**kept) if kept else None

    kept: dict[str, Any] = {
        name: tuple(part) if isinstance(part, list) else part for name, part in value.items()
    }
    kept["authors"] = tuple(Author(**each) for each in value["authors"])
    kept["identifiers"] = tuple(Identifier(**each) for each in value["identifiers"])
    kept["headings"] = tuple(
        Heading(**(each | {"qualifiers": tuple(each["qualifiers"])})) for each in value["headings"]
    )
    kept["status"] = tuple(
        StatusNote(**(each | {"target": identifier(each["target"])})) for each in value["status"]
    )
    return Reference(**kept)
