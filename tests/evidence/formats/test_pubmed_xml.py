"""PubMed XML: each element, and files that are broken or mean harm."""
# ruff: noqa: E501 (the records are laid out as PubMed sends them)

import pytest

from concordat.evidence.formats import pubmed_xml
from concordat.evidence.words import Author, Found, Heading, Identifier, Reference, StatusNote
from tests.evidence.formats.reading import read, reasons, references, titles

DOCTYPE = (
    '<?xml version="1.0" ?>\n<!DOCTYPE PubmedArticleSet PUBLIC "-//NLM//DTD PubMedArticle, '
    '1st January 2025//EN" "https://dtd.nlm.nih.gov/ncbi/pubmed/out/pubmed_250101.dtd">\n'
)

ARTICLE = """\
<PubmedArticle><MedlineCitation Status="MEDLINE" Owner="NLM"><PMID Version="1">9500320</PMID>
<Article PubModel="Print"><Journal><ISSN IssnType="Print">0140-6736</ISSN>
<JournalIssue><Volume>351</Volume><Issue>9103</Issue><PubDate><Year>1998</Year><Month>Feb</Month>
<Day>28</Day></PubDate></JournalIssue><Title>Lancet</Title></Journal>
<ArticleTitle>H<sub>2</sub>O &amp; <i>E. coli</i>: a trial.</ArticleTitle>
<Pagination><StartPage>637</StartPage><EndPage>641</EndPage><MedlinePgn>637-41</MedlinePgn></Pagination>
<ELocationID EIdType="doi" ValidYN="Y">10.1016/S0140-6736(97)11096-0</ELocationID>
<Abstract><AbstractText Label="BACKGROUND" NlmCategory="BACKGROUND">One <b>bold</b>.</AbstractText>
<AbstractText Label="UNLABELLED">Two.</AbstractText></Abstract>
<AuthorList><Author><LastName>Wakefield</LastName><ForeName>Andrew J</ForeName><Initials>AJ</Initials>
<Suffix>Jr</Suffix><Identifier Source="ORCID">http://orcid.org/0000-0002-1825-0097</Identifier></Author>
<Author><CollectiveName>The Group</CollectiveName></Author></AuthorList>
<Language>eng</Language><DataBankList><DataBank><DataBankName>ClinicalTrials.gov</DataBankName>
<AccessionNumberList><AccessionNumber>NCT01234567</AccessionNumber></AccessionNumberList></DataBank>
</DataBankList><PublicationTypeList><PublicationType UI="D016428">Journal Article</PublicationType>
<PublicationType UI="D016441">Retracted Publication</PublicationType></PublicationTypeList></Article>
<MedlineJournalInfo><MedlineTA>Lancet</MedlineTA><ISSNLinking>0140-6736</ISSNLinking></MedlineJournalInfo>
<CommentsCorrectionsList><CommentsCorrections RefType="RetractionIn"><RefSource>Lancet. 2010 Feb 6;375(9713):445</RefSource>
<PMID Version="1">20137807</PMID></CommentsCorrections><CommentsCorrections RefType="CommentIn">
<RefSource>Lancet. 1998;351:611</RefSource><PMID>9500310</PMID></CommentsCorrections>
<CommentsCorrections RefType="Cites"><PMID>1</PMID></CommentsCorrections></CommentsCorrectionsList>
<MeshHeadingList><MeshHeading><DescriptorName UI="D003092" MajorTopicYN="N">Colitis</DescriptorName>
<QualifierName UI="Q000209" MajorTopicYN="Y">etiology</QualifierName></MeshHeading>
<MeshHeading><DescriptorName UI="D002648" MajorTopicYN="N">Child</DescriptorName></MeshHeading></MeshHeadingList>
<KeywordList Owner="NOTNLM"><Keyword MajorTopicYN="N">autism</Keyword></KeywordList></MedlineCitation>
<PubmedData><ArticleIdList><ArticleId IdType="pubmed">9500320</ArticleId>
<ArticleId IdType="pmc">PMC5887696</ArticleId><ArticleId IdType="pii">S0140</ArticleId></ArticleIdList>
<ReferenceList><Reference><ArticleIdList><ArticleId IdType="pubmed">777</ArticleId></ArticleIdList>
</Reference></ReferenceList></PubmedData></PubmedArticle>
"""


def wrapped(*articles: str) -> bytes:
    text = f"{DOCTYPE}<PubmedArticleSet>\n{''.join(articles)}</PubmedArticleSet>\n"
    return text.encode()


def small(number: int, inside: str = "") -> str:
    return (
        f"<PubmedArticle><MedlineCitation><PMID>{number}</PMID><Article><ArticleTitle>Title "
        f"{number}</ArticleTitle>{inside}</Article></MedlineCitation></PubmedArticle>\n"
    )


def test_every_element_of_a_record() -> None:
    (found,) = references(pubmed_xml, wrapped(ARTICLE))
    assert found == Reference(
        title="H2O & E. coli: a trial",
        authors=(
            Author("Wakefield", "Andrew J Jr", "0000-0002-1825-0097"),
            Author("The Group"),
        ),
        abstract="BACKGROUND: One bold.\nTwo.",
        journal="Lancet",
        issns=("0140-6736",),
        year=1998,
        published_on="1998-02-28",
        volume="351",
        issue="9103",
        pages="637-41",
        identifiers=(
            Identifier("pmid", "9500320"),
            Identifier("pmcid", "PMC5887696"),
            Identifier("doi", "10.1016/s0140-6736(97)11096-0"),
            Identifier("nct", "NCT01234567"),
        ),
        headings=(
            Heading("Colitis", True, ("etiology",), "D003092"),
            Heading("Child", False, (), "D002648"),
        ),
        keywords=("autism",),
        publication_types=("Journal Article", "Retracted Publication"),
        languages=("eng",),
        status=(StatusNote("retracted", Identifier("pmid", "20137807"), "2010-02-06"),),
    )


@pytest.mark.parametrize(
    ("ref_type", "relation"),
    [
        ("RetractionOf", "notice_of_retraction"),
        ("ExpressionOfConcernIn", "concern"),
        ("ExpressionOfConcernFor", "notice_of_concern"),
        ("ErratumIn", "corrected"),
        ("ErratumFor", "notice_of_correction"),
        ("UpdateIn", "replaced"),
    ],
)
def test_corrections_both_ways(ref_type: str, relation: str) -> None:
    note = (
        f'</Article><CommentsCorrectionsList><CommentsCorrections RefType="{ref_type}"><RefSource>'
        "Gut. 2019 Jan;68(1):1</RefSource><PMID>7</PMID></CommentsCorrections>"
        "</CommentsCorrectionsList><Article>"
    )
    (found,) = references(pubmed_xml, wrapped(small(1, note)))
    assert found.status == (StatusNote(relation, Identifier("pmid", "7"), "2019-01"),)


@pytest.mark.parametrize(
    ("date", "expected"),
    [
        ("<Year>2018</Year><Month>03</Month><Day>7</Day>", "2018-03-07"),
        ("<Year>2018</Year><Season>Spring</Season>", "2018"),
        ("<MedlineDate>1998 Dec-1999 Jan</MedlineDate>", "1998-12"),
        ("<MedlineDate>Fall 2001</MedlineDate>", "2001"),
        ("<Year>2018</Year><Month>Feb</Month><Day>30</Day>", "2018-02"),
    ],
)
def test_dates(date: str, expected: str) -> None:
    inside = f"<Journal><JournalIssue><PubDate>{date}</PubDate></JournalIssue></Journal>"
    (found,) = references(pubmed_xml, wrapped(small(1, inside)))
    assert found.published_on == expected
    assert found.year == int(expected[:4])


def test_a_title_in_its_own_language_only() -> None:
    text = small(1, "<VernacularTitle>Ein Titel.</VernacularTitle>")
    text = text.replace("Title 1", "[Not Available].")
    (found,) = references(pubmed_xml, wrapped(text))
    assert found.title == "Ein Titel"


def test_a_book_and_a_chapter() -> None:
    book = (
        '<PubmedBookArticle><BookDocument><PMID>1</PMID><ArticleIdList><ArticleId IdType="bookaccession">'
        "NBK1</ArticleId></ArticleIdList><Book><Publisher><PublisherName>NICE</PublisherName></Publisher>"
        "<BookTitle>The Book</BookTitle><PubDate><Year>2015</Year></PubDate><Isbn>9783030006655</Isbn>"
        '<AuthorList Type="editors"><Author><LastName>Ed</LastName></Author></AuthorList></Book>{}'
        "<Abstract><AbstractText>A.</AbstractText></Abstract></BookDocument></PubmedBookArticle>"
    )
    whole, chapter = references(
        pubmed_xml, wrapped(book.format(""), book.format("<ArticleTitle>Part.</ArticleTitle>"))
    )
    assert (whole.title, whole.publisher, whole.year, whole.journal) == (
        "The Book",
        "NICE",
        2015,
        "",
    )
    assert whole.authors == ()
    assert Identifier("isbn", "9783030006655") in whole.identifiers
    assert (chapter.title, chapter.journal, chapter.source_type) == (
        "Part",
        "The Book",
        "book chapter",
    )


def test_one_article_alone_and_old_citation_sets() -> None:
    assert references(pubmed_xml, small(5).encode())[0].title == "Title 5"
    old = small(6).replace("<PubmedArticle>", "").replace("</PubmedArticle>", "")
    content = f"<MedlineCitationSet>{old}{old}</MedlineCitationSet>".encode()
    assert pubmed_xml.recognises(content, "x")
    assert len(references(pubmed_xml, content)) == 2


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "iso-8859-1"])
def test_encodings(encoding: str) -> None:
    text = f'<?xml version="1.0" encoding="{encoding}"?><PubmedArticleSet>' + small(1).replace(
        ">Title", ">Größe"
    )
    assert references(pubmed_xml, text.encode(encoding))[0].title == "Größe 1"


def test_a_malformed_record_costs_only_itself() -> None:
    broken = small(2).replace("</Article>", "</Artikel>")
    items = read(pubmed_xml, wrapped(small(1), broken, small(3)))
    assert titles(items) == ["Title 1", "Title 3"]
    ((position, reason),) = reasons(items)
    assert position == "record 2, line 5"
    assert "broken" in reason


def test_a_missing_end_tag_costs_only_its_record() -> None:
    unended = small(2).replace("</PubmedArticle>", "")
    items = read(pubmed_xml, wrapped(small(1), unended, small(3), small(4)))
    assert titles(items) == ["Title 1", "Title 3", "Title 4"]
    assert "no end tag" in reasons(items)[0][1]


def test_a_cut_off_file_gives_what_was_whole() -> None:
    content = wrapped(*(small(n) for n in range(1, 5)))
    items = read(pubmed_xml, content[: content.index(b"<PMID>4") + 30])
    assert titles(items) == ["Title 1", "Title 2", "Title 3"]
    assert reasons(items) == [
        ("record 4, line 7", "The file ends in the middle of this record: download it again.")
    ]


def test_entities_are_refused_and_the_rest_is_read() -> None:
    bomb = (
        '<?xml version="1.0"?>\n<!DOCTYPE PubmedArticleSet [\n<!ENTITY a "aaaaaaaaaa">\n'
        '<!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">\n<!ENTITY x SYSTEM "file:///etc/passwd">\n]>\n'
        "<PubmedArticleSet>\n"
    )
    uses = small(2).replace("Title 2", "Title &b; &x;")
    content = (bomb + small(1) + uses + small(3) + "</PubmedArticleSet>").encode()
    items = read(pubmed_xml, content)
    assert titles(items) == ["Title 1", "Title 3"]
    (declared, reason), (used, _) = reasons(items)
    assert declared == "line 3"
    assert "declares entities" in reason
    assert used == "record 2, line 9"
    assert not any(b"root:" in repr(item).encode() for item in items)


def test_a_record_nested_too_deeply_is_set_aside() -> None:
    deep = small(2, "<b>" * 5000 + "</b>" * 5000)
    items = read(pubmed_xml, wrapped(small(1), deep, small(3)))
    assert titles(items) == ["Title 1", "Title 3"]


def test_deleted_citations_are_told() -> None:
    gone = "<DeleteCitation><PMID Version='1'>12</PMID><PMID>13</PMID></DeleteCitation>"
    items = read(pubmed_xml, wrapped(small(1), gone))
    assert titles(items) == ["Title 1"]
    assert "12, 13" in reasons(items)[0][1]


def test_the_record_is_kept_byte_for_byte() -> None:
    (item,) = read(pubmed_xml, wrapped(ARTICLE))
    assert isinstance(item, Found)
    assert item.raw == ARTICLE.strip().encode()
    assert item.position == "record 1, line 4"
