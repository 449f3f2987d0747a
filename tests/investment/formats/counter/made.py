"""An invented title report that breaks no rule, in the four forms a report can have."""

import copy
import json

MONTHS = {"2025-01": "Jan-2025", "2025-02": "Feb-2025", "2025-03": "Mar-2025"}
COUNTS = {
    "Total_Item_Investigations": (30, 20, 10),
    "Total_Item_Requests": (12, 10, 8),
    "Unique_Item_Investigations": (25, 15, 9),
    "Unique_Item_Requests": (11, 9, 7),
}
TITLES = (
    {"name": "Invented Journal of Wards", "issn": "2859-4118", "doi": "10.5555/wards"},
    {"name": "Annals of Nothing, with “signs”", "issn": "2859-4231", "doi": "10.5555/nothing"},
)
REGISTRY = "https://registry.countermetrics.org/platform/99999999-9999-9999-9999-999999999999"
COLUMNS = [
    "Title",
    "Publisher",
    "Publisher_ID",
    "Platform",
    "DOI",
    "Proprietary_ID",
    "ISBN",
    "Print_ISSN",
    "Online_ISSN",
    "URI",
    "Data_Type",
    "YOP",
    "Access_Type",
    "Access_Method",
    "Metric_Type",
    "Reporting_Period_Total",
]
SECTIONED = [*COLUMNS[:11], "Section_Type", *COLUMNS[11:]]


def json_51() -> dict[str, object]:
    """A TR of Release 5.1 as JSON."""
    return {
        "Report_Header": {
            "Report_Name": "Title Report",
            "Report_ID": "TR",
            "Release": "5.1",
            "Institution_Name": "Invented Trust",
            "Institution_ID": {"Proprietary": ["inv:T1"]},
            "Report_Filters": {"Begin_Date": "2025-01-01", "End_Date": "2025-03-31"},
            "Report_Attributes": {"Attributes_To_Show": ["YOP", "Access_Type", "Access_Method"]},
            "Created": "2025-04-15T09:00:00Z",
            "Created_By": "Invented Press",
            "Registry_Record": REGISTRY,
        },
        "Report_Items": [
            {
                "Title": title["name"],
                "Item_ID": {"DOI": title["doi"], "Online_ISSN": title["issn"]},
                "Platform": "Inventions",
                "Publisher": "Invented Press",
                "Publisher_ID": {"Proprietary": ["inv:press"]},
                "Attribute_Performance": [
                    {
                        "Data_Type": "Journal",
                        "YOP": "2024",
                        "Access_Type": "Controlled",
                        "Access_Method": "Regular",
                        "Performance": {
                            metric: dict(zip(MONTHS, counts, strict=True))
                            for metric, counts in COUNTS.items()
                        },
                    }
                ],
            }
            for title in TITLES
        ],
    }


def json_5() -> dict[str, object]:
    """The same report of Release 5."""
    new = json_51()
    head = copy.deepcopy(new["Report_Header"])
    assert isinstance(head, dict)
    del head["Registry_Record"]
    head |= {
        "Report_Name": "Title Master Report",
        "Release": "5",
        "Customer_ID": "T1",
        "Institution_ID": [{"Type": "Proprietary", "Value": "inv:T1"}],
        "Report_Filters": [
            {"Name": "Begin_Date", "Value": "2025-01-01"},
            {"Name": "End_Date", "Value": "2025-03-31"},
        ],
        "Report_Attributes": [
            {
                "Name": "Attributes_To_Show",
                "Value": "Data_Type|Section_Type|YOP|Access_Type|Access_Method",
            }
        ],
    }
    ends = dict(zip(MONTHS, ("31", "28", "31"), strict=True))
    return {
        "Report_Header": head,
        "Report_Items": [
            {
                "Title": title["name"],
                "Item_ID": [
                    {"Type": "DOI", "Value": title["doi"]},
                    {"Type": "Online_ISSN", "Value": title["issn"]},
                ],
                "Platform": "Inventions",
                "Publisher": "Invented Press",
                "Data_Type": "Journal",
                "Section_Type": "Article",
                "YOP": "2024",
                "Access_Type": "Controlled",
                "Access_Method": "Regular",
                "Performance": [
                    {
                        "Period": {"Begin_Date": f"{month}-01", "End_Date": f"{month}-{end}"},
                        "Instance": [
                            {"Metric_Type": metric, "Count": counts[place]}
                            for metric, counts in COUNTS.items()
                        ],
                    }
                    for place, (month, end) in enumerate(ends.items())
                ],
            }
            for title in TITLES
        ],
    }


def rows(release: str = "5.1") -> list[list[str]]:
    """The same report as the rows of a table."""
    new = release == "5.1"
    head = [
        ["Report_Name", "Title Report" if new else "Title Master Report"],
        ["Report_ID", "TR"],
        ["Release", release],
        ["Institution_Name", "Invented Trust"],
        ["Institution_ID", "inv:T1"],
        ["Metric_Types", ""],
        ["Report_Filters", ""],
        [
            "Report_Attributes",
            "Attributes_To_Show="
            + ("" if new else "Data_Type|Section_Type|")
            + "YOP|Access_Type|Access_Method",
        ],
        ["Exceptions", ""],
        ["Reporting_Period", "Begin_Date=2025-01-01; End_Date=2025-03-31"],
        ["Created", "2025-04-15T09:00:00Z"],
        ["Created_By", "Invented Press"],
        *([["Registry_Record", REGISTRY]] if new else []),
        [],
        [*(COLUMNS if new else SECTIONED), *MONTHS.values()],
    ]
    return head + [line(title, metric, release) for title in TITLES for metric in COUNTS]


def line(title: dict[str, str], metric: str, release: str) -> list[str]:
    """One line of the table."""
    counts = COUNTS[metric]
    about = [title["name"], "Invented Press", "inv:press", "Inventions", title["doi"]]
    ids = ["", "", "", title["issn"], "", "Journal"]
    section = [] if release == "5.1" else ["Article"]
    rest = ["2024", "Controlled", "Regular", metric, str(sum(counts)), *map(str, counts)]
    return about + ids + section + rest


def as_bytes(report: object) -> bytes:
    """A report as the bytes of its file: a dict as JSON, rows as TSV."""
    if isinstance(report, dict):
        return json.dumps(report).encode()
    assert isinstance(report, list)
    return "\n".join("\t".join(row) for row in report).encode()
