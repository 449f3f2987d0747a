"""The vocabularies of the COUNTER Code of Practice, Release 5.0.3 and 5.1.

Which reports there are, which metrics, data types, access types, columns and attributes each
may show (sections 3.3 and 4; appendix D/E for the exceptions).
"""

from dataclasses import dataclass, field

RELEASES = ("5", "5.1")

TII, TIR = "Total_Item_Investigations", "Total_Item_Requests"
UII, UIR = "Unique_Item_Investigations", "Unique_Item_Requests"
UTI, UTR = "Unique_Title_Investigations", "Unique_Title_Requests"
DENIALS = ("Limit_Exceeded", "No_License")
SEARCHES = ("Searches_Automated", "Searches_Federated", "Searches_Regular")
ITEM_METRICS = (TII, TIR, UII, UIR)
TITLE_METRICS = (UTI, UTR)
METRICS = frozenset((*ITEM_METRICS, *TITLE_METRICS, *DENIALS, *SEARCHES, "Searches_Platform"))

#: (at least, at most, complaint when the second is larger). Sections 3.3.5.
COMPARED = (
    (TII, UII, "unique-above-total"),
    (TIR, UIR, "unique-above-total"),
    (TII, TIR, "requests-above-investigations"),
    (UII, UIR, "requests-above-investigations"),
    (UTI, UTR, "requests-above-investigations"),
    (UII, UTI, "title-above-item"),
    (UIR, UTR, "title-above-item"),
    (TIR, UTR, "title-above-item"),
    (TII, UTI, "title-above-item"),
)
#: Where one of these is counted, so is the other in the same month.
TOGETHER = ((TII, UII), (TIR, UIR))

#: Of the authors of an item (5.0.3 and 5.1, 3.2.5).
MOST_AUTHORS = 3

EXTENSIONS = (
    "Institution_Name",
    "Customer_ID",
    "Country_Name",
    "Country_Code",
    "Subdivision_Name",
    "Subdivision_Code",
    "Attributed",
)
ITEM_IDS = ("DOI", "Proprietary_ID", "ISBN", "Print_ISSN", "Online_ISSN", "URI")
PARENT = (
    "Parent_Title",
    "Parent_Authors",
    "Parent_Publication_Date",
    "Parent_Article_Version",
    "Parent_Data_Type",
    *(f"Parent_{name}" for name in ITEM_IDS),
)
COMPONENT = (
    "Component_Title",
    "Component_Authors",
    "Component_Publication_Date",
    "Component_Data_Type",
    *(f"Component_{name}" for name in ITEM_IDS),
)
#: The order of the columns of a tabular report, of whatever kind (appendix G).
COLUMN_ORDER = (
    *EXTENSIONS,
    "Database",
    "Title",
    "Item",
    "Publisher",
    "Publisher_ID",
    "Platform",
    "Authors",
    "Publication_Date",
    "Article_Version",
    *ITEM_IDS,
    *PARENT,
    *COMPONENT,
    "Data_Type",
    "Section_Type",
    "YOP",
    "Access_Type",
    "Access_Method",
    "Format",
    "Metric_Type",
    "Reporting_Period_Total",
)
#: What distinguishes the lines about one item; the rest describes the item.
ATTRIBUTES = ("Data_Type", "Section_Type", "YOP", "Access_Type", "Access_Method")

ACCESS_METHODS = frozenset({"Regular", "TDM"})
ACCESS_TYPES = {
    "5": frozenset({"Controlled", "OA_Gold", "Other_Free_To_Read"}),
    "5.1": frozenset({"Controlled", "Open", "Free_To_Read"}),
}
SECTION_TYPES = frozenset({"Article", "Book", "Chapter", "Other", "Section"})
ARTICLE_VERSIONS = frozenset({"AM", "VoR", "CVoR", "EVoR"})

_ITEM_TYPES_51 = frozenset(
    [
        "Article",
        "Audiovisual",
        "Book_Segment",
        "Conference_Item",
        "Database_Full_Item",
        "Dataset",
        "Image",
        "Interactive_Resource",
        "Multimedia",
        "News_Item",
        "Other",
        "Patent",
        "Reference_Item",
        "Report",
        "Software",
        "Sound",
        "Standard",
        "Thesis_or_Dissertation",
        "Unspecified",
    ]
)
_TITLE_TYPES_51 = frozenset(
    [
        "Book",
        "Conference",
        "Journal",
        "Newspaper_or_Newsletter",
        "Other",
        "Patent",
        "Reference_Work",
        "Report",
        "Standard",
        "Thesis_or_Dissertation",
        "Unspecified",
    ]
)
_PARENT_TYPES_51 = frozenset(
    [
        "Book",
        "Conference",
        "Database_Aggregated",
        "Database_Full",
        "Journal",
        "Newspaper_or_Newsletter",
        "Reference_Work",
    ]
)
_DATABASES_51 = frozenset({"Database_Aggregated", "Database_AI", "Database_Full"})
_BOOKS_51 = frozenset({"Book", "Reference_Work"})
_MULTIMEDIA_51 = frozenset({"Audiovisual", "Image", "Interactive_Resource", "Multimedia", "Sound"})
_ITEM_TYPES_5 = frozenset(
    [
        "Article",
        "Book",
        "Book_Segment",
        "Dataset",
        "Journal",
        "Multimedia",
        "Newspaper_or_Newsletter",
        "Other",
        "Report",
        "Repository_Item",
        "Thesis_or_Dissertation",
        "Unspecified",
    ]
)
_TITLE_TYPES_5 = frozenset(
    [
        "Book",
        "Database",
        "Journal",
        "Newspaper_or_Newsletter",
        "Other",
        "Report",
        "Thesis_or_Dissertation",
        "Unspecified",
    ]
)
#: Report -> data types it may show.
DATA_TYPES: dict[str, dict[str, frozenset[str]]] = {
    "5.1": {
        "PR": _ITEM_TYPES_51 | _TITLE_TYPES_51 | {"Platform"},
        "DR": _DATABASES_51 | _MULTIMEDIA_51 | (_TITLE_TYPES_51 | {"Database_Full_Item"}),
        "TR": _TITLE_TYPES_51,
        "TR_B": _BOOKS_51,
        "TR_J": frozenset({"Journal"}),
        "IR": _ITEM_TYPES_51,
        "IR_A1": frozenset({"Article"}),
        "IR_M1": _MULTIMEDIA_51,
    },
    "5": {
        "PR": _ITEM_TYPES_5 | {"Database", "Platform"},
        "DR": _TITLE_TYPES_5 | {"Multimedia"},
        "TR": _TITLE_TYPES_5,
        "TR_B": frozenset({"Book"}),
        "TR_J": frozenset({"Journal"}),
        "IR": _ITEM_TYPES_5,
        "IR_A1": frozenset({"Article"}),
        "IR_M1": frozenset({"Multimedia"}),
    },
}
PARENT_TYPES = {"5": _ITEM_TYPES_5 - {"Unspecified"}, "5.1": _PARENT_TYPES_51}
#: Data types that are databases as such: searched and denied, and in 5.1 nothing else.
DATABASES = {"5": frozenset({"Database"}), "5.1": _DATABASES_51}
#: Data types whose use has a Unique_Title metric.
BOOKS = {"5": frozenset({"Book"}), "5.1": _BOOKS_51}


@dataclass(frozen=True, slots=True)
class ReportKind:
    """One report or standard view of one release."""

    id: str
    name: str
    metrics: frozenset[str]
    data_types: frozenset[str]
    required: tuple[str, ...]  # columns that are always there, without metric and total
    optional: tuple[str, ...] = ()  # columns that Attributes_To_Show may ask for
    access_types: frozenset[str] = frozenset()
    access_methods: frozenset[str] = field(default=ACCESS_METHODS)

    @property
    def is_view(self) -> bool:
        return "_" in self.id

    @property
    def names_items_by(self) -> str:
        """The column that names what was used: Platform, Database, Title or Item."""
        return {"P": "Platform", "D": "Database", "T": "Title", "I": "Item"}[self.id[0]]


_NAMES = {
    "PR": ("Platform Master Report", "Platform Report"),
    "PR_P1": ("Platform Usage",) * 2,
    "DR": ("Database Master Report", "Database Report"),
    "DR_D1": ("Database Search and Item Usage",) * 2,
    "DR_D2": ("Database Access Denied",) * 2,
    "TR": ("Title Master Report", "Title Report"),
    "TR_B1": ("Book Requests (Excluding OA_Gold)", "Book Requests (Controlled)"),
    "TR_B2": ("Book Access Denied",) * 2,
    "TR_B3": ("Book Usage by Access Type",) * 2,
    "TR_J1": ("Journal Requests (Excluding OA_Gold)", "Journal Requests (Controlled)"),
    "TR_J2": ("Journal Access Denied",) * 2,
    "TR_J3": ("Journal Usage by Access Type",) * 2,
    "TR_J4": (
        "Journal Requests by YOP (Excluding OA_Gold)",
        "Journal Requests by YOP (Controlled)",
    ),
    "IR": ("Item Master Report", "Item Report"),
    "IR_A1": ("Journal Article Requests",) * 2,
    "IR_M1": ("Multimedia Item Requests",) * 2,
}


def _metrics(report: str, release: str) -> frozenset[str]:
    new = release == "5.1"
    use = (*ITEM_METRICS, *TITLE_METRICS)
    return frozenset(
        {
            "PR": ("Searches_Platform", *use),
            "PR_P1": ("Searches_Platform", TIR, UIR, UTR),
            "DR": (*SEARCHES, *use, *DENIALS),
            "DR_D1": (*SEARCHES, TII, TIR, *((UII, UIR) if new else ())),
            "DR_D2": DENIALS,
            "TR": (*use, *DENIALS),
            "TR_B1": (TIR, UTR),
            "TR_B2": DENIALS,
            "TR_B3": use,
            "TR_J1": (TIR, UIR),
            "TR_J2": DENIALS,
            "TR_J3": ITEM_METRICS,
            "TR_J4": (TIR, UIR),
            "IR": (*ITEM_METRICS, *DENIALS),
            "IR_A1": (TIR, UIR),
            "IR_M1": (TIR, UIR) if new else (TIR,),
        }[report]
    )


def _columns(report: str, release: str) -> tuple[str, ...]:
    new = release == "5.1"
    typed = ("Data_Type",) if new else ()
    published = ("Publisher", "Publisher_ID", "Platform")
    journal = ("Title", *published, *(name for name in ITEM_IDS if name != "ISBN"))
    book = ("Title", *published, *ITEM_IDS)
    if report.startswith("PR"):
        return ("Platform", *typed)
    if report.startswith("DR"):
        database = ("Database", *published, "Proprietary_ID")
        return (*database, *typed) if report == "DR" else database
    return {
        "TR": (*book, *typed),
        "TR_B1": (*book, *typed, "YOP"),
        "TR_B2": (*book, *typed, "YOP"),
        "TR_B3": (*book, *typed, "YOP", "Access_Type"),
        "TR_J1": journal,
        "TR_J2": journal,
        "TR_J3": (*journal, "Access_Type"),
        "TR_J4": (*journal, "YOP"),
        "IR": ("Item", *published, *ITEM_IDS, *typed),
        "IR_A1": (
            "Item",
            *published,
            "Authors",
            "Publication_Date",
            "Article_Version",
            *(name for name in ITEM_IDS if name != "ISBN"),
            "Parent_Title",
            "Parent_Authors",
            "Parent_Article_Version",
            *(f"Parent_{name}" for name in ITEM_IDS if name != "ISBN"),
            "Access_Type",
        ),
        "IR_M1": ("Item", *published, "DOI", "Proprietary_ID", "URI", *typed),
    }[report]


def _optional(report: str, release: str) -> tuple[str, ...]:
    """What Attributes_To_Show may name; standard views are fixed."""
    typed = () if release == "5.1" else ("Data_Type",)
    return {
        "PR": (*EXTENSIONS, *typed, "Access_Method"),
        "DR": (*EXTENSIONS, *typed, "Access_Method"),
        "TR": (
            *EXTENSIONS,
            *typed,
            *(() if release == "5.1" else ("Section_Type",)),
            "YOP",
            "Access_Type",
            "Access_Method",
            *(() if release == "5.1" else ("Format",)),
        ),
        "IR": (
            *EXTENSIONS,
            "Authors",
            "Publication_Date",
            "Article_Version",
            *typed,
            "YOP",
            "Access_Type",
            "Access_Method",
        ),
    }.get(report, ())


def _access_types(report: str, release: str) -> frozenset[str]:
    if report in {"TR_B1", "TR_J1", "TR_J4"}:
        return frozenset({"Controlled"})
    if report[0] in "PD":
        return frozenset()
    allowed = ACCESS_TYPES[release]
    return allowed if release == "5.1" or report[0] == "I" else allowed - {"Other_Free_To_Read"}


def _kind(report: str, release: str) -> ReportKind:
    types = DATA_TYPES[release]
    return ReportKind(
        id=report,
        name=_NAMES[report][RELEASES.index(release)],
        metrics=_metrics(report, release),
        data_types=types.get(report) or types.get(report[:4]) or types[report[:2]],
        required=_columns(report, release),
        optional=_optional(report, release),
        access_types=_access_types(report, release),
        access_methods=ACCESS_METHODS if "_" not in report else frozenset({"Regular"}),
    )


REPORTS: dict[str, dict[str, ReportKind]] = {
    release: {report: _kind(report, release) for report in _NAMES} for release in RELEASES
}

#: Header rows of a tabular report, in order; a blank row follows.
HEADER_ROWS: dict[str, tuple[str, ...]] = {
    "5": (
        "Report_Name",
        "Report_ID",
        "Release",
        "Institution_Name",
        "Institution_ID",
        "Metric_Types",
        "Report_Filters",
        "Report_Attributes",
        "Exceptions",
        "Reporting_Period",
        "Created",
        "Created_By",
    )
}
HEADER_ROWS["5.1"] = (*HEADER_ROWS["5"], "Registry_Record")

#: Exception code -> its meaning (appendix D of 5.1, F of 5). Codes 1-999 are the provider's own.
EXCEPTIONS = {
    1000: "Service Not Available",
    1010: "Service Busy",
    1011: "Report Queued for Processing",
    1020: "Client has made too many requests",
    1030: "Insufficient Information to Process Request",
    2000: "Requestor Not Authorized to Access Service",
    2010: "Requestor is Not Authorized to Access Usage for Institution",
    2011: "Global Reports Not Supported",
    2020: "APIKey Invalid",
    2030: "IP Address Not Authorized to Access Service",
    3000: "Report Not Supported",
    3010: "Report Version Not Supported",
    3020: "Invalid Date Arguments",
    3030: "No Usage Available for Requested Dates",
    3031: "Usage Not Ready for Requested Dates",
    3032: "Usage No Longer Available for Requested Dates",
    3040: "Partial Data Returned",
    3050: "Parameter Not Recognized in this Context",
    3060: "Invalid ReportFilter Value",
    3061: "Incongruous ReportFilter Value",
    3062: "Invalid ReportAttribute Value",
    3063: "Components Not Supported",
    3070: "Required ReportFilter Missing",
}
#: Exceptions that explain why there is little or no usage in a report.
EXPLAINING = frozenset({3030, 3031, 3032, 3040})


def refuses(code: int) -> bool:
    """Whether an exception stands in place of a report: it can have no usage beside it."""
    return 1000 <= code < 3030 or code == 3070
