"""OpenAlex JSON in all the shapes it is saved in, whole and broken."""

import json
from typing import Any

import pytest

from concordat.evidence.formats import openalex_json
from concordat.evidence.words import Author, Found, Heading, Identifier, Reference, StatusNote
from tests.evidence.formats.reading import read, reasons, references, titles

WORK: dict[str, Any] = {
    "id": "https://openalex.org/W2125158795",
    "doi": "https://doi.org/10.1530/EJE.0.1410619",
    "title": "Pheochromocytoma in <i>Italy</i>.",
    "publication_year": 1999,
    "publication_date": "1999-12-03",
    "ids": {"openalex": "x", "mag": "1", "pmid": "https://pubmed.ncbi.nlm.nih.gov/10601965"},
    "primary_location": {
        "landing_page_url": "https://doi.org/10.1530/eje.0.1410619",
        "source": {
            "display_name": "European Journal of Endocrinology",
            "issn_l": "0804-4643",
            "issn": ["1479-683X", "0804-4643"],
            "host_organization_name": "Bioscientifica",
        },
    },
    "type": "journal-article",
    "language": "en",
    "authorships": [
        {
            "author": {
                "display_name": "M Mannelli",
                "orcid": "https://orcid.org/0000-0002-1825-0097",
            }
        },
        {"author": {"display_name": "Anna van der Berg"}},
        {"author": {"display_name": None}},
    ],
    "biblio": {"volume": "141", "issue": None, "first_page": "619", "last_page": "624"},
    "is_retracted": False,
    "mesh": [
        {
            "descriptor_ui": "D1",
            "descriptor_name": "A",
            "qualifier_name": "x",
            "is_major_topic": True,
        },
        {
            "descriptor_ui": "D2",
            "descriptor_name": "B",
            "qualifier_name": None,
            "is_major_topic": False,
        },
        {
            "descriptor_ui": "D1",
            "descriptor_name": "A",
            "qualifier_name": "y",
            "is_major_topic": False,
        },
    ],
    "keywords": [{"display_name": "Tumour"}, "Adrenal"],
    "abstract_inverted_index": {"word": [1, 3], "A": [0], "after": [2]},
}


def works(count: int) -> list[dict[str, Any]]:
    return [
        {"id": f"https://openalex.org/W{n}", "title": f"Title {n}"} for n in range(1, count + 1)
    ]


def test_every_field_of_a_work() -> None:
    (found,) = references(openalex_json, json.dumps(WORK).encode())
    assert found == Reference(
        title="Pheochromocytoma in Italy",
        authors=(Author("Mannelli", "M", "0000-0002-1825-0097"), Author("van der Berg", "Anna")),
        abstract="A word after word",
        journal="European Journal of Endocrinology",
        issns=("0804-4643", "1479-683X"),
        year=1999,
        published_on="1999-12-03",
        volume="141",
        pages="619-624",
        identifiers=(
            Identifier("doi", "10.1530/eje.0.1410619"),
            Identifier("pmid", "10601965"),
            Identifier("openalex", "W2125158795"),
        ),
        headings=(Heading("A", True, ("x", "y"), "D1"), Heading("B", False, (), "D2")),
        keywords=("Tumour", "Adrenal"),
        languages=("eng",),
        publisher="Bioscientifica",
        url="https://doi.org/10.1530/eje.0.1410619",
        source_type="journal-article",
    )


@pytest.mark.parametrize(
    ("field", "value", "expected"),
    [
        ("is_retracted", True, (StatusNote("retracted"),)),
        ("title", "RETRACTED: A trial", (StatusNote("retracted"),)),
        ("title", "WITHDRAWN: A review", (StatusNote("withdrawn"),)),
        ("is_retracted", None, ()),
    ],
)
def test_standing(field: str, value: object, expected: tuple[StatusNote, ...]) -> None:
    (found,) = references(openalex_json, json.dumps(WORK | {field: value}).encode())
    assert found.status == expected


def test_first_of_january_means_that_only_the_year_is_known() -> None:
    work = WORK | {"publication_date": "1999-01-01"}
    (found,) = references(openalex_json, json.dumps(work).encode())
    assert found.published_on == "1999"


@pytest.mark.parametrize("field", sorted(set(WORK) - {"id"}))
@pytest.mark.parametrize("value", [None, 7, "x", [], [7, None, ["x"]], {}, {"a": 1}, True])
def test_a_field_of_another_shape_is_no_disaster(field: str, value: object) -> None:
    (item,) = read(openalex_json, json.dumps(WORK | {field: value}).encode())
    assert item.position == "record 1, line 1"


@pytest.mark.parametrize("indent", [None, 2])
@pytest.mark.parametrize("shape", ["one", "list", "answer", "answer without meta", "lines"])
def test_shapes(shape: str, indent: int | None) -> None:
    listed = works(30)
    match shape:
        case "one":
            content = json.dumps(listed[0], indent=indent)
        case "list":
            content = json.dumps(listed, indent=indent)
        case "answer":
            meta = {"count": 30, "page": 1}
            content = json.dumps({"meta": meta, "results": listed, "group_by": []}, indent=indent)
        case "answer without meta":
            content = json.dumps({"results": listed}, indent=indent)
        case _:
            content = "\n".join(json.dumps(work) for work in listed)
    assert openalex_json.recognises(content.encode()[:65536], "x.json")
    found = references(openalex_json, content.encode())
    assert [item.title for item in found] == [
        work["title"] for work in (listed[:1] if shape == "one" else listed)
    ]


def test_positions_and_bytes_of_json_lines() -> None:
    lines = [json.dumps(work) for work in works(3)]
    items = read(openalex_json, "\n".join(lines).encode())
    assert [item.position for item in items] == [f"record {n}, line {n}" for n in (1, 2, 3)]
    assert [item.raw.decode() for item in items] == lines


def test_answers_glued_together() -> None:
    page = json.dumps({"meta": {"count": 2}, "results": works(2), "group_by": []})
    assert len(references(openalex_json, f"{page}\n{page}".encode())) == 4


def test_an_empty_answer() -> None:
    content = b'{"meta": {"count": 0}, "results": []}'
    assert openalex_json.recognises(content, "x")
    assert read(openalex_json, content) == []


def test_a_cut_off_file_gives_what_was_whole() -> None:
    content = json.dumps(works(2000)).encode()
    items = read(openalex_json, content[:-20])
    assert len(titles(items)) == 1999
    ((position, reason),) = reasons(items)
    assert position == "record 2000, line 1"
    assert "ends in the middle" in reason


@pytest.mark.parametrize(
    "damage",
    ['"title" "no colon"', '"title": tru', '"title": "un\nclosed', '"a": [1, 2', '"a": {"b": 1'],
)
def test_a_broken_work_costs_only_itself(damage: str) -> None:
    one, _, three = (json.dumps(work) for work in works(3))
    broken = '{"id": "https://openalex.org/W2", ' + damage + "}"
    for content in (f"[{one}, {broken}, {three}]", f"{one}\n{broken}\n{three}\n"):
        items = read(openalex_json, content.encode())
        assert titles(items) == ["Title 1", "Title 3"]
        assert "broken" in reasons(items)[0][1]


def test_what_is_no_work_is_set_aside() -> None:
    content = json.dumps(
        [{"id": "https://openalex.org/A5"}, *works(1), {"id": "W7", "title": None}]
    )
    items = read(openalex_json, content.encode())
    assert titles(items) == ["Title 1"]
    assert [position for position, _ in reasons(items)] == ["record 1, line 1", "record 3, line 1"]


def test_an_abstract_with_absurd_places_takes_no_memory() -> None:
    work = WORK | {"abstract_inverted_index": {"far": [10**15], "near": [0], "odd": "x"}}
    (found,) = references(openalex_json, json.dumps(work).encode())
    assert found.abstract == "near far"
    work = WORK | {"abstract_inverted_index": {"a": list(range(60_000))}}
    (item,) = read(openalex_json, json.dumps(work).encode())
    assert isinstance(item, Found)
    assert item.reference.abstract == ""
    assert "60000 words" in item.warnings[0]


@pytest.mark.parametrize("junk", ["[" * 200_000, '{"a":' * 200_000, "[1, 2, 3]", "{}"])
def test_json_that_is_no_work(junk: str) -> None:
    items = read(openalex_json, f"{junk}\n{json.dumps(works(1)[0])}".encode())
    assert titles(items) == ["Title 1"]
