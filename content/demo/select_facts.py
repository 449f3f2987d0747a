"""Select the bibliographic facts of the demonstration world and write works.jsonl anew.

    python content/demo/select_facts.py FOLDER

FOLDER holds `openalex/*/works_*.zip` (OpenAlex works as JSON), `formats/pubmed_xml/` (PubMed XML),
`formats/ref_formats/` (MEDLINE text) and `retractions/flora_retractions.json` (pairs of DOIs).
Lines whose source is not made here (entered by hand, each with its proof) are kept as they are.
Nothing is guessed: a fact that the record does not give is left out, and so is an ISSN whose
check digit is wrong. Abstracts are never read.
"""

import html
import json
import re
import sys
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from lxml import etree

from concordat.evidence.identity.identifiers import issn

HERE = Path(__file__).parent
Work = dict[str, Any]

PARTICLES = {"van", "von", "de", "der", "den", "del", "della", "di", "da", "dos", "du", "la", "le"}
PARTICLES |= {"ten", "ter", "af", "zu"}
GROUP = re.compile(
    r"\b(group|committee|investigators|collaborat\w+|association|society|council|network)\b", re.I
)
MONTH_NAMES = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
MONTHS = {name: number for number, name in enumerate(MONTH_NAMES, 1)}


def clean(text: str | None) -> str:
    """Return the text without markup, doubled blanks or a title's closing full stop."""
    bare = re.sub(r"</?(?:i|b|sub|sup|em|strong|scp)\b[^>]*>", "", html.unescape(text or ""))
    bare = " ".join(bare.split())
    return bare[:-1] if bare.endswith(".") and not bare.endswith("..") else bare


def bare_doi(text: str | None) -> str:
    """Return a DOI in lower case without any prefix, or "" when it has not a DOI's shape."""
    doi = re.sub(r"^(https?://(dx\.)?doi\.org/|doi:\s*)", "", (text or "").strip().lower())
    return doi if re.fullmatch(r"10\.\d{4,9}/\S+", doi) else ""


def split_name(name: str) -> dict[str, str] | None:
    """Split a display name into family and given names; a group keeps its name whole."""
    name = " ".join(html.unescape(name or "").removeprefix("None ").split())
    if not name or "NA;" in name or name == "None":
        return None
    tokens = name.split()
    if GROUP.search(name) or len(tokens) == 1:
        return {"family": name}
    if re.fullmatch(r"[A-Z]{1,3}", tokens[-1]) and len(tokens[0]) > 1:  # "Holroyd KA"
        return {"family": " ".join(tokens[:-1]), "given": tokens[-1]}
    cut = len(tokens) - 1
    if re.fullmatch(r"(Jr|Sr|II|III|IV)\.?", tokens[-1]) and cut > 1:
        cut -= 1
    while cut > 1 and tokens[cut - 1].lower() in PARTICLES:
        cut -= 1
    return {"family": " ".join(tokens[cut:]), "given": " ".join(tokens[:cut])}


def without_gaps(work: Work) -> Work:
    """Drop every absent fact, so that an absent fact is an absent key."""
    return {key: value for key, value in work.items() if value not in (None, "", [], {})}


def openalex_date(day: str | None) -> str:
    """Shorten a date to what is known: OpenAlex writes 01 for a month or a day not given."""
    return re.sub(r"(-01)?-01$", "", day or "")


def openalex_headings(mesh: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Gather the rows of one descriptor: OpenAlex has a row for each qualifier."""
    found: dict[str, dict[str, Any]] = {}
    for row in mesh:
        if not row.get("descriptor_name"):
            continue
        heading = found.setdefault(
            row["descriptor_ui"],
            {"name": row["descriptor_name"], "ui": row["descriptor_ui"], "major": False},
        )
        heading["major"] = heading["major"] or bool(row.get("is_major_topic"))
        if row.get("qualifier_name"):
            heading.setdefault("qualifiers", []).append(row["qualifier_name"])
    return list(found.values())


def from_openalex(record: dict[str, Any]) -> Work:
    """Return the facts of one OpenAlex work."""
    place = (record.get("primary_location") or {}).get("source") or record["host_venue"]
    ids = record["ids"]
    biblio = record["biblio"]
    first, last = biblio.get("first_page"), biblio.get("last_page")
    pmid = (ids.get("pmid") or "").rsplit("/", 1)[-1]
    pmcid = (ids.get("pmcid") or "").rsplit("/", 1)[-1]
    identifiers = [
        ("doi", bare_doi(record.get("doi"))),
        ("pmid", pmid),
        ("pmcid", f"PMC{pmcid.removeprefix('PMC')}" if pmcid else ""),
        ("openalex", record["id"].rsplit("/", 1)[-1]),
    ]
    return without_gaps(
        {
            "title": clean(record.get("title")),
            "authors": [
                name
                for a in record["authorships"]
                if (name := split_name(a["author"].get("display_name") or ""))
            ],
            "journal": clean(place.get("display_name")),
            "issns": [good for text in place.get("issn") or [] if (good := issn(text))],
            "year": record.get("publication_year"),
            "published_on": openalex_date(record.get("publication_date")),
            "volume": biblio.get("volume"),
            "issue": biblio.get("issue"),
            "pages": f"{first}-{last}" if first and last and first != last else first,
            "identifiers": [{"scheme": s, "value": v} for s, v in identifiers if v],
            "headings": openalex_headings(record.get("mesh") or []),
            "source": "openalex",
        }
    )


def openalex(folder: Path) -> Iterator[Work]:
    """Read the journal articles of both reviews from their archives."""
    for archive in sorted(folder.glob("*/works_*.zip")):
        with zipfile.ZipFile(archive) as box:
            for name in sorted(box.namelist()):
                page = json.loads(box.read(name)) if name.endswith(".json") else []
                for record in page if isinstance(page, list) else page.get("results", []):
                    if record.get("title") and record["type"] == "journal-article":
                        yield from_openalex(record)


def text_of(node: Any, path: str) -> str:
    """Return all text below the first match, markup left out."""
    found = node.find(path)
    return "" if found is None else clean("".join(found.itertext()))


def iso_date(year: str, month: str, day: str) -> str:
    """Join the parts of a date as far as they are known."""
    number = MONTHS.get(month[:3].lower()) or (int(month) if month.isdigit() else 0)
    if not (year and number):
        return year
    return f"{year}-{number:02}" + (f"-{int(day):02}" if day.isdigit() else "")


CORRECTIONS = {
    "ErratumIn": "corrected",
    "ErratumFor": "notice_of_correction",
    "RetractionIn": "retracted",
    "RetractionOf": "notice_of_retraction",
}


def pubmed_authors(article: Any) -> list[dict[str, str]]:
    """Return authors as printed; a group has only `family`."""
    people = []
    for author in article.findall(".//AuthorList/Author"):
        family = author.findtext("LastName") or author.findtext("CollectiveName")
        given = author.findtext("ForeName") or author.findtext("Initials")
        if family:
            people.append(without_gaps({"family": clean(family), "given": given}))
    return people


def pubmed_headings(article: Any) -> list[dict[str, Any]]:
    """Return MeSH headings with their qualifiers; major when either of them is."""
    headings = []
    for row in article.findall(".//MeshHeading"):
        name, qualifiers = row.find("DescriptorName"), row.findall("QualifierName")
        major = "Y" in [n.get("MajorTopicYN") for n in [name, *qualifiers]]
        heading = {"name": name.text, "ui": name.get("UI"), "major": major}
        headings.append(without_gaps(heading | {"qualifiers": [q.text for q in qualifiers]}))
    return headings


def from_pubmed(article: Any) -> Work:
    """Return the facts of one PubmedArticle element."""
    ids = {i.get("IdType"): i.text for i in article.findall("PubmedData/ArticleIdList/ArticleId")}
    doi = bare_doi(ids.get("doi") or article.findtext(".//ELocationID[@EIdType='doi']"))
    pmid = article.findtext("MedlineCitation/PMID")
    identifiers = [("doi", doi), ("pmid", pmid), ("pmcid", ids.get("pmc"))]
    day = article.find(".//JournalIssue/PubDate")
    year, month, date = (day.findtext(tag) or "" for tag in ("Year", "Month", "Day"))
    year = year or (day.findtext("MedlineDate") or "")[:4]
    return without_gaps(
        {
            "title": text_of(article, ".//ArticleTitle"),
            "authors": pubmed_authors(article),
            "journal": text_of(article, ".//Journal/Title"),
            "issns": sorted({i.text for i in article.findall(".//Journal/ISSN")}),
            "year": int(year) if year.isdigit() else None,
            "published_on": iso_date(year, month, date),
            "volume": article.findtext(".//JournalIssue/Volume"),
            "issue": article.findtext(".//JournalIssue/Issue"),
            "pages": article.findtext(".//Pagination/MedlinePgn"),
            "identifiers": [{"scheme": s, "value": v} for s, v in identifiers if v],
            "headings": pubmed_headings(article),
            "publication_types": [t.text for t in article.findall(".//PublicationType")],
            "languages": [t.text for t in article.findall(".//Article/Language")],
            "status": [
                {
                    "relation": CORRECTIONS[c.get("RefType")],
                    "target": {"scheme": "pmid", "value": p},
                }
                for c in article.findall(".//CommentsCorrections")
                if c.get("RefType") in CORRECTIONS and (p := c.findtext("PMID"))
            ],
            "source": "pubmed",
        }
    )


def pubmed(folder: Path) -> Iterator[Work]:
    """Read every PubMed XML sample that holds articles."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    for file in sorted(folder.rglob("*.xml")):
        for article in etree.parse(str(file), parser).iter("PubmedArticle"):
            yield from_pubmed(article)


def medline_fields(block: str) -> dict[str, list[str]]:
    """Return the values of each tag of a MEDLINE record, continued lines joined."""
    fields: dict[str, list[str]] = {}
    joined = re.sub(r"\n {6}", " ", block)
    for tag, value in re.findall(r"^([A-Z]{2,4}) *- (.*)$", joined, re.M):
        fields.setdefault(tag, []).append(value.strip())
    return fields


def medline_heading(text: str) -> dict[str, Any]:
    """Read "Acne Vulgaris/*therapy"; a star anywhere makes the heading a major one."""
    name, *qualifiers = text.replace("*", "").split("/")
    return without_gaps({"name": name, "major": "*" in text, "qualifiers": qualifiers})


def from_medline(fields: dict[str, list[str]]) -> Work:
    """Return the facts of one MEDLINE record."""
    doi = next((v.removesuffix(" [doi]") for v in fields.get("LID", []) + fields.get("AID", [])
                if v.endswith(" [doi]")), "")  # fmt: skip
    pmc = fields.get("PMC", [""])[0]
    identifiers = [("doi", bare_doi(doi)), ("pmid", fields["PMID"][0]), ("pmcid", pmc)]
    year, month, day, *_ = [*fields.get("DP", [""])[0].split(), "", "", ""]
    names = [name.partition(", ") for name in fields.get("FAU", [])]
    one = {key: values[0] for key, values in fields.items()}
    return without_gaps(
        {
            "title": clean(one.get("TI")),
            "authors": [without_gaps({"family": f, "given": g}) for f, _, g in names],
            "journal": clean(one.get("JT")),
            "issns": sorted({i[:9] for i in fields.get("IS", [])}),
            "year": int(year) if year.isdigit() else None,
            "published_on": iso_date(year, month, day) if year.isdigit() else "",
            "volume": one.get("VI"),
            "issue": one.get("IP"),
            "pages": one.get("PG"),
            "identifiers": [{"scheme": s, "value": v} for s, v in identifiers if v],
            "headings": [medline_heading(h) for h in fields.get("MH", [])],
            "publication_types": [t.title() if t.isupper() else t for t in fields.get("PT", [])],
            "languages": fields.get("LA", []),
            "source": "pubmed",
        }
    )


def medline(files: list[Path]) -> Iterator[Work]:
    """Read MEDLINE text files (.nbib)."""
    for file in files:
        for block in re.split(r"\n(?=PMID- )", file.read_text("utf-8").replace("\r\n", "\n")):
            fields = medline_fields(block)
            if "TI" in fields and "PMID" in fields:
                yield from_medline(fields)


def mark_retracted(works: list[Work], folder: Path) -> None:
    """Give a work its notice when the list of retracted DOIs names one, unless it is held back."""
    pairs = json.loads((folder / "flora_retractions.json").read_text())
    for line in (HERE / "held_back.jsonl").read_text().splitlines():
        pairs["retractions"].pop(json.loads(line)["work"]["value"], None)
    for work in works:
        doi = next((i["value"] for i in work["identifiers"] if i["scheme"] == "doi"), "")
        for relation, notices in (("retracted", "retractions"), ("concern", "concerns")):
            notice = bare_doi(pairs[notices].get(doi))
            if notice and notice != doi:
                note = {"relation": relation, "target": {"scheme": "doi", "value": notice}}
                work.setdefault("status", []).append(note)


def once_each(works: Iterator[Work]) -> Iterator[Work]:
    """Leave out a work of which an identifier, or title and year, came before."""
    seen: set[tuple[str, str]] = set()
    for work in works:
        marks = {(i["scheme"], i["value"]) for i in work["identifiers"]}
        letters = re.sub(r"\W", "", work.get("title", "")).lower()
        marks.add(("title", f"{letters} {work.get('year')} {work.get('pages')}"))
        if letters and work.get("year") and not marks & seen:
            seen |= marks
            yield work


def main(folder: Path) -> None:
    """Write works.jsonl: what stands there by hand, then everything selected."""
    target = HERE / "works.jsonl"
    kept = [json.loads(line) for line in target.read_text().splitlines()] if target.exists() else []
    kept = [work for work in kept if work["source"] not in ("openalex", "pubmed")]
    texts = [folder / "formats/ref_formats" / name for name in
             ("reflib/blue-light.nbib", "reflib_medline/cancer.nbib")]  # fmt: skip

    def all_sources() -> Iterator[Work]:
        yield from kept
        yield from pubmed(folder / "formats/pubmed_xml")
        yield from medline(texts)
        yield from openalex(folder / "openalex")

    works = list(once_each(all_sources()))
    mark_retracted([w for w in works if w["source"] in ("openalex", "pubmed")],
                   folder / "retractions")  # fmt: skip
    lines = [json.dumps(work, ensure_ascii=False) for work in works]
    target.write_text("\n".join(lines) + "\n", "utf-8")
    print(f"{len(works)} works, {len(kept)} of them entered by hand")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
