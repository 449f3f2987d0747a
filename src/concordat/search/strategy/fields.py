"""Field tags of PubMed and field codes of Ovid, and what each searches here. Data.

PubMed: "Search field tags" of PubMed Help. Ovid: field guide of Ovid MEDLINE(R).
Differences from their homes, each for a reason: `[tw]`, `[all]`, `.mp.` and `.af.`
search title, abstract, keywords and heading words, as we hold no full text; names of
substances are not held apart from headings, so their tags search heading words.
"""

from dataclasses import dataclass
from typing import TypeVar

_T = TypeVar("_T")

ALL = ("ti", "ab", "kf", "hw")


@dataclass(frozen=True, slots=True)
class Field:
    """What a tag searches: fields of words, and fields of whole values; a work needs one.

    Values: mh, mh:noexp, majr, majr:noexp, qualifier, year, pmid, doi, pt, la, jn, au.
    """

    text: tuple[str, ...] = ()
    values: tuple[str, ...] = ()

    def __or__(self, other: "Field") -> "Field":
        return Field(_united(self.text, other.text), _united(self.values, other.values))


def _united(one: tuple[str, ...], other: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(one + other))


UNTAGGED = Field(ALL)
_TI, _AB, _KF, _HW = (Field((name,)) for name in ALL)
_TIAB = Field(("ti", "ab"))
_TIABKF = Field(("ti", "ab", "kf"))


def _value(name: str) -> Field:
    return Field((), (name,))


_PUBMED = {
    "ti, title": _TI,
    "ab, abstract": _AB,
    "tiab, title/abstract": _TIABKF,
    "tw, textword, text word, text words, all, all fields": UNTAGGED,
    "kf, kw, ot, other term, keyword, keywords, author keywords": _KF,
    "nm, rn, substance name, supplementary concept, ec/rn number": _HW,
    "hw": _HW,
    "mh, mesh, mesh terms, mesh term, mesh heading, mesh:exp, mh:exp": _value("mh"),
    "mesh:noexp, mh:noexp, mesh terms:noexp, mesh:no exp, mh:no exp": _value("mh:noexp"),
    "majr, mesh major topic, mesh:majr, majr:exp": _value("majr"),
    "majr:noexp, mesh major topic:noexp": _value("majr:noexp"),
    "sh, subheading, subheadings, mesh subheading": _value("qualifier"),
    "pt, ptyp, publication type": _value("pt"),
    "la, lang, language": _value("la"),
    "dp, pdat, publication date, date-publication, year": _value("year"),
    "au, author, authors, 1au, first author, fau, lastau, last author": _value("au"),
    "ta, jour, journal, journal title, journal name, jt, so": _value("jn"),
    "pmid, uid, pubmed id": _value("pmid"),
    "doi, aid, lid, article identifier, location id": _value("doi"),
}
_OVID = {
    "ti, ot": _TI,
    "ab": _AB,
    "kf, kw": _KF,
    "tw": _TIAB,
    "mp, af": UNTAGGED,
    "hw, nm, rn, rs, rw, px": _HW,
    "sh": _value("mh:noexp"),
    "fs": _value("qualifier"),
    "pt": _value("pt"),
    "la, lg": _value("la"),
    "yr, dp": _value("year"),
    "jn, jw, ja, ta": _value("jn"),
    "au": _value("au"),
    "ui": _value("pmid"),
    "do": _value("doi"),
}
_NOT_HELD = {
    "edat, crdt, mhda, dcom, lr, date-entrez, date-entry, date-create, date-completion,"
    " date-mesh, ed, dc, em, up, dt, ez, da": (
        "The dates on which other databases took a record in are not held here."
        " Take this part out, or limit by year of publication."
    ),
    "sb, filter, subset, sf": "Subsets of PubMed are not held here. Take this part out.",
    "ad, affl, affiliation, in, cp, gr, pl, grant number, investigator": (
        "Affiliations, grants and countries are not held here. Take this part out."
    ),
    "pa, pharmacological action": (
        "Pharmacological actions are not held here. Name the substances instead."
    ),
}


def _spread(table: dict[str, _T]) -> dict[str, _T]:
    """Return one entry for each of the names before a comma."""
    return {name.strip(): held for names, held in table.items() for name in names.split(",")}


PUBMED_TAGS = _spread(_PUBMED)
OVID_CODES = _spread(_OVID)
#: Known elsewhere, not held here: what a reader can do instead.
NOT_HELD = _spread(_NOT_HELD)

#: MeSH qualifiers by their two letters, as Ovid types them behind a heading.
QUALIFIERS = {
    "ab": "abnormalities",
    "ad": "administration & dosage",
    "ae": "adverse effects",
    "ag": "agonists",
    "aa": "analogs & derivatives",
    "an": "analysis",
    "ah": "anatomy & histology",
    "ai": "antagonists & inhibitors",
    "bi": "biosynthesis",
    "bl": "blood",
    "bs": "blood supply",
    "cf": "cerebrospinal fluid",
    "ce": "chemical synthesis",
    "ci": "chemically induced",
    "ch": "chemistry",
    "cl": "classification",
    "co": "complications",
    "cn": "congenital",
    "cy": "cytology",
    "df": "deficiency",
    "di": "diagnosis",
    "dg": "diagnostic imaging",
    "du": "diagnostic use",
    "dh": "diet therapy",
    "de": "drug effects",
    "dt": "drug therapy",
    "ec": "economics",
    "ed": "education",
    "em": "embryology",
    "en": "enzymology",
    "ep": "epidemiology",
    "es": "ethics",
    "eh": "ethnology",
    "et": "etiology",
    "gd": "growth & development",
    "ge": "genetics",
    "hi": "history",
    "im": "immunology",
    "in": "injuries",
    "ir": "innervation",
    "is": "instrumentation",
    "ip": "isolation & purification",
    "lj": "legislation & jurisprudence",
    "ma": "manpower",
    "me": "metabolism",
    "mt": "methods",
    "mi": "microbiology",
    "mo": "mortality",
    "nu": "nursing",
    "og": "organization & administration",
    "ps": "parasitology",
    "py": "pathogenicity",
    "pa": "pathology",
    "pk": "pharmacokinetics",
    "pd": "pharmacology",
    "pp": "physiopathology",
    "ph": "physiology",
    "po": "poisoning",
    "pc": "prevention & control",
    "px": "psychology",
    "ra": "radiography",
    "ri": "radionuclide imaging",
    "rt": "radiotherapy",
    "rh": "rehabilitation",
    "se": "secondary",
    "st": "standards",
    "sn": "statistics & numerical data",
    "sd": "supply & distribution",
    "su": "surgery",
    "tu": "therapeutic use",
    "th": "therapy",
    "to": "toxicity",
    "tm": "transmission",
    "tr": "transplantation",
    "td": "trends",
    "ul": "ultrastructure",
    "us": "ultrasonography",
    "ur": "urine",
    "ut": "utilization",
    "ve": "veterinary",
    "vi": "virology",
}


def pubmed_name(typed: str) -> str:
    """Return a tag as the table has it: `MeSH : NoExp` is mesh:noexp."""
    name = " ".join(typed.lower().split())
    for sign in (":", "-", "/"):
        name = sign.join(part.strip() for part in name.split(sign))
    return name
