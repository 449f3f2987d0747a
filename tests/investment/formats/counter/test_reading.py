"""Reports that follow the code pass; each way of breaking it is told apart, with its place."""

import io
import json
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from concordat.investment.formats.counter import reading
from concordat.investment.formats.counter.complaints import Complaints
from concordat.investment.formats.counter.reading import check, read
from concordat.investment.words import Level
from tests.investment.formats.counter import made

FORMS = {
    "json 5.1": lambda: made.as_bytes(made.json_51()),
    "json 5": lambda: made.as_bytes(made.json_5()),
    "tsv 5.1": lambda: made.as_bytes(made.rows("5.1")),
    "tsv 5": lambda: made.as_bytes(made.rows("5")),
}


def checked(data: bytes, name: str = "report") -> Complaints:
    return check(io.BytesIO(data), name)


def codes(found: Complaints) -> set[str]:
    return {one.code for one in found}


@pytest.mark.parametrize("form", FORMS)
def test_a_report_that_follows_the_code_has_no_complaint(form: str) -> None:
    assert [str(one) for one in checked(FORMS[form]())] == []


def test_every_form_gives_the_same_facts() -> None:
    found = {
        form: {
            (fact.item.name, fact.item.identifiers, fact.item.data_type, fact.item.yop,
             fact.metric, fact.month, fact.number)
            for fact in read(io.BytesIO(make()), form).facts
        }
        for form, make in FORMS.items()
    }  # fmt: skip
    assert len(found["json 5.1"]) == 2 * 4 * 3
    assert all(facts == found["json 5.1"] for facts in found.values())


def test_a_large_report_is_streamed_to_the_same_facts(monkeypatch: pytest.MonkeyPatch) -> None:
    whole = list(read(io.BytesIO(FORMS["json 5.1"]()), "").facts)
    monkeypatch.setattr(reading, "WHOLE_JSON", 10)
    streamed = read(io.BytesIO(FORMS["json 5.1"]()), "")
    assert list(streamed.facts) == whole
    assert not len(streamed.complaints)
    cut = read(io.BytesIO(FORMS["json 5.1"]()[:-300]), "")
    list(cut.facts)
    assert codes(cut.complaints) == {"json-broken"}


def spoil_cell(row: int, column: int, value: str) -> Callable[[list[list[str]]], None]:
    def spoil(rows: list[list[str]]) -> None:
        rows[row - 1][column] = value

    return spoil


TABLE_FAULTS: list[tuple[str, Level, str, Callable[[list[list[str]]], None]]] = [
    ("unique-above-total", Level.CRITICAL, "row 16", lambda r: swap(r, 16, 18)),
    ("requests-above-investigations", Level.CRITICAL, "row 16", lambda r: swap(r, 16, 17)),
    ("total-differs", Level.CRITICAL, "row 16", spoil_cell(16, 15, "61")),
    ("count-negative", Level.CRITICAL, "row 16", spoil_cell(16, 17, "-20")),
    ("count-not-integer", Level.CRITICAL, "row 16", spoil_cell(16, 17, "n/a")),
    ("count-format", Level.ERROR, "row 16", spoil_cell(16, 17, "20.0")),
    ("metric-unknown", Level.CRITICAL, "row 16", spoil_cell(16, 14, "Downloads")),
    ("metric-not-in-report", Level.CRITICAL, "row 16", spoil_cell(16, 14, "Searches_Regular")),
    ("metric-data-type", Level.CRITICAL, "row 16", spoil_cell(16, 14, "Unique_Title_Requests")),
    ("metric-pair-missing", Level.CRITICAL, "row 18", lambda r: r.pop(17)),
    ("duplicate", Level.CRITICAL, "row 20", lambda r: r.insert(19, list(r[15]))),
    ("duplicate", Level.CRITICAL, "row 24", lambda r: r.append(list(r[15]))),
    ("identifier-check-digit", Level.ERROR, "row 16", spoil_cell(16, 8, "2859-4119")),
    ("identifier-format", Level.ERROR, "row 16", spoil_cell(16, 4, "doi:10.5555/x")),
    ("value-not-allowed", Level.CRITICAL, "row 16", spoil_cell(16, 10, "Pamphlet")),
    ("value-spelling", Level.ERROR, "row 16", spoil_cell(16, 12, "controlled")),
    ("value-missing", Level.CRITICAL, "row 16", spoil_cell(16, 3, "")),
    ("yop", Level.ERROR, "row 16", spoil_cell(16, 11, "24")),
    ("month-outside-period", Level.CRITICAL, "row 15", spoil_cell(15, 18, "Apr-2025")),
    ("month-missing", Level.CRITICAL, "row 15", spoil_cell(15, 18, "Apr-2025")),
    ("month-heading", Level.CRITICAL, "row 15", spoil_cell(15, 18, "Mrz-2025")),
    ("column-duplicate", Level.CRITICAL, "row 15", spoil_cell(15, 18, "Jan-2025")),
    ("column-missing", Level.ERROR, "row 15", spoil_cell(15, 11, "Year")),
    ("column-spelling", Level.ERROR, "row 15", spoil_cell(15, 11, "yop")),
    ("column-order", Level.ERROR, "row 15", lambda r: [swap_columns(x) for x in r[14:]]),
    ("blank-row", Level.CRITICAL, "row 14", lambda r: r.pop(13)),
    ("header-row-missing", Level.CRITICAL, "row 12", lambda r: r.pop(11)),
    ("header-extra-cell", Level.ERROR, "row 4", lambda r: r[3].append("and more")),
    ("period-format", Level.ERROR, "row 10", spoil_cell(10, 1, "2025-01-01 to 2025-03-31")),
    ("period-invalid", Level.CRITICAL, "row 10",
     spoil_cell(10, 1, "Begin_Date=2025-03-01; End_Date=2025-01-31")),
    ("report-name", Level.CRITICAL, "row 1", spoil_cell(1, 1, "Database Report")),
    ("report-id", Level.FATAL, "row 2", spoil_cell(2, 1, "JR1")),
    ("release-unknown", Level.FATAL, "row 3", spoil_cell(3, 1, "6")),
    ("registry-record", Level.ERROR, "row 13", spoil_cell(13, 1, "https://example.org/")),
    ("created", Level.ERROR, "row 11", spoil_cell(11, 1, "15/04/2025")),
    ("exception-with-usage", Level.CRITICAL, "row 9",
     spoil_cell(9, 1, "3030: No Usage Available for Requested Dates")),
    ("exception-partial", Level.WARNING, "row 9",
     spoil_cell(9, 1, "3031: Usage Not Ready for Requested Dates (2025-03)")),
    ("exception-missing", Level.CRITICAL, "row 9", lambda r: r.__delitem__(slice(15, None))),
]  # fmt: skip


def swap(rows: list[list[str]], one: int, other: int) -> None:
    """Exchange the metrics of two rows, so that their figures no longer agree."""
    a, b = rows[one - 1], rows[other - 1]
    a[14], b[14] = b[14], a[14]


def swap_columns(row: list[str]) -> None:
    row[11], row[12] = row[12], row[11]


@pytest.mark.parametrize(("code", "level", "place", "spoil"), TABLE_FAULTS)
def test_each_fault_of_a_table_is_told(
    code: str, level: Level, place: str, spoil: Callable[[list[list[str]]], None]
) -> None:
    rows = made.rows("5.1")
    spoil(rows)
    found = checked(made.as_bytes(rows))
    told = [one for one in found if one.code == code]
    assert told, codes(found)
    assert told[0].level is level
    assert told[0].position.startswith(place), told[0]


def performance(report: dict) -> dict:  # type: ignore[type-arg]
    found = report["Report_Items"][0]["Attribute_Performance"][0]["Performance"]
    assert isinstance(found, dict)
    return found


def with_exceptions(code: int, *, items: bool) -> Callable[[dict], None]:  # type: ignore[type-arg]
    def spoil(report: dict) -> None:  # type: ignore[type-arg]
        report["Report_Header"]["Exceptions"] = [{"Code": code, "Message": "x", "Data": ""}]
        if not items:
            report["Report_Items"] = []

    return spoil


def count(metric: str, month: str, value: object) -> Callable[[dict], None]:  # type: ignore[type-arg]
    def spoil(report: dict) -> None:  # type: ignore[type-arg]
        performance(report)[metric][month] = value

    return spoil


JSON_FAULTS = [
    ("month-outside-period", count("Total_Item_Requests", "2025-04", 1)),
    ("month-format", count("Total_Item_Requests", "Jan-2025", 1)),
    ("count-zero", count("Total_Item_Requests", "2025-01", 0)),
    ("count-negative", count("Total_Item_Requests", "2025-01", -3)),
    ("count-not-integer", count("Total_Item_Requests", "2025-01", 1.5)),
    ("count-format", count("Total_Item_Requests", "2025-01", "12")),
    ("unique-above-total", count("Unique_Item_Requests", "2025-01", 13)),
    ("metric-pair-missing", lambda r: performance(r).pop("Unique_Item_Requests")),
    ("metric-unknown", lambda r: performance(r).update({"Loans": {"2025-01": 1}})),
    ("duplicate", lambda r: r["Report_Items"].append(r["Report_Items"][0])),
    ("shape", lambda r: r["Report_Items"].append("nothing")),
    ("shape", lambda r: r["Report_Items"][0].pop("Attribute_Performance")),
    ("field-unknown", lambda r: r["Report_Items"][0].update({"Colour": "red"})),
    ("value-missing", lambda r: r["Report_Items"][0].pop("Platform")),
    ("identifier-check-digit", lambda r: r["Report_Items"][0]["Item_ID"].update(
        {"ISBN": "978-0-300-94426-7"})),
    ("institution-id", lambda r: r["Report_Header"].pop("Institution_ID")),
    ("report-attribute", lambda r: r["Report_Header"]["Report_Attributes"].update({"Odd": "x"})),
    ("report-filter", lambda r: r["Report_Header"]["Report_Filters"].update(
        {"Data_Type": ["Pamphlet"]})),
    ("exception-with-usage", with_exceptions(3030, items=True)),
    ("exception-missing", lambda r: r.update({"Report_Items": []})),
    ("exception-refused", with_exceptions(2000, items=False)),
    ("exception-unknown", with_exceptions(9999, items=False)),
    ("not-counter", lambda r: r.pop("Report_Header")),
]  # fmt: skip


@pytest.mark.parametrize(("code", "spoil"), JSON_FAULTS)
def test_each_fault_of_json_is_told(
    code: str,
    spoil: Callable[[dict], object],  # type: ignore[type-arg]
) -> None:
    report = made.json_51()
    spoil(report)
    found = checked(made.as_bytes(report))
    assert code in codes(found)
    assert not found.passes
    assert all(one.message for one in found)


def test_zero_and_not_ready_and_partial_are_three_things() -> None:
    report = made.json_51()
    for code in (3030, 3031, 3032, 3040):
        with_exceptions(code, items=False)(report)
        found = checked(made.as_bytes(report))
        assert found.passes, code
        assert ("exception-partial" in codes(found)) == (code != 3030)


def test_a_period_of_release_5_must_be_one_month() -> None:
    report = made.json_5()
    report["Report_Items"][0]["Performance"][0]["Period"]["End_Date"] = "2025-02-28"  # type: ignore[index]
    assert "period-invalid" in codes(checked(made.as_bytes(report)))


def test_what_is_no_report_is_said_to_be_none() -> None:
    for data, code in (
        (b"", "empty-file"),
        (b"\n \n", "empty-file"),
        (b"<html><body>Sign in</body></html>", "not-counter"),
        (b"a,b\n1,2\n", "not-counter"),
        (b"Journal Report 1 (R4)\tNumber of Successful Full-Text\n", "release-unknown"),
        (b'{"Code": 1011, "Message": "Report Queued for Processing"}', "exception-only"),
        (b'{"foo": "bar"}', "not-counter"),
        (b"[" * 100_000, "json-broken"),
        (b"PK\x03\x04 not really a zip", "xlsx-broken"),
        (b"Report_Name\tx\n\0\0\0", "not-text"),
    ):
        found = list(checked(data))
        assert [one.code for one in found if one.level is Level.FATAL] == [code], data[:40]


def test_truncated_json_says_where_it_ends() -> None:
    data = FORMS["json 5.1"]()[:-200]
    (found,) = checked(data)
    assert (found.level, found.code) == (Level.FATAL, "json-broken")
    assert found.position == f"line 1, column {len(data) + 1}" or "column" in found.position


def test_a_wrong_encoding_is_told_with_its_byte_and_read_on() -> None:
    text = made.as_bytes(made.rows("5.1")).decode()
    for encoding in ("utf-16", "cp1252"):
        opened = read(io.BytesIO(text.encode(encoding)), "x.tsv")
        names = {fact.item.name for fact in opened.facts}
        assert made.TITLES[1]["name"] in names
        assert codes(opened.complaints) == {"encoding"}
    assert "byte " in next(iter(opened.complaints)).position


def test_a_row_longer_than_any_is_refused_without_holding_it() -> None:
    class Endless(io.RawIOBase):
        given = 0

        def read(self, size: int = -1) -> bytes:
            if self.given > 200 * 2**20:
                return b""
            start = b"Report_Name\t" if not self.given else b""
            self.given += size
            return start + b"x" * (size - len(start))

        def seek(self, place: int, whence: int = 0) -> int:
            self.given = place
            return place

    stream = Endless()
    found = checked_stream(stream)
    assert codes(found) == {"row-too-long"}
    assert stream.given < 10 * 2**20


def test_a_value_longer_than_any_in_large_json_is_refused_at_once(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(reading, "WHOLE_JSON", 10)
    (found,) = checked(b'{"Report_Header": {"Created_By": "' + b"x" * 9_000_000)
    assert (found.code, found.position) == ("json-broken", "byte 33")


def checked_stream(stream: io.RawIOBase) -> Complaints:
    return check(stream, "long.tsv")  # type: ignore[arg-type]


def test_a_complaint_repeated_is_counted_and_not_kept() -> None:
    rows = made.rows("5.1")
    rows.extend([[*row[:14], "Oddity", *row[15:]] for row in rows[15:] for _ in range(60)])
    found = checked(made.as_bytes(rows))
    kinds = found.kinds()
    assert kinds[Level.CRITICAL, "metric-unknown"] == 480
    assert sum(one.code == "metric-unknown" for one in found) == 100


@given(st.sampled_from(sorted(FORMS)), st.data())
def test_nothing_in_a_file_raises(form: str, data: st.DataObject) -> None:
    """Bytes are cut out, put in and turned over; each gives complaints and never an error."""
    content = bytearray(FORMS[form]())
    for _ in range(data.draw(st.integers(1, 6))):
        start = data.draw(st.integers(0, len(content)))
        end = data.draw(st.integers(start, min(len(content), start + 40)))
        content[start:end] = data.draw(
            st.binary(max_size=12)
            | st.sampled_from([b"\t", b"\n", b'"', b"null", b"{}", b"[]", b"-1", b"\xff", b"1e999"])
        )
    for one in checked(bytes(content)):
        assert one.message
        assert one.code
        one.message.encode()


@given(st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(
        st.sampled_from(["Report_Header", "Report_Items", "Performance", "Item_ID", "Release",
                         "Report_ID", "Exceptions", "Attribute_Performance", "Code", "x"]),
        inner, max_size=4),
    max_leaves=12,
), st.data())  # fmt: skip
def test_no_shape_of_json_raises(value: object, data: st.DataObject) -> None:
    """Any value may stand anywhere in a report."""
    for report in (made.json_51(), made.json_5()):
        place: object = report
        while isinstance(place, dict | list) and place:
            keys = list(place) if isinstance(place, dict) else list(range(len(place)))
            key = data.draw(st.sampled_from(keys))
            if data.draw(st.booleans()) or not isinstance(place[key], dict | list):
                place[key] = value
                break
            place = place[key]
        checked(json.dumps(report).encode())
    checked(json.dumps(value).encode())


# --- real files -----------------------------------------------------------------------------


def samples(shared_data: Path) -> list[Path]:
    counter = shared_data / "counter"
    return [
        *counter.glob("folio_counter/**/sample-reports/*"),
        *counter.glob("folio_counter/**/projectcounter-samples/*"),
        *counter.glob("counter_validation_tool/reports/*"),
        *counter.glob("celus_nibbler/counter/5*/*sample*"),
    ]


def test_the_official_samples_have_nothing_worse_than_a_warning(shared_data: Path) -> None:
    translated = {"DR-f.tsv", "TR-f.tsv"}  # samples with column names of another language
    found = samples(shared_data)
    assert len(found) > 40
    for path in found:
        with path.open("rb") as stream:
            complaints = check(stream, path.name)
        assert complaints.passes or path.name in translated, (path, list(complaints)[:3])


def test_no_real_file_of_any_kind_raises(shared_data: Path) -> None:
    seen = 0
    for path in (shared_data / "counter").rglob("*"):
        if path.is_file():
            seen += 1
            with path.open("rb") as stream:
                for one in check(stream, path.name):
                    one.message.encode()
    assert seen > 400


def test_json_and_table_of_one_official_sample_say_the_same(shared_data: Path) -> None:
    folder = next((shared_data / "counter").glob("folio_counter/*51/**/sample-reports"))
    compared = 0
    for table in folder.glob("*.tsv"):
        other = table.with_suffix(".json")
        if other.exists():
            compared += 1
            assert totals(table) == totals(other), table.name
    assert compared >= 8


def totals(path: Path) -> dict[tuple[str, ...], int]:
    found: dict[tuple[str, ...], int] = {}
    with path.open("rb") as stream:
        for fact in read(stream, path.name).facts:
            item = fact.item
            key = (item.name, item.platform, item.parent, item.yop, item.access_type,
                   item.access_method, fact.metric, fact.month)  # fmt: skip
            found[key] = found.get(key, 0) + fact.number
    return found


ITEM_REPORT = """Report_Name\tItem Report
Report_ID\tIR
Release\t5.1
Institution_Name\tInvented Trust
Institution_ID\tinv:T1
Metric_Types\tTotal_Item_Requests; Unique_Item_Requests
Report_Filters
Report_Attributes\tAttributes_To_Show=Authors
Exceptions
Reporting_Period\tBegin_Date=2025-01-01; End_Date=2025-01-31
Created\t2025-02-15T09:00:00Z
Created_By\tInvented Press
Registry_Record\t{registry}

Item\tPublisher\tPublisher_ID\tPlatform\tAuthors\tDOI\tProprietary_ID\tISBN\tPrint_ISSN\tOnline_ISSN\tURI\tData_Type\tMetric_Type\tReporting_Period_Total\tJan-2025
One\tPress\t\tPlace\t{authors}\t10.5555/one\t\t\t\t\t\t{kind}\tTotal_Item_Requests\t3\t3
One\tPress\t\tPlace\t{authors}\t10.5555/one\t\t\t\t\t\t{kind}\tUnique_Item_Requests\t2\t2
"""


@pytest.mark.parametrize(
    ("authors", "kind", "code"),
    [
        ("Ann Bee (ORCID:0000-0002-1825-0097); Cy Dee; Eve Eff", "Article", ""),
        ("Ann Bee; Cy Dee; Eve Eff; Guy Aitch", "Article", "authors"),
        ("Ann Bee (ORCID:0000-0002-9079-5931)", "Article", "identifier-check-digit"),
        ("Ann Bee (Scopus:7004212771)", "Article", "identifier-format"),
        ("Ann Bee", "Unspecified", "data-type-unspecified"),
    ],
)
def test_authors_and_kinds_of_items(authors: str, kind: str, code: str) -> None:
    text = ITEM_REPORT.format(registry=made.REGISTRY, authors=authors, kind=kind)
    found = checked(text.encode())
    told = [one for one in found if one.code not in ("header-format",)]
    assert [one.code for one in told] == ([code] if code else []), told
    if code:
        assert told[0].position.startswith("row 16")
    assert found.passes is (code not in ("authors", "identifier-format"))


def test_authors_of_json_are_judged_alike() -> None:
    many = [{"Name": name} for name in ("A", "B", "C", "D")]
    header = {**made.json_51()["Report_Header"], "Report_ID": "IR", "Report_Name": "Item Report"}  # type: ignore[dict-item]
    header["Report_Attributes"] = {"Attributes_To_Show": ["Authors"]}
    item = {
        "Item": "One",
        "Item_ID": {"DOI": "10.5555/one"},
        "Platform": "Place",
        "Publisher": "Press",
        "Authors": many,
        "Attribute_Performance": [
            {
                "Data_Type": "Article",
                "Performance": {
                    name: {"2025-01": 1}
                    for name in (
                        "Total_Item_Investigations",
                        "Total_Item_Requests",
                        "Unique_Item_Investigations",
                        "Unique_Item_Requests",
                    )
                },
            }
        ],
    }
    found = checked(made.as_bytes({"Report_Header": header, "Report_Items": [{"Items": [item]}]}))
    assert "authors" in codes(found), list(found)
    item["Authors"] = many[:3]
    found = checked(made.as_bytes({"Report_Header": header, "Report_Items": [{"Items": [item]}]}))
    assert "authors" not in codes(found)
