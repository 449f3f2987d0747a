"""What the elements of a PubMed record mean (NLM, "MEDLINE/PubMed XML Data Elements")."""

from collections.abc import Iterator
from typing import Any, TypeAlias

from lxml import etree

from concordat.evidence.formats.dates import iso_date, joined, year_in
from concordat.evidence.formats.languages import language
from concordat.evidence.formats.medline_words import databank_scheme, note, status_of
from concordat.evidence.formats.text import clean, clean_title, status_in_title
from concordat.evidence.identity.identifiers import canonical, issn
from concordat.evidence.words import Author, Heading, Identifier, Reference, StatusNote

Element: TypeAlias = Any  # an lxml element: lxml comes without types

_SCHEMES = {"pubmed": "pmid", "doi": "doi", "pmc": "pmcid", "bookaccession": "bookshelf"}


def reference(record: Element) -> tuple[Reference, tuple[str, ...]]:
    """Return the reference of a PubmedArticle, MedlineCitation or PubmedBookArticle."""
    doubts: list[str] = []
    book = record.find("BookDocument")
    if book is not None:
        return _book(record, book, doubts), tuple(doubts)
    citation = record if record.tag == "MedlineCitation" else _under(record, "MedlineCitation")
    return _article(record, citation, doubts), tuple(doubts)


def _article(record: Element, citation: Element, doubts: list[str]) -> Reference:
    article = _under(citation, "Article")
    issue = _under(article, "Journal/JournalIssue")
    title = _title(article, "ArticleTitle", "VernacularTitle")
    types = _texts(article, "PublicationTypeList/PublicationType")
    printed = _date(issue.find("PubDate"))
    return Reference(
        title=title,
        authors=tuple(_authors(article)),
        abstract=_abstract(article.find("Abstract")) or _abstract(citation.find("OtherAbstract")),
        journal=_text(article.find("Journal/Title"))
        or _text(article.find("Journal/ISOAbbreviation"))
        or _text(citation.find("MedlineJournalInfo/MedlineTA")),
        issns=_issns(citation, doubts),
        year=year_in(printed),
        published_on=printed,
        volume=_text(issue.find("Volume")),
        issue=_text(issue.find("Issue")),
        pages=_pages(article),
        identifiers=tuple(dict.fromkeys(_identifiers(record, article, doubts))),
        headings=tuple(_headings(citation)),
        keywords=_texts(citation, "KeywordList/Keyword"),
        publication_types=types,
        languages=tuple(dict.fromkeys(map(language, _texts(article, "Language")))),
        status=status_of(_notes(citation, title), types),
    )


def _book(record: Element, book: Element, doubts: list[str]) -> Reference:
    """BookDocument: a whole book has BookTitle alone, a chapter an ArticleTitle too."""
    chapter = _title(book, "ArticleTitle", "VernacularTitle")
    title = _title(book, "Book/BookTitle")
    printed = _date(book.find("Book/PubDate")) or _date(book.find("ContributionDate"))
    types = _texts(book, "PublicationType")
    isbns = (canonical("isbn", text) for text in _texts(book, "Book/Isbn"))
    numbers = [*_identifiers(record, book, doubts), *(found for found in isbns if found)]
    return Reference(
        title=chapter or title,
        authors=tuple(_authors(book) or _authors(_under(book, "Book"))),
        abstract=_abstract(book.find("Abstract")),
        journal=title if chapter and chapter != title else "",
        year=year_in(printed),
        published_on=printed,
        volume=_text(book.find("Book/Volume")),
        pages=_pages(book),
        identifiers=tuple(dict.fromkeys(numbers)),
        keywords=_texts(book, "KeywordList/Keyword"),
        publication_types=types,
        languages=tuple(dict.fromkeys(map(language, _texts(book, "Language")))),
        publisher=_text(book.find("Book/Publisher/PublisherName")),
        source_type="book chapter" if chapter else "book",
        status=status_of(_notes(book, chapter or title), types),
    )


def _under(parent: Element, path: str) -> Element:
    """Return the element at `path`, or an empty one, so that what is missing reads as empty."""
    found = parent.find(path)
    return found if found is not None else etree.Element("missing")


def _text(element: Element | None) -> str:
    """Return the text of an element with its inline markup's text, entities left out."""
    if element is None:
        return ""
    if not len(element):
        return clean(element.text or "")
    return clean("".join(part for part in element.itertext() if isinstance(part, str)))


def _texts(parent: Element, path: str) -> tuple[str, ...]:
    found = (_text(element) for element in parent.findall(path))
    return tuple(dict.fromkeys(text for text in found if text))


def _title(parent: Element, *paths: str) -> str:
    """ArticleTitle; "[Not Available]." stands where only VernacularTitle is known."""
    for path in paths:
        text = clean_title(_text(parent.find(path)))
        if text and text.lower() != "not available":
            return text
    return ""


def _abstract(element: Element | None) -> str:
    """AbstractText, a line each, with the Label of a structured abstract before it."""
    if element is None:
        return ""
    parts = []
    for part in element.findall("AbstractText"):
        label, text = clean(part.get("Label") or ""), _text(part)
        if text:
            parts.append(f"{label}: {text}" if label and label.upper() != "UNLABELLED" else text)
    return "\n".join(parts)


def _authors(article: Element) -> list[Author]:
    """LastName, ForeName or Initials, Suffix; CollectiveName for a group. Not the editors."""
    return [
        author
        for listed in article.findall("AuthorList")
        if listed.get("Type") != "editors"
        for element in listed.findall("Author")
        if (author := _author(element))
    ]


def _author(element: Element) -> Author | None:
    known = canonical("orcid", _text(element.find("Identifier[@Source='ORCID']")))
    given = _text(element.find("ForeName")) or _text(element.find("Initials"))
    given = " ".join(part for part in (given, _text(element.find("Suffix"))) if part)
    family = _text(element.find("LastName"))
    group = _text(element.find("CollectiveName"))
    if family or given:
        return Author(family or given, given if family else "", known.value if known else "")
    return Author(group) if group else None


def _date(element: Element | None) -> str:
    """PubDate: Year, Month (number or name), Day; Season gives no month; or MedlineDate."""
    if element is None:
        return ""
    year = year_in(_text(element.find("Year")))
    if year is None:
        return iso_date(_text(element.find("MedlineDate")))
    return joined(year, _text(element.find("Month")), _text(element.find("Day")))


def _pages(article: Element) -> str:
    """MedlinePgn, as printed; StartPage and EndPage in records without it."""
    printed = _text(article.find("Pagination/MedlinePgn"))
    if printed:
        return printed
    start, end = (_text(article.find(f"Pagination/{name}")) for name in ("StartPage", "EndPage"))
    return f"{start}-{end}" if start and end and start != end else start


def _issns(citation: Element, doubts: list[str]) -> tuple[str, ...]:
    """ISSN of the form that was catalogued, and ISSNLinking."""
    found: dict[str, None] = {}
    for text in (
        *_texts(citation, "Article/Journal/ISSN"),
        *_texts(citation, "MedlineJournalInfo/ISSNLinking"),
    ):
        serial = issn(text)
        if serial:
            found[serial] = None
        else:
            doubts.append(f"ISSN {text[:40]} is none: its check digit is wrong.")
    return tuple(found)


def _identifiers(record: Element, article: Element, doubts: list[str]) -> Iterator[Identifier]:
    """PMID; ArticleIdList of the record (not those of its references); ELocationID; data banks."""
    listed = [("pmid", element) for element in record.findall("PMID")]
    for path in ("MedlineCitation/PMID", "BookDocument/PMID"):
        listed += [("pmid", element) for element in record.findall(path)]
    for path in ("PubmedData", "PubmedBookData", "BookDocument"):
        for element in record.findall(f"{path}/ArticleIdList/ArticleId"):
            listed.append((_SCHEMES.get(element.get("IdType", ""), ""), element))
    for element in article.findall("ELocationID[@EIdType='doi']"):
        if element.get("ValidYN", "Y") == "Y":
            listed.append(("doi", element))
    for bank in article.findall("DataBankList/DataBank"):
        scheme = databank_scheme(_text(bank.find("DataBankName"))) or ""
        listed += [
            (scheme, number) for number in bank.findall("AccessionNumberList/AccessionNumber")
        ]
    for scheme, element in listed:
        text = _text(element)
        if not scheme or not text:
            continue
        if found := canonical(scheme, text):
            yield found
        else:
            doubts.append(f"{text[:60]!r} is no {scheme.upper()}.")


def _headings(citation: Element) -> Iterator[Heading]:
    """MeshHeading: major when the descriptor or any of its qualifiers is."""
    for element in citation.findall("MeshHeadingList/MeshHeading"):
        name = element.find("DescriptorName")
        if name is None or not _text(name):
            continue
        parts = [name, *element.findall("QualifierName")]
        yield Heading(
            name=_text(name),
            major=any(part.get("MajorTopicYN") == "Y" for part in parts),
            qualifiers=tuple(_text(part) for part in parts[1:]),
            ui=name.get("UI", ""),
        )


def _notes(citation: Element, title: str) -> list[StatusNote]:
    """CommentsCorrections: RefType, the PMID of the other record, the date in RefSource."""
    found = []
    for element in citation.findall("CommentsCorrectionsList/CommentsCorrections"):
        target = canonical("pmid", _text(element.find("PMID")))
        printed = _text(element.find("RefSource")).partition(". ")[2].partition(";")[0]
        on = iso_date(printed) if printed[:4].isdecimal() else ""
        if item := note(element.get("RefType", ""), target, on):
            found.append(item)
    marked = status_in_title(title)
    return [*found, *([marked] if marked else [])]
