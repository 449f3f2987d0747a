"""A work of the evidence as the index takes it."""

from concordat.evidence.words import WorkView
from concordat.parties.queries import audience_of
from concordat.search.strategy.languages import language
from concordat.search.words import Document, IndexedHeading


def document_of(view: WorkView, *, revision: int) -> Document:
    """Return the document of a work, with the marks of those who may see it."""
    return Document(
        id=view.id,
        revision=revision,
        title=view.title,
        abstract=view.abstract,
        keywords=view.keywords,
        headings=tuple(
            IndexedHeading(heading.name, heading.major, heading.qualifiers)
            for heading in view.headings
        ),
        authors=tuple(author.short() for author in view.authors),
        journal=view.journal,
        year=view.year,
        publication_types=view.publication_types,
        languages=tuple(language(written) for written in view.languages),
        parties=(view.party,) if view.party else (),
        kind=view.kind,
        standing=view.standing,
        identifiers=tuple(f"{one.scheme}:{one.value}" for one in view.identifiers),
        readers=audience_of(visibility=view.visibility, owner=view.owner, service=view.service),
    )
