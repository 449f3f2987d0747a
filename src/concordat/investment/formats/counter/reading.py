"""From a file of whatever form to facts and complaints: the one way in.

Nothing here raises for what is in a file: what cannot be read is a fatal complaint.
"""

import csv
import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO

import ijson

from concordat.investment.formats.counter import json_report, spreadsheet, tabular
from concordat.investment.formats.counter.complaints import Complaints, UnreadableError
from concordat.investment.formats.counter.decoding import Utf8
from concordat.investment.formats.counter.header import Header
from concordat.investment.words import UsageFact

#: JSON up to this size is read whole, which finds repeated keys and says line and column of a
#: fault; larger is streamed.
WHOLE_JSON = 48 * 1024 * 1024
LONGEST_ROW = 1024 * 1024


@dataclass(slots=True)
class Reading:
    """A report being read. Complaints are complete once the facts have been used up."""

    header: Header | None  # None where not even the header could be read
    facts: Iterator[UsageFact]
    complaints: Complaints


def read(stream: BinaryIO, name: str) -> Reading:
    """Read a report of Release 5 or 5.1 from a seekable binary stream.

    `name` only helps where the content leaves the form open (tabs or commas).
    """
    complaints = Complaints()
    try:
        header, facts = _open(stream, name, complaints)
    except UnreadableError as error:
        complaints.fatal(error.code, error.message, error.position)
        return Reading(None, iter(()), complaints)
    return Reading(header, _guarded(facts, complaints), complaints)


def check(stream: BinaryIO, name: str) -> Complaints:
    """Return everything that is wrong with a report."""
    reading = read(stream, name)
    for _ in reading.facts:
        pass
    return reading.complaints


def _guarded(facts: Iterator[UsageFact], complaints: Complaints) -> Iterator[UsageFact]:
    try:
        yield from facts
    except UnreadableError as error:
        complaints.fatal(error.code, error.message, error.position)


def _open(
    stream: BinaryIO, name: str, complaints: Complaints
) -> tuple[Header, Iterator[UsageFact]]:
    start = stream.read(4096)
    stream.seek(0)
    if not start.strip():
        raise UnreadableError("empty-file", "The file is empty. Ask for the report again.")
    if start.startswith(b"PK\x03\x04"):
        return tabular.read_rows(spreadsheet.rows(stream), complaints)
    if start.startswith(b"\xd0\xcf\x11\xe0"):
        raise UnreadableError(
            "xls-not-read", "This is an old Excel file (.xls). Save it as tab-separated text."
        )
    text = Utf8(stream, start, complaints)
    first = text.peek().lstrip("\ufeff \t\r\n")
    if first.startswith(("{", "[")):
        return _open_json(text, complaints)
    if first.startswith("<"):
        raise UnreadableError(
            "not-counter",
            "This is XML or a web page: a report of Release 4 or an error. Ask the provider for "
            "JSON or a table of Release 5.1.",
            "row 1",
        )
    return tabular.read_rows(_table(text, name, first), complaints)


# --- tables -----------------------------------------------------------------------------------


def _table(text: Utf8, name: str, first: str) -> Iterator[list[str]]:
    """Split a text into rows: at tabs where its first line has one, or by its name."""
    line = first.split("\n", 1)[0]
    tabs = "\t" in line or ("," not in line and name.lower().endswith((".tsv", ".tab")))
    semicolons = not tabs and "," not in line and ";" in line
    separator = "\t" if tabs else ";" if semicolons else ","
    rows = csv.reader(_lines(text), delimiter=separator, quoting=csv.QUOTE_MINIMAL)
    number = 0
    while True:
        try:
            row = next(rows)
        except StopIteration:
            return
        except csv.Error as error:
            raise UnreadableError(
                "table-broken",
                f"The table cannot be read on: {error}. Look for a quotation mark without its "
                "partner.",
                f"row {number + 1}",
            ) from error
        number += 1
        yield row


def _lines(text: Utf8) -> Iterator[str]:
    for number, line in enumerate(text.lines(LONGEST_ROW), start=1):
        if len(line) >= LONGEST_ROW:
            raise UnreadableError(
                "row-too-long",
                f"Row {number} is longer than {LONGEST_ROW} characters: this is no table of "
                "usage. Check that line ends were kept when the file was saved.",
                f"row {number}",
            )
        if "\0" in line:
            raise UnreadableError(
                "not-text", "There is a zero byte in the file: it is not text.", f"row {number}"
            )
        yield line


# --- JSON -------------------------------------------------------------------------------------


def _open_json(text: Utf8, complaints: Complaints) -> tuple[Header, Iterator[UsageFact]]:
    data = text.read_up_to(WHOLE_JSON)
    if data is not None:
        return _whole_json(data, complaints)
    return _streamed_json(text, complaints)


def _whole_json(data: str, complaints: Complaints) -> tuple[Header, Iterator[UsageFact]]:
    report = _parse(data, complaints)
    if isinstance(report, list):
        if len(report) != 1 or not isinstance(report[0], dict):
            raise UnreadableError(
                "shape", "The file holds a list; a file holds one report (an object).", "."
            )
        complaints.error("shape", "The report stands in a list; give it bare.", ".")
        report = report[0]
    report, root = _unwrap(json_report.as_object(report), complaints)
    head = report.get("Report_Header")
    if "Exception" in report:
        json_report.refuse_error(report)
    if not isinstance(head, dict):
        json_report.refuse_error(report)
        head = _head_at_root(report, complaints)
    for name in report.keys() - {"Report_Header", "Report_Items"} - head.keys():
        complaints.error(
            "field-unknown", f"'{name[:60]}' is no part of a report; leave it out.", f"{root}."
        )
    items = report.get("Report_Items")
    if items is not None and not isinstance(items, list):
        complaints.critical("shape", "Report_Items must be a list.", f"{root}.Report_Items")
    if items is None:
        complaints.error(
            "shape",
            "Report_Items is missing; give an empty list where there is no usage.",
            f"{root}.Report_Items",
        )
    return json_report.read_json(head, json_report.as_list(items), complaints, root=root)


def _unwrap(report: json_report.Object, complaints: Complaints) -> tuple[json_report.Object, str]:
    """Some providers put the report into a `body`."""
    inner = report.get("body")
    if "Report_Header" not in report and isinstance(inner, dict):
        complaints.error("shape", "The report stands inside 'body'; give it bare.", ".body")
        return inner, ".body"
    return report, ""


def _head_at_root(report: json_report.Object, complaints: Complaints) -> json_report.Object:
    if "Report_ID" not in report and "Release" not in report:
        raise UnreadableError(
            "not-counter",
            "This JSON is no COUNTER report: it has no Report_Header. Give the report as it came "
            "from the provider.",
            ".",
        )
    complaints.critical(
        "shape", "The header's fields stand outside a Report_Header.", ".Report_Header"
    )
    return {name: value for name, value in report.items() if name != "Report_Items"}


def _parse(data: str, complaints: Complaints) -> object:
    def unique(pairs: list[tuple[str, object]]) -> dict[str, object]:
        found = dict(pairs)
        if len(found) != len(pairs):
            names = [name for name, _ in pairs]
            twice = next(name for name in names if names.count(name) > 1)
            complaints.critical(
                "duplicate",
                f"'{twice[:60]}' stands twice in one object; only the last was read.",
                "",
            )
        return found

    try:
        return json.loads(data, object_pairs_hook=unique)
    except json.JSONDecodeError as error:
        broken = error.pos >= len(data.rstrip()) - 1
        raise UnreadableError(
            "json-broken",
            f"The JSON {'ends too early' if broken else 'is broken'}: {error.msg}. "
            f"{'The file was cut off; take it again' if broken else 'Take the report again'}.",
            f"line {error.lineno}, column {error.colno}",
        ) from error
    except (RecursionError, ValueError) as error:
        raise UnreadableError(
            "json-broken", f"The JSON is nested or sized beyond reason: {error}.", "."
        ) from error


def _streamed_json(text: Utf8, complaints: Complaints) -> tuple[Header, Iterator[UsageFact]]:
    """Read a large report in two passes: its header, then item by item."""
    head = next(_streamed(text, "Report_Header"), None)
    if not isinstance(head, dict):
        raise UnreadableError(
            "not-counter", "This JSON is no COUNTER report: it has no Report_Header.", "."
        )
    return json_report.read_json(head, _streamed(text, "Report_Items.item"), complaints)


def _streamed(text: Utf8, prefix: str) -> Iterator[object]:
    text.restart()
    try:
        yield from ijson.items(text, prefix, use_float=True)
    except (ijson.JSONError, ValueError, RecursionError) as error:
        raise UnreadableError(
            "json-broken",
            f"The JSON is broken or cut off: {str(error).splitlines()[0]}. Take the report again.",
            f"byte {text.position}",
        ) from error
