"""The header of a report, whatever form it came in: what it claims, and is that allowed?

Tabular and JSON readers fill a `Header` from their own forms; the rules are here once.
COUNTER 5.1, 3.2.
"""

import re
from calendar import monthrange
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from concordat.investment.formats.counter import code_of_practice as code
from concordat.investment.formats.counter.code_of_practice import ReportKind
from concordat.investment.formats.counter.complaints import Complaints, UnreadableError, shown
from concordat.investment.formats.counter.identifiers import ORGANISATION, is_day

_REGISTRY = re.compile(
    r"https://registry\.(?:countermetrics|projectcounter)\.org/(?:platform|usage-data-host)/"
    r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/?"
)
_CREATED = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:Z|[+-]\d\d:\d\d)")
#: What narrows a report rather than describes its period.
_FILTERS = frozenset(
    [
        "Access_Method",
        "Access_Type",
        "Author",
        "Item_Contributor",
        "Attributed",
        "Country_Code",
        "Subdivision_Code",
        "Customer_ID",
        "Database",
        "Data_Type",
        "Item_ID",
        "Metric_Type",
        "Platform",
        "Publisher",
        "Section_Type",
        "YOP",
        "Format",
        "Begin_Date",
        "End_Date",
    ]
)
_FLAGS = {
    "Exclude_Monthly_Details": {"True", "False"},
    "Include_Component_Details": {"True", "False"},
    "Include_Parent_Details": {"True", "False"},
    "Granularity": {"Month", "Totals"},
}
_ADVICE = {
    1010: "ask again later",
    1011: "the report is being made; ask again in some minutes",
    1020: "ask again later and more slowly",
    2000: "check the requestor id",
    2010: "ask the provider to link your requestor id with this customer id",
    2020: "check the API key",
    3031: "ask again when the month has been processed (by the 28th)",
}


@dataclass(slots=True)
class Told:
    """An exception as the report tells it."""

    code: int | None
    message: str
    position: str
    data: str = ""


@dataclass(slots=True)
class Header:
    """What a report says of itself. `position` maps a field's name to where it stands."""

    release: str = ""
    report_id: str = ""
    report_name: str = ""
    institution: str = ""
    institution_ids: list[tuple[str, str]] = field(default_factory=list)
    begins_on: str = ""  # yyyy-mm-dd
    ends_on: str = ""
    created: str = ""
    created_by: str = ""
    registry_record: str | None = None
    customer_id: str | None = None
    filters: dict[str, list[str]] = field(default_factory=dict)
    attributes: dict[str, list[str]] = field(default_factory=dict)
    exceptions: list[Told] = field(default_factory=list)
    position: dict[str, str] = field(default_factory=dict)
    tabular: bool = False

    @property
    def kind(self) -> ReportKind:
        return code.REPORTS[self.release][self.report_id]

    @property
    def months(self) -> list[str]:
        """Every month of the reporting period, "2025-01"; empty where it has none."""
        if not (is_day(self.begins_on) and is_day(self.ends_on)):
            return []
        return months_between(self.begins_on[:7], self.ends_on[:7])

    @property
    def shows_months(self) -> bool:
        excluded = self.attributes.get("Exclude_Monthly_Details", ["False"])
        granularity = self.attributes.get("Granularity", ["Month"])
        return excluded != ["True"] and granularity != ["Totals"]

    @property
    def shows_components(self) -> bool:
        return self.attributes.get("Include_Component_Details") == ["True"]

    @property
    def metrics(self) -> frozenset[str]:
        """The metrics this report may show: those of its kind, narrowed by its own filter."""
        asked = frozenset(self.filters.get("Metric_Type", ())) & self.kind.metrics
        return asked or self.kind.metrics

    def shown_columns(self) -> tuple[str, ...]:
        """Columns that the report promises besides metric, total and months."""
        asked = self.attributes.get("Attributes_To_Show", [])
        return (*self.kind.required, *(name for name in asked if name in self.kind.optional))

    def at(self, name: str) -> str:
        return self.position.get(name, "")

    def explains_absence(self) -> bool:
        return any(told.code in code.EXPLAINING for told in self.exceptions)


def months_between(first: str, last: str) -> list[str]:
    """Return "2024-11", "2024-12", "2025-01" ...; at most a hundred years of them."""
    year, month = int(first[:4]), int(first[5:7])
    found: list[str] = []
    while f"{year:04}-{month:02}" <= last and len(found) < 1200:
        found.append(f"{year:04}-{month:02}")
        year, month = (year + 1, 1) if month == 12 else (year, month + 1)
    return found


def settle_kind(header: Header, complaints: Complaints) -> None:
    """Make release and report id usable, or say why nothing can be read."""
    release = header.release.strip()
    release = {"5.0": "5", "5.0.3": "5", "R5": "5", "5.1.0.1": "5.1", "5.1.1": "5.1"}.get(
        release, release
    )
    if release != header.release:
        complain = complaints.warning if header.release == "5.0" else complaints.error
        complain(
            "release",
            f"Release {shown(header.release)} must be written '{release}'.",
            header.at("Release"),
        )
    if release not in code.RELEASES:
        raise UnreadableError(
            "release-unknown",
            f"Release {shown(header.release)} is not one of 5 and 5.1. Ask the provider for a "
            "report of Release 5.1.",
            header.at("Release"),
        )
    header.release = release
    wanted = header.report_id.strip().upper()
    if wanted not in code.REPORTS[release]:
        raise UnreadableError(
            "report-id",
            f"Report_ID {shown(header.report_id)} is not a report of Release {release}; custom "
            f"reports are not read. Reports are {', '.join(code.REPORTS[release])}.",
            header.at("Report_ID"),
        )
    if wanted != header.report_id:
        complaints.error(
            "report-id",
            f"Report_ID {shown(header.report_id)} must be written '{wanted}'.",
            header.at("Report_ID"),
        )
    header.report_id = wanted


def check_header(header: Header, complaints: Complaints) -> None:
    """Complain about everything in a settled header that the code does not allow."""
    _check_name(header, complaints)
    _check_texts(header, complaints)
    _check_period(header, complaints)
    _check_institution(header, complaints)
    _check_filters(header, complaints)
    _check_attributes(header, complaints)
    _check_exceptions(header, complaints)


def _check_name(header: Header, complaints: Complaints) -> None:
    if header.report_name.strip() == header.kind.name:
        return
    named = [
        other.id
        for other in code.REPORTS[header.release].values()
        if other.name.lower() == header.report_name.strip().lower()
    ]
    if named and named != [header.report_id]:
        complaints.critical(
            "report-name",
            f"Report_Name {shown(header.report_name)} is that of {named[0]}, but Report_ID is "
            f"{header.report_id}: one of them is wrong; ask for the report again.",
            header.at("Report_Name"),
        )
    else:
        complaints.error(
            "report-name",
            f"Report_Name {shown(header.report_name)} must be '{header.kind.name}' for "
            f"{header.report_id} of Release {header.release}.",
            header.at("Report_Name"),
        )


def _check_texts(header: Header, complaints: Complaints) -> None:
    for name, value in (
        ("Institution_Name", header.institution),
        ("Created_By", header.created_by),
    ):
        if not value.strip():
            complaints.error("header-value-missing", f"{name} is empty; name it.", header.at(name))
    if header.release == "5" and not header.tabular and not header.customer_id:
        complaints.error(
            "header-value-missing",
            "Customer_ID is missing; Release 5 needs it in JSON.",
            header.at("Customer_ID"),
        )
    if not _is_time(header.created):
        complaints.error(
            "created",
            f"Created {shown(header.created)} must be a time such as 2025-02-15T09:11:12Z.",
            header.at("Created"),
        )
    if header.release == "5.1":
        _check_registry(header, complaints)


def _is_time(text: str) -> bool:
    if not _CREATED.fullmatch(text):
        return False
    try:
        datetime.fromisoformat(text.replace("Z", "+00:00"))
    except ValueError:
        return False
    return True


def _check_registry(header: Header, complaints: Complaints) -> None:
    where = header.at("Registry_Record")
    if header.registry_record is None:
        complaints.error("registry-record", "Registry_Record is missing; 5.1 needs it.", where)
    elif not header.registry_record:
        complaints.warning(
            "registry-record", "Registry_Record is empty: the platform is not registered.", where
        )
    elif not _REGISTRY.fullmatch(header.registry_record):
        complaints.error(
            "registry-record",
            f"Registry_Record {shown(header.registry_record)} must be the platform's address at "
            "registry.countermetrics.org.",
            where,
        )


def _check_period(header: Header, complaints: Complaints) -> None:
    where = header.at("Reporting_Period")
    good = True
    for name, value in (("Begin_Date", header.begins_on), ("End_Date", header.ends_on)):
        if not is_day(value):
            good = False
            complaints.critical(
                "period-format",
                f"{name} {shown(value)} of the reporting period must be a day written yyyy-mm-dd.",
                header.position.get(name, where),
            )
    if not good:
        return
    if header.begins_on > header.ends_on:
        complaints.critical(
            "period-invalid",
            f"The reporting period ends ({header.ends_on}) before it begins ({header.begins_on}).",
            where,
        )
        return
    year, month = int(header.ends_on[:4]), int(header.ends_on[5:7])
    if header.begins_on[8:] != "01" or int(header.ends_on[8:]) != monthrange(year, month)[1]:
        complaints.error(
            "period-invalid",
            f"The reporting period {header.begins_on} to {header.ends_on} must begin on the first "
            "and end on the last day of a month.",
            where,
        )


def _check_institution(header: Header, complaints: Complaints) -> None:
    where = header.at("Institution_ID")
    if header.release == "5.1" and not header.institution_ids:
        complaints.error("institution-id", "Institution_ID is missing; 5.1 needs one.", where)
    for scheme, value in header.institution_ids:
        fault = ORGANISATION[scheme](value) if scheme in ORGANISATION else None
        if fault:
            level, kind, advice = fault
            complaints.add(level, kind, f"Institution_ID {shown(value)}: {advice}.", where)
        elif not scheme or not value:
            complaints.error(
                "identifier-format",
                f"Institution_ID {shown(scheme or value)} must be written namespace:value.",
                where,
            )


def _check_filters(header: Header, complaints: Complaints) -> None:
    kind = header.kind
    allowed: Mapping[str, frozenset[str]] = {
        "Metric_Type": kind.metrics,
        "Data_Type": kind.data_types,
        "Access_Method": kind.access_methods,
        "Access_Type": kind.access_types,
    }
    for name, values in header.filters.items():
        where = header.position.get(f"filter {name}", header.at("Report_Filters"))
        if name not in _FILTERS:
            complaints.error(
                "report-filter", f"{shown(name)} is not a filter of COUNTER reports.", where
            )
        for value in values:
            if value != "All" and name in allowed and value not in allowed[name]:
                complaints.critical(
                    "report-filter",
                    f"Filter {name}={shown(value)} is not allowed in {kind.id}; "
                    f"{_list(allowed[name])}",
                    where,
                )


def _list(values: frozenset[str]) -> str:
    return f"allowed are {', '.join(sorted(values))}." if values else "it has no such filter."


def _check_attributes(header: Header, complaints: Complaints) -> None:
    where = header.at("Report_Attributes")
    if header.kind.is_view and header.attributes:
        complaints.error(
            "report-attribute", "A standard view has no Report_Attributes; leave them out.", where
        )
    for name, values in header.attributes.items():
        if name == "Attributes_To_Show":
            permitted = {*header.kind.optional, *header.kind.required}
            for value in values:
                if value not in permitted and not header.kind.is_view:
                    complaints.error(
                        "report-attribute",
                        f"{shown(value)} cannot be among the Attributes_To_Show of "
                        f"{header.report_id}.",
                        where,
                    )
        elif name not in _FLAGS:
            complaints.error("report-attribute", f"{shown(name)} is no report attribute.", where)
        elif not set(values) <= _FLAGS[name]:
            complaints.error(
                "report-attribute",
                f"{name}={shown('|'.join(values))} must be one of {_list(frozenset(_FLAGS[name]))}",
                where,
            )


def _check_exceptions(header: Header, complaints: Complaints) -> None:
    for told in header.exceptions:
        if told.code is None:
            complaints.error(
                "exception-format", "An exception needs a whole number as its code.", told.position
            )
            continue
        if told.code >= 1000 and told.code not in code.EXCEPTIONS:
            complaints.error(
                "exception-unknown", f"Exception {told.code} is not in the code.", told.position
            )
        elif told.code >= 1000 and not _same(told.message, code.EXCEPTIONS[told.code]):
            complaints.warning(
                "exception-message",
                f"Exception {told.code} must say '{code.EXCEPTIONS[told.code]}', not "
                f"{shown(told.message)}.",
                told.position,
            )
        if refuses_report(told):
            complaints.critical(
                "exception-refused",
                f"The provider refused the report with exception {told.code} "
                f"{shown(told.message)}; {_ADVICE.get(told.code, 'correct the request')}.",
                told.position,
            )


def refuses_report(told: Told) -> bool:
    return told.code is not None and code.refuses(told.code)


def _same(one: str, other: str) -> bool:
    """Whether two messages agree but for case, spaces and what follows a colon."""
    return one.strip().lower().startswith(other.lower()[:24])


def check_absence(header: Header, complaints: Complaints, *, facts: int) -> None:
    """Compare the exceptions with what usage there was. COUNTER 5.1, appendix D.

    Zero (3030), not ready yet (3031), no longer kept (3032) and partial (3040) are four things.
    """
    where = header.at("Exceptions")
    told = {one.code: one for one in header.exceptions}
    refused = any(refuses_report(one) for one in header.exceptions)
    if not facts and not header.explains_absence() and not refused:
        complaints.critical(
            "exception-missing",
            "There is no usage and no exception 3030, 3031, 3032 or 3040 to say why: zero cannot "
            "be told from not ready. Ask the provider which it is.",
            where,
        )
    if facts and 3030 in told:
        complaints.critical(
            "exception-with-usage",
            f"Exception 3030 says that there was no usage, but {facts} figures follow. Ask the "
            "provider which is true.",
            told[3030].position,
        )
    if facts and refused:
        complaints.critical(
            "exception-with-usage",
            "An exception refuses the report, but usage follows. Ask the provider.",
            where,
        )
    if len(told.keys() & {3030, 3031}) == 2:
        complaints.error(
            "exception-contradiction",
            "Exceptions 3030 (no usage, final) and 3031 (not ready) cannot both be true.",
            told[3031].position,
        )
    for number, meaning in (
        (3031, "some months are not ready: ask again later, do not count them as zero"),
        (3032, "some months are no longer kept: do not count them as zero"),
        (3040, "the figures are partial: they understate the use"),
    ):
        if number in told:
            complaints.warning(
                "exception-partial", f"Exception {number}: {meaning}.", told[number].position
            )
