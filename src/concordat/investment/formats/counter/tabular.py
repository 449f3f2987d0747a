"""Reports as tables (TSV, CSV, XLSX): header rows, a blank row, headings, one metric a row.

COUNTER 5.1, 3.1 and appendix G: 13 header rows and a blank 14th; Release 5 has 12 and a 13th.
"""

import re
from collections.abc import Iterator, Sequence

from concordat.investment.formats.counter import code_of_practice as code
from concordat.investment.formats.counter.complaints import Complaints, UnreadableError, shown
from concordat.investment.formats.counter.header import (
    Header,
    Told,
    check_absence,
    check_header,
    settle_kind,
)
from concordat.investment.formats.counter.lines import Line, Lines
from concordat.investment.words import UsageFact, UsageItem

Row = Sequence[str]
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_MONTH_NUMBERS = {name: f"{number:02}" for number, name in enumerate(_MONTHS, start=1)}
_FIGURES = ("Metric_Type", "Reporting_Period_Total")
_OLD_PERIOD = re.compile(r"(\d{4}-\d\d(?:-\d\d)?)\s+to\s+(\d{4}-\d\d(?:-\d\d)?)")
#: Columns that do not tell the lines of one item apart when figures are compared.
_NOT_KEY = frozenset({"Section_Type", "Format", *code.COMPONENT})


def read_rows(rows: Iterator[Row], complaints: Complaints) -> tuple[Header, Iterator[UsageFact]]:
    """Read a table: the header at once, the facts as they are asked for."""
    numbered = enumerate(rows, start=1)
    header, held = _read_header(numbered, complaints)
    settle_kind(header, complaints)
    check_header(header, complaints)
    return header, _read_body(header, held, numbered, complaints)


# --- header -----------------------------------------------------------------------------------


def _read_header(
    numbered: Iterator[tuple[int, Row]], complaints: Complaints
) -> tuple[Header, list[tuple[int, Row]]]:
    """Take rows until the headings. Return the header and the rows taken too many."""
    taken: list[tuple[int, Row]] = []
    for number, row in numbered:
        taken.append((number, row))
        if len(taken) >= 40 or _is_headings(row):
            break
    if not taken:
        raise UnreadableError("empty-file", "The file is empty. Ask for the report again.")
    _refuse_foreign(taken)
    header = Header(tabular=True)
    rows = {row[0].strip().lstrip("\ufeff"): (number, row) for number, row in taken if row}
    release = rows.get("Release", (0, ("", "")))[1]
    labels = code.HEADER_ROWS.get(release[1].strip() if len(release) > 1 else "", ())
    labels = labels or code.HEADER_ROWS["5.1" if "Registry_Record" in rows else "5"]
    _check_labels(labels, taken, complaints)
    for label in labels:
        _fill(header, label, *_cell(rows, label), complaints)
    blank = len(labels) + 1
    _check_blank(blank, taken, complaints)
    rest = [pair for pair in taken if _is_headings(pair[1])]
    if not rest:
        raise UnreadableError(
            "headings-missing",
            f"No row of column headings (with Metric_Type) follows; it belongs in row {blank + 1}.",
            f"row {blank + 1}",
        )
    return header, taken[taken.index(rest[0]) :]


def _is_headings(row: Row) -> bool:
    return "Metric_Type" in row or "Reporting_Period_Total" in row


def _refuse_foreign(taken: list[tuple[int, Row]]) -> None:
    """Stop at what is no COUNTER 5 table at all."""
    first = taken[0][1][0].strip().lstrip("\ufeff") if taken[0][1] else ""
    if re.search(r"\(R[1-4]\)|^(Journal|Book|Database|Platform|Multimedia|Title) Report \d", first):
        raise UnreadableError(
            "release-unknown",
            f"{shown(first)} is a report of Release 4 or earlier; ask the provider for 5.1.",
            "row 1",
        )
    labels = {row[0].strip().lstrip("\ufeff") for _, row in taken if row}
    if len(labels & set(code.HEADER_ROWS["5.1"])) < 3:
        raise UnreadableError(
            "not-counter",
            f"This is no COUNTER report: it begins with {shown(first)} where Report_Name belongs. "
            "Give the report as it came from the provider.",
            "row 1",
        )


def _cell(rows: dict[str, tuple[int, Row]], label: str) -> tuple[str | None, str]:
    if label not in rows:
        return None, ""
    number, row = rows[label]
    return (row[1].strip() if len(row) > 1 else ""), f"row {number}"


def _check_labels(
    labels: Sequence[str], taken: list[tuple[int, Row]], complaints: Complaints
) -> None:
    found = {number: (row[0].strip().lstrip("\ufeff") if row else "") for number, row in taken}
    for number, label in enumerate(labels, start=1):
        there = found.get(number, "")
        if there == label:
            continue
        if label in found.values():
            complaints.error(
                "header-order", f"{label} must stand in row {number}.", f"row {number}"
            )
        elif there.lower().replace(" ", "_") == label.lower():
            complaints.error(
                "header-label", f"{shown(there)} must be spelt '{label}'.", f"row {number}"
            )
        else:
            complaints.critical(
                "header-row-missing",
                f"Row {number} must be {label}, but is {shown(there)}; put the missing row back.",
                f"row {number}",
            )
    for number, row in taken[: len(labels)]:
        extra = [cell for cell in row[2:] if cell.strip()]
        if extra and row[0].strip() in labels:
            complaints.error(
                "header-extra-cell",
                f"Only two cells belong into a header row; found {shown(extra[0])}.",
                f"row {number}",
            )


def _check_blank(number: int, taken: list[tuple[int, Row]], complaints: Complaints) -> None:
    row = next((row for found, row in taken if found == number), ())
    if any(cell.strip() for cell in row):
        complaints.critical(
            "blank-row",
            f"Row {number} must be blank; found {shown(next(c for c in row if c.strip()))}. "
            "Header rows are missing or too many.",
            f"row {number}",
        )


def _fill(
    header: Header, label: str, value: str | None, where: str, complaints: Complaints
) -> None:
    """Put one header row where it belongs."""
    header.position[label] = where
    text = value or ""
    match label:
        case "Report_Name":
            header.report_name = text
        case "Report_ID":
            header.report_id = text
        case "Release":
            header.release = text
        case "Institution_Name":
            header.institution = text
        case "Created":
            header.created = text
        case "Created_By":
            header.created_by = text
        case "Registry_Record":
            header.registry_record = value
        case "Institution_ID":
            for part in filter(None, text.split("; ")):
                scheme, _, rest = part.partition(":")
                header.institution_ids.append((scheme, rest))
        case "Metric_Types":
            _fill_metrics(header, text, where, complaints)
        case "Report_Filters":
            header.filters.update(_pairs(text, label, where, complaints))
        case "Report_Attributes":
            header.attributes = _pairs(text, label, where, complaints)
        case "Reporting_Period":
            _fill_period(header, text, where, complaints)
        case _:
            header.exceptions = _told(text, where)


def _fill_metrics(header: Header, text: str, where: str, complaints: Complaints) -> None:
    if "|" in text:
        complaints.error("metric-types", "Separate the metrics by '; ', not by '|'.", where)
    names = [name.strip() for name in re.split(r"[;|]", text) if name.strip()]
    if names:
        header.filters["Metric_Type"] = names


def _pairs(text: str, label: str, where: str, complaints: Complaints) -> dict[str, list[str]]:
    """Read `Name=value|value; Name=value`."""
    found: dict[str, list[str]] = {}
    for part in filter(None, (part.strip() for part in text.split(";"))):
        name, equals, values = part.partition("=")
        if not equals:
            complaints.error(
                "header-format", f"{label} {shown(part)} must be written Name=Value.", where
            )
            continue
        found[name.strip()] = [value.strip() for value in values.split("|")]
    return found


def _fill_period(header: Header, text: str, where: str, complaints: Complaints) -> None:
    old = _OLD_PERIOD.fullmatch(text.strip())
    if old:
        complaints.error(
            "period-format",
            f"Reporting_Period {shown(text)} must be written "
            "'Begin_Date=yyyy-mm-dd; End_Date=yyyy-mm-dd'.",
            where,
        )
        header.begins_on, header.ends_on = old.groups()
        return
    pairs = _pairs(text, "Reporting_Period", where, complaints)
    header.begins_on = "".join(pairs.get("Begin_Date", []))
    header.ends_on = "".join(pairs.get("End_Date", []))


def _told(text: str, where: str) -> list[Told]:
    """Read `3030: No Usage Available for Requested Dates (data)`; several by `; `."""
    found = []
    for part in filter(None, (part.strip() for part in text.split(";"))):
        match = re.match(r"(\d+)\s*:?\s*(.*)", part, re.DOTALL)
        if match and len(match[1]) < 6:
            found.append(Told(int(match[1]), match[2], where))
        elif found:
            found[-1].data += part  # a semicolon inside the data of the one before
        else:
            found.append(Told(None, part, where))
    return found


# --- body -------------------------------------------------------------------------------------


class _Columns:
    """Where each column is, once the row of headings has been checked."""

    def __init__(self, header: Header, row: Row, number: int, complaints: Complaints) -> None:
        self.place: dict[str, int] = {}
        self.months: list[tuple[int, str, str]] = []  # place, month, heading
        self.odd_months = False  # a heading of a month could not be read
        self._where = f"row {number}"
        self._complaints = complaints
        for index, raw in enumerate(row):
            heading = raw.strip().lstrip("\ufeff")
            if heading:
                self._put(heading, index, header)
        self._check_order()
        self._check_missing(header)
        self._check_months(header)
        self.key_places = tuple(
            index for name, index in self.place.items() if name not in _NOT_KEY | set(_FIGURES)
        )
        self.value_places = tuple(
            (name, index)
            for name, index in self.place.items()
            if name in _VALUED or name.startswith(("Parent_", "Component_"))
        )

    def _put(self, heading: str, index: int, header: Header) -> None:
        month = month_of(heading)
        if heading in self.place or (month and month in {one for _, one, _ in self.months}):
            self._complaints.critical(
                "column-duplicate", f"Column {shown(heading)} stands twice.", self._where
            )
        elif month:
            self.months.append((index, month, heading))
        elif heading in code.COLUMN_ORDER:
            self.place[heading] = index
        else:
            self._take_odd_heading(heading, index, header)

    def _take_odd_heading(self, heading: str, index: int, header: Header) -> None:
        spelt = {name.lower().replace("_", ""): name for name in code.COLUMN_ORDER}
        meant = spelt.get(re.sub(r"[ _-]", "", heading.lower()))
        if re.search(r"\d{4}", heading):
            self.odd_months = True
            self._complaints.critical(
                "month-heading",
                f"{shown(heading)} is no month; write it as Jan-2025.",
                self._where,
            )
        elif meant:
            self._complaints.error(
                "column-spelling", f"Column {shown(heading)} must be spelt '{meant}'.", self._where
            )
            self.place.setdefault(meant, index)
        elif header.release == "5.1" or "_" in heading or not heading:
            self._complaints.error(
                "column-unknown",
                f"Column {shown(heading)} is not known to Release {header.release}.",
                self._where,
            )
        else:
            self._complaints.warning(
                "column-unknown",
                f"Column {shown(heading)} is an extension; it is left out.",
                self._where,
            )

    def _check_order(self) -> None:
        found = [name for name in self.place if name in code.COLUMN_ORDER]
        if found != sorted(found, key=code.COLUMN_ORDER.index):
            self._complaints.error(
                "column-order",
                f"The columns are not in the order of the code: "
                f"{', '.join(sorted(found, key=code.COLUMN_ORDER.index))}.",
                self._where,
            )

    def _check_missing(self, header: Header) -> None:
        promised = header.shown_columns()
        for name in (*promised, *_FIGURES):
            if name not in self.place:
                level = self._complaints.critical if name in _ESSENTIAL else self._complaints.error
                level(
                    "column-missing",
                    f"Column {name} is missing; {header.report_id} needs it"
                    f"{'' if name in header.kind.required else ', by its Attributes_To_Show'}.",
                    self._where,
                )
        details = header.attributes.get("Include_Parent_Details") == ["True"]
        for name in self.place:
            follows = name.startswith("Component_") and header.shows_components
            follows = follows or (name.startswith("Parent_") and details)
            if name not in promised and name not in _FIGURES and not follows:
                undeclared = name in header.kind.optional
                level = self._complaints.warning if undeclared else self._complaints.error
                level(
                    "column-unexpected",
                    f"Column {name} does not belong into this report as its header describes it.",
                    self._where,
                )

    def _check_months(self, header: Header) -> None:
        expected = header.months
        found = [month for _, month, _ in self.months]
        if not header.shows_months:
            if found:
                self._complaints.error(
                    "month-unexpected",
                    "Exclude_Monthly_Details is True, but there are columns of months.",
                    self._where,
                )
            return
        for _, month, heading in self.months:
            if expected and month not in expected:
                self._complaints.critical(
                    "month-outside-period",
                    f"Month {heading} lies outside the reporting period {header.begins_on} to "
                    f"{header.ends_on}.",
                    self._where,
                )
        lacking = [month for month in expected if month not in found]
        if lacking:
            self._complaints.critical(
                "month-missing",
                f"Columns are missing for {', '.join(lacking[:12])}: the period has them.",
                self._where,
            )
        elif found != sorted(found):
            self._complaints.error("column-order", "The months are not in order.", self._where)


_ESSENTIAL = frozenset(
    {"Platform", "Database", "Title", "Item", "Metric_Type", "Reporting_Period_Total"}
)
#: Columns whose values have rules.
_VALUED = frozenset(
    {
        *code.ITEM_IDS,
        *code.ATTRIBUTES,
        "Publisher_ID",
        "Authors",
        "Publication_Date",
        "Article_Version",
        "Attributed",
    }
)


def month_of(heading: str) -> str:
    """Return "2025-01" for "Jan-2025", and nothing for anything else."""
    name, _, year = heading.partition("-")
    if len(year) == 4 and year.isascii() and year.isdigit():
        number = _MONTH_NUMBERS.get(name)
        return f"{year}-{number}" if number else ""
    return ""


def _read_body(
    header: Header,
    held: list[tuple[int, Row]],
    numbered: Iterator[tuple[int, Row]],
    complaints: Complaints,
) -> Iterator[UsageFact]:
    number, headings = held[0]
    expected = len(code.HEADER_ROWS[header.release]) + 2
    if number != expected:
        complaints.error(
            "headings-row",
            f"The column headings must stand in row {expected}.",
            f"row {number}",
        )
    columns = _Columns(header, headings, number, complaints)
    lines = Lines(header, complaints)
    make = _Maker(header, columns, len(headings), complaints)
    blanks: list[int] = []
    for number, row in numbered:
        if not any(row):
            blanks.append(number)
            continue
        if blanks:
            complaints.error(
                "blank-row", "There is a blank row among the lines.", f"row {blanks[0]}"
            )
            blanks.clear()
        line = make.line(number, row)
        if line is not None:
            yield from lines.take(line)
    lines.finish()
    unread = 1 if columns.odd_months else 0
    check_absence(header, complaints, facts=max(lines.facts, unread))


class _Maker:
    """Makes a `Line` of a row."""

    def __init__(
        self, header: Header, columns: _Columns, width: int, complaints: Complaints
    ) -> None:
        self._header, self._columns, self._complaints = header, columns, complaints
        self._width = width
        self._named = header.kind.names_items_by
        self._items: dict[tuple[str, ...], tuple[UsageItem, dict[str, str]]] = {}
        self._ids = [(name, columns.place[name]) for name in code.ITEM_IDS if name in columns.place]
        self._apart = tuple(
            index
            for name, index in columns.place.items()
            if name == "Format" or name in code.COMPONENT
        )
        self._section = columns.place.get("Section_Type", -1)

    def line(self, number: int, row: Row) -> Line | None:
        where = f"row {number}"
        if len(row) < self._width:
            self._complaints_of_width(row, where)
            row = [*row, *[""] * (self._width - len(row))]
        place = self._columns.place
        key = tuple(row[index] for index in self._columns.key_places)
        section = row[self._section] if self._section >= 0 else ""
        apart = tuple(row[index] for index in self._apart)
        item, values = self._item(key, section, apart, row)
        metric = row[place["Metric_Type"]].strip() if "Metric_Type" in place else ""
        if not metric:
            self._complaints.critical(
                "value-missing", "Metric_Type is empty; the line counts nothing.", where
            )
            return None
        return Line(where, item, values, key, {metric: self._counts(row, where)}, apart)

    def _complaints_of_width(self, row: Row, where: str) -> None:
        filled = max((index for index, cell in enumerate(row) if cell), default=0)
        if filled + 1 < self._width and not self._header.shows_months:
            return
        self._complaints.error(
            "cells-missing",
            f"The row has {len(row)} cells, the headings {self._width}; the missing are read as 0.",
            where,
        )

    def _item(
        self, key: tuple[str, ...], section: str, apart: tuple[str, ...], row: Row
    ) -> tuple[UsageItem, dict[str, str]]:
        known = self._items.get((*key, section, *apart))
        if known is not None:
            return known
        place = self._columns.place

        def cell(name: str) -> str:
            return row[place[name]].strip() if name in place else ""

        item = UsageItem(
            organisation=cell("Institution_Name") or self._header.institution,
            platform=cell("Platform"),
            name="" if self._named == "Platform" else cell(self._named),
            publisher=cell("Publisher"),
            identifiers=tuple((name, row[index]) for name, index in self._ids if row[index]),
            parent=cell("Parent_Title"),
            data_type=cell("Data_Type") or self._only_type(),
            section_type=section,
            yop=cell("YOP"),
            access_type=cell("Access_Type"),
            access_method=cell("Access_Method"),
        )
        values = {name: row[index] for name, index in self._columns.value_places}
        if len(self._items) > 1000:  # lines about one item stand together, or nearly so
            self._items.clear()
        self._items[(*key, section, *apart)] = (item, values)
        return item, values

    def _only_type(self) -> str:
        types = self._header.kind.data_types
        return next(iter(types)) if len(types) == 1 else ""

    def _counts(self, row: Row, where: str) -> dict[str, int]:
        counts: dict[str, int] = {}
        good = True
        for index, month, heading in self._columns.months:
            text = row[index]
            if text == "0" or text == "":
                continue
            if text.isdecimal() and text.isascii() and len(text) < 16:
                counts[month] = int(text)
            else:
                good = self._odd_count(text, f"{where}, {heading}", month, counts) and good
        self._check_total(row, where, counts, good=good)
        return counts

    def _odd_count(self, text: str, where: str, month: str, counts: dict[str, int]) -> bool:
        """Deal with a count that is no plain number. Return whether it could be used."""
        count = whole_number(text)
        if count is None:
            self._complaints.critical(
                "count-not-integer",
                f"{shown(text)} is no whole number; a count has only digits.",
                where,
            )
            return False
        if count < 0:
            self._complaints.critical(
                "count-negative", f"The count {count} is negative; it cannot be.", where
            )
            return False
        self._complaints.error(
            "count-format", f"Write {shown(text)} as {count}, with digits only.", where
        )
        counts[month] = count
        return True

    def _check_total(self, row: Row, where: str, counts: dict[str, int], *, good: bool) -> None:
        index = self._columns.place.get("Reporting_Period_Total")
        if index is None:
            return
        text = row[index]
        total = int(text) if text.isdecimal() and len(text) < 16 else whole_number(text)
        place = f"{where}, Reporting_Period_Total"
        if total is None:
            self._complaints.critical(
                "count-not-integer", f"The total {shown(text)} is no whole number.", place
            )
        elif total < 0:
            self._complaints.critical("count-negative", f"The total {total} is negative.", place)
        elif not self._columns.months and not self._header.shows_months:
            counts[""] = total
        elif self._columns.odd_months:
            return
        elif good and self._columns.months and total != sum(counts.values()):
            self._complaints.critical(
                "total-differs",
                f"Reporting_Period_Total is {total}, but its months add up to "
                f"{sum(counts.values())}.",
                place,
            )
        if total == 0 and good:
            self._complaints.warning(
                "count-zero", "The line counts nothing; lines without use are left out.", place
            )


def whole_number(text: str) -> int | None:
    """Return the whole number that a cell means: "1,234", "12.0", " 7"; else nothing."""
    bare = re.sub(r"(?<=\d)[,\u00a0 ](?=\d{3}(\D|$))", "", text.strip())
    match = re.fullmatch(r"([+-]?\d{1,15})(?:\.0+)?", bare, re.ASCII)
    return int(match[1]) if match else None
