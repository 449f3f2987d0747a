"""Reports as JSON, Release 5 and 5.1 (COUNTER_API.json of the code of practice).

5: Performance[] of Period and Instance[]. 5.1: Attribute_Performance[] with
Performance {metric: {"2025-01": n}}; item reports hold Items under their parents.
"""

import re
from collections.abc import Iterable, Iterator, Mapping

from concordat.investment.formats.counter import code_of_practice as code
from concordat.investment.formats.counter.complaints import Complaints, UnreadableError, shown
from concordat.investment.formats.counter.header import (
    Header,
    Told,
    check_absence,
    check_header,
    settle_kind,
)
from concordat.investment.formats.counter.lines import Counts, Line, Lines
from concordat.investment.words import UsageFact, UsageItem

Object = dict[str, object]
_MONTH = re.compile(r"\d{4}-(?:0[1-9]|1[0-2])")
_HEADER_FIELDS = {
    "5": frozenset(code.HEADER_ROWS["5"]) - {"Metric_Types", "Reporting_Period"} | {"Customer_ID"},
    "5.1": frozenset(code.HEADER_ROWS["5.1"]) - {"Metric_Types", "Reporting_Period"},
}
_ITEM_FIELDS = {
    "5": frozenset(
        [
            "Database",
            "Title",
            "Item",
            "Item_ID",
            "Item_Contributors",
            "Item_Dates",
            "Item_Attributes",
            "Item_Parent",
            "Item_Component",
            "Platform",
            "Publisher",
            "Publisher_ID",
            "Data_Type",
            "Section_Type",
            "YOP",
            "Access_Type",
            "Access_Method",
            "Format",
            "Performance",
        ]
    )
    | set(code.EXTENSIONS),
    "5.1": frozenset(
        [
            "Database",
            "Title",
            "Item",
            "Item_ID",
            "Authors",
            "Publication_Date",
            "Article_Version",
            "Platform",
            "Publisher",
            "Publisher_ID",
            "Attribute_Performance",
            "Components",
        ]
    )
    | set(code.EXTENSIONS),
}


def as_object(value: object) -> Object:
    """Return a JSON object, or an empty one for anything else."""
    return value if isinstance(value, dict) else {}


def as_text(value: object) -> str:
    """Return a JSON text; numbers become text, anything else nothing."""
    if isinstance(value, str):
        return value.strip()
    return str(value) if isinstance(value, int) and not isinstance(value, bool) else ""


def as_list(value: object) -> list[object]:
    return value if isinstance(value, list) else []


def read_json(
    head: Object, items: Iterable[object], complaints: Complaints, *, root: str = ""
) -> tuple[Header, Iterator[UsageFact]]:
    """Read a report from its Report_Header and its Report_Items."""
    path = f"{root}.Report_Header"
    header = _read_header(head, path, complaints)
    settle_kind(header, complaints)
    _check_fields(head, _HEADER_FIELDS[header.release], path, complaints)
    check_header(header, complaints)
    return header, _Body(header, complaints, root).facts(items)


def refuse_error(answer: Mapping[str, object]) -> None:
    """Stop at an answer that is an exception of the API instead of a report."""
    for candidate in (answer, *(as_object(answer.get(name)) for name in _ERROR_PLACES)):
        number = candidate.get("Code", candidate.get("number", candidate.get("code")))
        if number is None:
            continue
        message = candidate.get("Message", candidate.get("message", ""))
        raise UnreadableError(
            "exception-only",
            f"This is no report but the provider's exception {as_text(number)} "
            f"{shown(as_text(message))}: correct the request or ask again later, then take the "
            "report.",
            ".",
        )


_ERROR_PLACES = ("Exception", "response", "error", "body")

# --- header -----------------------------------------------------------------------------------


def _read_header(head: Object, path: str, complaints: Complaints) -> Header:
    header = Header()
    header.release = as_text(head.get("Release"))
    header.report_id = as_text(head.get("Report_ID"))
    header.report_name = as_text(head.get("Report_Name"))
    header.institution = as_text(head.get("Institution_Name"))
    header.created = as_text(head.get("Created"))
    header.created_by = as_text(head.get("Created_By"))
    header.customer_id = as_text(head.get("Customer_ID"))
    if "Registry_Record" in head:
        header.registry_record = as_text(head.get("Registry_Record"))
    for name in (*_HEADER_FIELDS["5.1"], "Customer_ID"):
        header.position[name] = f"{path}.{name}"
    header.position["Reporting_Period"] = f"{path}.Report_Filters"
    _check_shapes(head, header.release, path, complaints)
    header.institution_ids = list(_schemes(head.get("Institution_ID")))
    header.filters = _named(head.get("Report_Filters"))
    header.begins_on = "".join(header.filters.pop("Begin_Date", []))
    header.ends_on = "".join(header.filters.pop("End_Date", []))
    header.attributes = _named(head.get("Report_Attributes"))
    header.exceptions = list(_told(head.get("Exceptions"), f"{path}.Exceptions"))
    return header


def _check_shapes(head: Object, release: str, path: str, complaints: Complaints) -> None:
    """Complain where a field has the form of the other release."""
    wanted: type = list if release == "5" else dict
    for name in ("Institution_ID", "Report_Filters", "Report_Attributes"):
        value = head.get(name)
        if value is not None and not isinstance(value, wanted):
            complaints.critical(
                "shape",
                f"{name} must be {_NAMES[wanted]} in Release {release}, but is "
                f"{_NAMES.get(type(value), 'a plain value')}.",
                f"{path}.{name}",
            )
    for name in ("Release", "Report_ID", "Report_Name", "Created"):
        if name in head and not isinstance(head[name], str):
            complaints.error("shape", f"{name} must be a text.", f"{path}.{name}")
    if "Exceptions" in head and not isinstance(head["Exceptions"], list):
        complaints.critical("shape", "Exceptions must be a list.", f"{path}.Exceptions")


_NAMES: dict[type, str] = {list: "a list", dict: "an object", str: "a text"}


def _schemes(value: object) -> Iterator[tuple[str, str]]:
    """Read identifiers of either release: [{Type, Value}] or {scheme: [value]}."""
    for entry in as_list(value):
        one = as_object(entry)
        scheme, text = as_text(one.get("Type")), as_text(one.get("Value"))
        if scheme == "Proprietary":
            scheme, _, text = text.partition(":")  # its namespace is its scheme
        yield scheme, text
    for scheme, values in as_object(value).items():
        for found in as_list(values) or [values]:
            plain = as_text(found)
            if scheme == "Proprietary":
                name, _, rest = plain.partition(":")
                yield name, rest
            else:
                yield scheme, plain


def _named(value: object) -> dict[str, list[str]]:
    """Read filters or attributes of either release: [{Name, Value}] or {name: value or list}."""
    found: dict[str, list[str]] = {}
    for entry in as_list(value):
        one = as_object(entry)
        found[as_text(one.get("Name"))] = as_text(one.get("Value")).split("|")
    for name, values in as_object(value).items():
        found[name] = [as_text(text) for text in as_list(values) or [values]]
    return found


def _told(value: object, path: str) -> Iterator[Told]:
    for index, entry in enumerate(as_list(value)):
        one = as_object(entry)
        number = one.get("Code")
        usable = isinstance(number, int) and not isinstance(number, bool)
        if isinstance(number, str) and number.isdecimal() and len(number) < 6:
            number, usable = int(number), True
        yield Told(
            number if usable and isinstance(number, int) else None,
            as_text(one.get("Message")),
            f"{path}[{index}]",
            as_text(one.get("Data")),
        )


def _check_fields(
    found: Object, allowed: frozenset[str], path: str, complaints: Complaints
) -> None:
    for name in found.keys() - allowed:
        complaints.error(
            "field-unknown",
            f"{shown(name)} is no field of this place; leave it out.",
            f"{path}.{name}"[:300],
        )


# --- body -------------------------------------------------------------------------------------


class _Body:
    """Turns Report_Items into lines."""

    def __init__(self, header: Header, complaints: Complaints, root: str) -> None:
        self._header, self._complaints, self._root = header, complaints, root
        self._lines = Lines(header, complaints)
        self._months = frozenset(header.months)
        self._shows_months = header.shows_months
        self._named = header.kind.names_items_by
        self._fields = _ITEM_FIELDS[header.release]
        types = header.kind.data_types
        self._only_type = next(iter(types)) if len(types) == 1 else ""

    def facts(self, items: Iterable[object]) -> Iterator[UsageFact]:
        for index, entry in enumerate(items):
            path = f"{self._root}.Report_Items[{index}]"
            if not isinstance(entry, dict):
                self._complaints.critical("shape", "A report item must be an object.", path)
                continue
            for line in self._lines_of(entry, path):
                yield from self._lines.take(line)
        self._lines.finish()
        check_absence(self._header, self._complaints, facts=self._lines.facts)

    def _lines_of(self, entry: Object, path: str) -> Iterator[Line]:
        if self._header.release == "5":
            return self._lines_5(entry, path)
        if "Items" in entry or (self._named == "Item" and "Attribute_Performance" not in entry):
            return self._lines_of_parent(entry, path)
        return self._lines_51(entry, path, {})

    # Release 5

    def _lines_5(self, entry: Object, path: str) -> Iterator[Line]:
        _check_fields(entry, self._fields, path, self._complaints)
        parent = as_object(entry.get("Item_Parent"))
        values = self._values(entry, path)
        values |= {f"Parent_{name}": text for name, text in self._ids(parent.get("Item_ID"))}
        if "Data_Type" in parent:
            values["Parent_Data_Type"] = as_text(parent["Data_Type"])
        if authors := _authors(entry.get("Item_Contributors")):
            values["Authors"] = authors
        for part in (*as_list(entry.get("Item_Dates")), *as_list(entry.get("Item_Attributes"))):
            one = as_object(part)
            if as_text(one.get("Type")) in {"Publication_Date", "Article_Version"}:
                values[as_text(one.get("Type"))] = as_text(one.get("Value"))
        item = self._item(entry, parent, values)
        figures = self._performance(entry.get("Performance"), f"{path}.Performance")
        key = (*item[:7], *item[8:], _frozen(values))
        yield Line(path, item, values, key, figures, as_text(entry.get("Format")))

    def _performance(self, value: object, path: str) -> dict[str, Counts]:
        figures: dict[str, Counts] = {}
        if not isinstance(value, list) or not value:
            self._complaints.critical(
                "shape", "Performance must be a list of periods with counts.", path
            )
            return figures
        for index, entry in enumerate(value):
            one, there = as_object(entry), f"{path}[{index}]"
            month = self._month_of(as_object(one.get("Period")), f"{there}.Period")
            instances = one.get("Instance")
            if not isinstance(instances, list) or not instances:
                self._complaints.critical(
                    "shape", "Instance must be a list of counts.", f"{there}.Instance"
                )
                continue
            for number, instance in enumerate(instances):
                counted = as_object(instance)
                self._put(
                    figures,
                    as_text(counted.get("Metric_Type")),
                    month,
                    counted.get("Count"),
                    f"{there}.Instance[{number}]",
                )
        return figures

    def _month_of(self, period: Object, path: str) -> str | None:
        """Return the month of a period, "" for that of the whole report, None if it is wrong."""
        begins, ends = as_text(period.get("Begin_Date")), as_text(period.get("End_Date"))
        if not self._header.shows_months:
            if (begins, ends) == (self._header.begins_on, self._header.ends_on):
                return ""
        elif begins[:7] == ends[:7] and begins[7:] == "-01" and _is_last_day(ends):
            return self._month(begins[:7], path)
        self._complaints.critical(
            "period-invalid",
            f"Period {shown(begins)} to {shown(ends)} must be one whole month"
            f"{'' if self._header.shows_months else ' or, with Totals, the whole report'}.",
            path,
        )
        return None

    # Release 5.1

    def _lines_of_parent(self, entry: Object, path: str) -> Iterator[Line]:
        items = entry.get("Items")
        if not isinstance(items, list) or not items:
            self._complaints.critical(
                "shape", "A parent must hold a list of Items (5.1, 4.4).", f"{path}.Items"
            )
            return
        for index, inner in enumerate(items):
            there = f"{path}.Items[{index}]"
            if isinstance(inner, dict):
                yield from self._lines_51(inner, there, entry)
            else:
                self._complaints.critical("shape", "An item must be an object.", there)

    def _lines_51(self, entry: Object, path: str, parent: Object) -> Iterator[Line]:
        _check_fields(entry, self._fields, path, self._complaints)
        shared = self._values(entry, path)
        shared |= {f"Parent_{name}": text for name, text in self._ids(parent.get("Item_ID"))}
        if "Data_Type" in parent:
            shared["Parent_Data_Type"] = as_text(parent["Data_Type"])
        for name in ("Publication_Date", "Article_Version"):
            if name in entry:
                shared[name] = as_text(entry[name])
        if authors := _authors(entry.get("Authors")):
            shared["Authors"] = authors
        sets = entry.get("Attribute_Performance")
        if not isinstance(sets, list) or not sets:
            self._complaints.critical(
                "shape",
                "Attribute_Performance must be a list with at least one set of counts.",
                f"{path}.Attribute_Performance",
            )
            return
        for index, attributes in enumerate(sets):
            there = f"{path}.Attribute_Performance[{index}]"
            if not isinstance(attributes, dict):
                self._complaints.critical("shape", "It must be an object.", there)
                continue
            yield self._line_51(entry, parent, shared, attributes, there)

    def _line_51(
        self, entry: Object, parent: Object, shared: dict[str, str], attributes: Object, path: str
    ) -> Line:
        values = dict(shared)
        for name in ("Data_Type", "YOP", "Access_Type", "Access_Method", "Attributed"):
            if name in attributes:
                values[name] = as_text(attributes[name])
        item = self._item({**entry, **attributes}, parent, values)
        known = {"Performance", *code.ATTRIBUTES, *code.EXTENSIONS}
        _check_fields(attributes, frozenset(known) - {"Section_Type"}, path, self._complaints)
        figures: dict[str, Counts] = {}
        performance = attributes.get("Performance")
        if not isinstance(performance, dict) or not performance:
            self._complaints.critical(
                "shape", "Performance must hold a metric with counts.", f"{path}.Performance"
            )
            performance = {}
        for metric, counts in performance.items():
            self._metric(figures, metric, counts, f"{path}.Performance.{metric}")
        return Line(path, item, values, (item, _frozen(values)), figures)

    def _metric(self, figures: dict[str, Counts], metric: str, counts: object, path: str) -> None:
        if not metric or not isinstance(counts, dict) or not self._shows_months:
            self._odd_metric(figures, metric, counts, path)
        elif counts.keys() <= self._months and all(
            type(count) is int and 0 < count < 10**15 for count in counts.values()
        ):
            figures[metric] = counts
        else:
            for name, count in counts.items():
                self._put(figures, metric, self._month(name, path), count, f"{path}.{name}")

    def _odd_metric(
        self, figures: dict[str, Counts], metric: str, counts: object, path: str
    ) -> None:
        """Take a total without months, where the report says that it gives totals."""
        if not self._shows_months and not isinstance(counts, dict | list):
            self._put(figures, metric, "", counts, path)
        else:
            self._complaints.critical(
                "shape", f"The counts of {shown(metric)} must be given by month.", path
            )

    # both

    def _month(self, month: str, path: str) -> str | None:
        if month in self._months:
            return month
        if not _MONTH.fullmatch(month):
            self._complaints.critical(
                "month-format", f"{shown(month)} is no month written yyyy-mm.", path
            )
        elif self._months:
            self._complaints.critical(
                "month-outside-period",
                f"Month {month} lies outside the reporting period {self._header.begins_on} to "
                f"{self._header.ends_on}.",
                path,
            )
        return None

    def _put(
        self, figures: dict[str, Counts], metric: str, month: str | None, count: object, path: str
    ) -> None:
        """Put one count where it belongs, unless it is none."""
        if not metric:
            self._complaints.critical("value-missing", "Metric_Type is missing.", path)
            return
        counts = figures.setdefault(metric, {})
        if type(count) is not int:
            count = self._odd_count(count, path)
        elif count <= 0 or count >= 10**15:
            self._bad_count(count, path)
            count = None
        if count is None or month is None:
            return
        if month in counts:
            self._complaints.critical(
                "duplicate",
                f"{metric} for {month or 'the period'} is given twice in the same place.",
                path,
            )
            return
        counts[month] = count

    def _odd_count(self, count: object, path: str) -> int | None:
        text = count.strip() if isinstance(count, str) else str(count)
        if isinstance(count, bool) or not re.fullmatch(r"-?\d{1,15}(\.0+)?", text, re.ASCII):
            self._complaints.critical(
                "count-not-integer", f"The count {shown(count)} is no whole number.", path
            )
            return None
        number = int(text.partition(".")[0])
        if number <= 0:
            self._bad_count(number, path)
            return None
        self._complaints.error(
            "count-format", f"Write the count {shown(count)} as the number {number}.", path
        )
        return number

    def _bad_count(self, count: int, path: str) -> None:
        if count < 0:
            self._complaints.critical(
                "count-negative", f"The count {count} is negative; it cannot be.", path
            )
        elif count == 0:
            self._complaints.error(
                "count-zero", "A count of zero must be left out of JSON reports.", path
            )
        else:
            self._complaints.critical(
                "count-not-integer", "The count is larger than any use can be.", path
            )

    def _values(self, entry: Object, path: str) -> dict[str, str]:
        """Collect the fields of an item that have rules."""
        values = dict(self._ids(entry.get("Item_ID")))
        for name in (*code.ATTRIBUTES, "Attributed"):
            if name in entry:
                values[name] = as_text(entry[name])
        publishers = [
            f"{scheme}:{text}" if scheme or text else ""
            for scheme, text in _schemes(entry.get("Publisher_ID"))
        ]
        if any(publishers):
            values["Publisher_ID"] = "; ".join(filter(None, publishers))
        wanted: type = list if self._header.release == "5" else dict
        for name in ("Item_ID", "Publisher_ID"):
            if name in entry and not isinstance(entry[name], wanted):
                self._complaints.error(
                    "shape",
                    f"{name} must be {_NAMES[wanted]} in Release {self._header.release}; leave it "
                    "out where there is none.",
                    f"{path}.{name}",
                )
        return values

    @staticmethod
    def _ids(value: object) -> Iterator[tuple[str, str]]:
        for entry in as_list(value):
            one = as_object(entry)
            yield as_text(one.get("Type")), as_text(one.get("Value"))
        for scheme, text in as_object(value).items():
            yield scheme, as_text(text)

    def _item(self, entry: Object, parent: Object, values: Mapping[str, str]) -> UsageItem:
        identifiers = tuple(
            ("Proprietary_ID" if name == "Proprietary" else name, text)
            for name, text in self._ids(entry.get("Item_ID"))
            if text
        )
        named = "" if self._named == "Platform" else as_text(entry.get(self._named))
        return UsageItem(
            organisation=as_text(entry.get("Institution_Name")) or self._header.institution,
            platform=as_text(entry.get("Platform")),
            name=named,
            publisher=as_text(entry.get("Publisher")),
            identifiers=identifiers,
            parent=as_text(parent.get("Title", parent.get("Item_Name"))),
            data_type=values.get("Data_Type", "") or self._only_type,
            section_type=values.get("Section_Type", ""),
            yop=values.get("YOP", ""),
            access_type=values.get("Access_Type", ""),
            access_method=values.get("Access_Method", ""),
        )


def _authors(value: object) -> str:
    """Return authors as a table writes them. Release 5 lists contributors of several kinds."""
    found = []
    for each in as_list(value):
        one = as_object(each)
        if as_text(one.get("Type", "Author")) != "Author":
            continue
        ids = [f"{name}:{as_text(one[name])}" for name in ("ORCID", "ISNI") if one.get(name)]
        ids += [as_text(one["Identifier"])] if one.get("Identifier") else []
        found.append(as_text(one.get("Name")) + (f" ({ids[0]})" if ids else ""))
    return "; ".join(found)


def _frozen(values: Mapping[str, str]) -> frozenset[tuple[str, str]]:
    apart = ("Section_Type", "Authors")
    return frozenset((name, text) for name, text in values.items() if name not in apart)


def _is_last_day(day: str) -> bool:
    from calendar import monthrange

    if not re.fullmatch(r"\d{4}-(0[1-9]|1[0-2])-\d\d", day, re.ASCII) or day[:4] == "0000":
        return False
    return int(day[8:]) == monthrange(int(day[:4]), int(day[5:7]))[1]
