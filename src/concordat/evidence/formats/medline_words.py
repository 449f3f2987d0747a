"""The words of MEDLINE records that several formats carry: headings, types, comments.

Sources: NLM, "MEDLINE/PubMed Data Element (Field) Descriptions"; NLM, "Publication
Characteristics (Publication Types)"; PubMed DTD, CommentsCorrections/@RefType.
"""

import re

from concordat.evidence.words import Heading, Identifier, StatusNote

#: Publication types that decide what a work is; EndNote puts them among its notes.
PUBLICATION_TYPES = frozenset(
    [
        "Journal Article",
        "Review",
        "Systematic Review",
        "Meta-Analysis",
        "Network Meta-Analysis",
        "Randomized Controlled Trial",
        "Controlled Clinical Trial",
        "Clinical Trial",
        "Clinical Trial, Phase I",
        "Clinical Trial, Phase II",
        "Clinical Trial, Phase III",
        "Clinical Trial, Phase IV",
        "Pragmatic Clinical Trial",
        "Equivalence Trial",
        "Adaptive Clinical Trial",
        "Clinical Trial Protocol",
        "Clinical Study",
        "Observational Study",
        "Multicenter Study",
        "Comparative Study",
        "Evaluation Study",
        "Validation Study",
        "Twin Study",
        "Case Reports",
        "Practice Guideline",
        "Guideline",
        "Consensus Statement",
        "Consensus Development Conference",
        "Consensus Development Conference, NIH",
        "Letter",
        "Editorial",
        "Comment",
        "News",
        "Newspaper Article",
        "Interview",
        "Biography",
        "Historical Article",
        "Technical Report",
        "Preprint",
        "Published Erratum",
        "Corrected and Republished Article",
        "Retracted Publication",
        "Retraction of Publication",
        "Retraction Notice",
        "Expression of Concern",
        "Patient Education Handout",
    ]
)

#: PubMed RefType -> what it says of this record's standing; the target is in the note.
#: "In" stands in the work that something happened to, "Of" and "For" in the notice.
#: UpdateIn: a newer version of a Cochrane review, or the article after a preprint.
RELATIONS = {
    "RetractionIn": "retracted",
    "RetractionOf": "notice_of_retraction",
    "ExpressionOfConcernIn": "concern",
    "ExpressionOfConcernFor": "notice_of_concern",
    "ErratumIn": "corrected",
    "ErratumFor": "notice_of_correction",
    "CorrectedandRepublishedIn": "corrected",
    "RetractedandRepublishedIn": "retracted",
    "PartialRetractionIn": "corrected",
    "PartialRetractionOf": "notice_of_correction",
    "UpdateIn": "replaced",
}

#: MEDLINE tag -> the RefType of the same meaning.
COMMENT_TAGS = {
    "RIN": "RetractionIn",
    "ROF": "RetractionOf",
    "ECI": "ExpressionOfConcernIn",
    "ECF": "ExpressionOfConcernFor",
    "EIN": "ErratumIn",
    "EFR": "ErratumFor",
    "CRI": "CorrectedandRepublishedIn",
    "RRI": "RetractedandRepublishedIn",
    "PRIN": "PartialRetractionIn",
    "PROF": "PartialRetractionOf",
    "UIN": "UpdateIn",
}

#: Publication type -> relation, for records that name no notice.
TYPE_RELATIONS = {
    "Retracted Publication": "retracted",
    "Retraction of Publication": "notice_of_retraction",
    "Retraction Notice": "notice_of_retraction",
    "Expression of Concern": "notice_of_concern",
    "Published Erratum": "notice_of_correction",
}

_DATABANK_SCHEMES = {"clinicaltrials.gov": "nct", "isrctn": "isrctn"}


def heading(text: str) -> Heading:
    """Return the heading of MEDLINE's MH: `Name/qualifier/*major qualifier`, `*Name`.

    A star on any part makes the heading one of the main topics of the article. A slash
    inside a name is always followed by a capital ("Oral/Nasal"), a qualifier by a small letter.
    """
    name, *qualifiers = re.split(r"/(?=\*?[a-z])", text)
    return Heading(
        name=name.lstrip("*").strip(),
        major="*" in text,
        qualifiers=tuple(part.lstrip("*").strip() for part in qualifiers),
    )


def heading_text(item: Heading) -> str:
    """Return a heading as MEDLINE's MH prints it; the star goes to the name."""
    return "/".join((("*" if item.major else "") + item.name, *item.qualifiers))


def databank_scheme(name: str) -> str | None:
    """Return our scheme for MEDLINE's DataBankName, or None when we keep no such numbers."""
    return _DATABANK_SCHEMES.get(name.strip().lower())


def status_of(notes: list[StatusNote], types: tuple[str, ...]) -> tuple[StatusNote, ...]:
    """Return the notes, and one for each type whose relation no note gives."""
    found = list(dict.fromkeys(notes))
    for name in types:
        relation = TYPE_RELATIONS.get(name)
        if relation and all(note.relation != relation for note in found):
            found.append(StatusNote(relation))
    return tuple(found)


def note(ref_type: str, target: Identifier | None, on: str) -> StatusNote | None:
    """Return the note of a CommentsCorrections entry, or None when it changes no standing."""
    relation = RELATIONS.get(ref_type)
    return StatusNote(relation, target, on) if relation else None
