"""The rows of the first sheet of an XLSX file, as text.

Reads only what a usage table needs (shared and inline texts, numbers, months stored as dates),
so that no spreadsheet library has to be installed. ECMA-376 part 1, 18.
"""

import re
import zipfile
from collections.abc import Iterator
from datetime import date, timedelta
from typing import IO, BinaryIO

from lxml import etree

from concordat.investment.formats.counter.complaints import UnreadableError

_NS = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
#: Nobody's usage report unpacks to more; a file that does is an attack.
LARGEST = 600 * 1024 * 1024
_DATE_FORMATS = frozenset((*range(14, 23), *range(45, 48)))
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def rows(stream: BinaryIO) -> Iterator[list[str]]:
    """Give the rows of the first sheet; blank rows are given as empty lists."""
    try:
        with zipfile.ZipFile(stream) as book:
            names = {info.filename: info.file_size for info in book.infolist()}
            sheet = _first_sheet(book, names)
            texts = _texts(book, names)
            dates = _date_styles(book, names)
            with _part(book, sheet, names) as part:
                yield from _rows(part, texts, dates)
    except (zipfile.BadZipFile, etree.XMLSyntaxError, KeyError, OSError, ValueError) as error:
        raise UnreadableError(
            "xlsx-broken",
            f"The spreadsheet cannot be read: {error}. Save it again, or as tab-separated text.",
        ) from error


def _part(book: zipfile.ZipFile, name: str, names: dict[str, int]) -> IO[bytes]:
    if names.get(name, 0) > LARGEST:
        raise UnreadableError("xlsx-broken", "The spreadsheet unpacks to an unreasonable size.")
    return book.open(name)


def _parse(part: IO[bytes], tag: str) -> Iterator[etree._Element]:
    for _, element in etree.iterparse(
        part,
        tag=_NS + tag,
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
    ):
        yield element
        element.clear()
        while element.getprevious() is not None:
            del element.getparent()[0]


def _first_sheet(book: zipfile.ZipFile, names: dict[str, int]) -> str:
    sheets = sorted(
        (name for name in names if re.fullmatch(r"xl/worksheets/[^/]+\.xml", name)),
        key=lambda name: (len(name), name),
    )
    if not sheets:
        raise UnreadableError("not-counter", "This zip file holds no spreadsheet. Unpack it first.")
    return sheets[0]


def _texts(book: zipfile.ZipFile, names: dict[str, int]) -> list[str]:
    if "xl/sharedStrings.xml" not in names:
        return []
    with _part(book, "xl/sharedStrings.xml", names) as part:
        return [_text(element) for element in _parse(part, "si")]


def _text(element: etree._Element) -> str:
    """Join the runs of a text, leaving out how it is pronounced."""
    return "".join(
        run.text or "" for run in element.iter(_NS + "t") if run.getparent().tag != _NS + "rPh"
    )


def _date_styles(book: zipfile.ZipFile, names: dict[str, int]) -> frozenset[int]:
    """Return the numbers of the cell styles that show a number as a date."""
    if "xl/styles.xml" not in names:
        return frozenset()
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    with _part(book, "xl/styles.xml", names) as part:
        tree = etree.parse(part, parser)
    own = {
        int(found.get("numFmtId", "0"))
        for found in tree.iter(_NS + "numFmt")
        if re.search(r"[ymd]", re.sub(r'"[^"]*"|\[[^\]]*\]', "", found.get("formatCode", "")))
    }
    cells = tree.find(_NS + "cellXfs")
    styles = [] if cells is None else cells.findall(_NS + "xf")
    return frozenset(
        index
        for index, style in enumerate(styles)
        if int(style.get("numFmtId", "0")) in _DATE_FORMATS | own
    )


def _rows(part: IO[bytes], texts: list[str], dates: frozenset[int]) -> Iterator[list[str]]:
    number = 0
    for element in _parse(part, "row"):
        wanted = int(element.get("r", number + 1))
        if wanted > 2_000_000:
            raise UnreadableError("xlsx-broken", f"Row {wanted} is beyond any spreadsheet.")
        while number + 1 < wanted:
            number += 1
            yield []
        number += 1
        row: list[str] = []
        for cell in element.iterchildren(_NS + "c"):
            place = _column(cell.get("r", "")) if cell.get("r") else len(row)
            if place > 16_384:
                raise UnreadableError("xlsx-broken", "A cell lies beyond any spreadsheet.")
            row.extend([""] * (place - len(row)))
            row.append(_value(cell, texts, dates))
        yield row


def _column(reference: str) -> int:
    """Return 0 for A7, 26 for AA7."""
    place = 0
    for mark in re.match(r"[A-Z]{0,3}", reference).group():  # type: ignore[union-attr]
        place = place * 26 + ord(mark) - 64
    return max(place - 1, 0)


def _value(cell: etree._Element, texts: list[str], dates: frozenset[int]) -> str:
    kind = cell.get("t", "n")
    if kind == "inlineStr":
        return _text(cell)
    found = cell.findtext(_NS + "v") or ""
    if kind == "s":
        return texts[int(found)] if found.isdecimal() and int(found) < len(texts) else ""
    if kind != "n" or not found:
        return found
    if int(cell.get("s", "0")) in dates:
        day = date(1899, 12, 30) + timedelta(days=int(float(found)))
        return f"{_MONTHS[day.month - 1]}-{day.year:04}"
    return found.removesuffix(".0")
