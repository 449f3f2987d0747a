"""The lines of a report: their values, their figures, and how the figures of one item agree.

Both readers turn what they find into a `Line` and hand it to `Lines`, which complains and gives
the facts back. COUNTER 5.1, 3.3.
"""

import re
from collections.abc import Hashable, Iterator, Mapping
from dataclasses import dataclass, field

from concordat.investment.formats.counter import code_of_practice as code
from concordat.investment.formats.counter import identifiers
from concordat.investment.formats.counter.complaints import Complaints, shown
from concordat.investment.formats.counter.header import Header
from concordat.investment.words import Level, UsageFact, UsageItem

#: How many different values are remembered as already checked; a wrong one is complained of once.
REMEMBERED = 200_000
#: An identifier behind an author's name: "John Smith (ORCID:0000-0001-2345-6789)".
_AUTHOR_ID = re.compile(r"\(([A-Za-z]+:[^()]*)\)$")
Counts = dict[str, int]


@dataclass(slots=True)
class Line:
    """One line (or JSON attribute set): what it is about, and figures by metric and month."""

    position: str
    item: UsageItem
    values: Mapping[str, str]  # the cells or fields that are not names and not figures
    key: Hashable  # equal for lines about the same item with the same attributes
    figures: dict[str, Counts] = field(default_factory=dict)  # metric -> month -> count
    distinct: Hashable = ()  # what may tell two lines of one key apart (components, format)


class Lines:
    """Checks lines one by one and, when those of one item are together, their figures."""

    def __init__(self, header: Header, complaints: Complaints) -> None:
        self.header, self.complaints = header, complaints
        self.kind = header.kind
        self.facts = 0
        self._months = frozenset(header.months)
        self._metrics = header.metrics
        promised = header.shown_columns()
        self._promised = tuple(
            name for name in code.ATTRIBUTES if name in promised and name != "Section_Type"
        )
        self._seen: set[tuple[str, str]] = set()
        self._group: _Group | None = None
        self._open: dict[Hashable, _Group] = {}  # groups seen so far that lack a partner
        self._closed: dict[int, frozenset[Hashable]] = {}  # whole groups: what they counted
        self._shapes: dict[frozenset[Hashable], frozenset[Hashable]] = {}  # one of each, shared
        self._allowed: dict[str, frozenset[str]] = {
            "Data_Type": self.kind.data_types,
            "Access_Type": self.kind.access_types or code.ACCESS_TYPES[header.release],
            "Access_Method": self.kind.access_methods,
            "Section_Type": code.SECTION_TYPES,
            "Parent_Data_Type": code.PARENT_TYPES[header.release],
            "Article_Version": code.ARTICLE_VERSIONS,
            "Attributed": frozenset({"Yes", "No"}),
        }

    def take(self, line: Line) -> Iterator[UsageFact]:
        """Check a line and give its facts."""
        self._check_values(line)
        self._check_name(line)
        self._check_types(line)
        group = self._group_of(line)
        for metric, counts in line.figures.items():
            group.add(metric, counts, line, self.complaints)
            item = line.item
            facts = [UsageFact(item, metric, month, n) for month, n in counts.items() if n]
            self.facts += len(facts)
            yield from facts

    def finish(self) -> None:
        """Compare the figures of all items not compared yet."""
        if self._group is not None:
            self._compare(self._group)
        for group in self._open.values():
            self._compare(group)
        self._group = None
        self._open.clear()

    def _group_of(self, line: Line) -> "_Group":
        if self._group is not None:
            if self._group.key == line.key:
                return self._group
            self._set_aside(self._group)
        known = self._open.pop(line.key, None)
        if known is None:
            known = _Group(line.key, line.position, line.item)
            known.before = self._closed.get(hash(line.key), frozenset())
            if known.before:
                self.complaints.notice(
                    "item-apart",
                    f"Lines about {shown(line.item.name or line.item.platform)} stand apart from "
                    "earlier lines about the same; keep them together.",
                    line.position,
                )
        self._group = known
        return known

    def _set_aside(self, group: "_Group") -> None:
        """Compare a group that has all its partners and forget it; keep one that lacks some.

        Reports are mostly sorted by item, so that few are kept; one sorted by metric keeps all.
        """
        if group.whole(self._metrics):
            self._compare(group)
            shape = frozenset(group.places) | group.before
            self._closed[hash(group.key)] = self._shapes.setdefault(shape, shape)
        else:
            self._open[group.key] = group

    # --- values -----------------------------------------------------------------------------

    def _check_values(self, line: Line) -> None:
        for name, value in line.values.items():
            known = (name, value)
            if known in self._seen or not value:
                continue
            if len(self._seen) < REMEMBERED:
                self._seen.add(known)
            self._check_value(name, value, line.position)

    def _check_value(self, name: str, value: str, position: str) -> None:
        place = f"{position}, {name}" if self.header.tabular else f"{position}.{name}"
        bare = name.removeprefix("Parent_").removeprefix("Component_")
        if name in self._allowed:
            self._check_allowed(name, value, place)
        elif bare == "Authors":
            self._check_authors(name, value, place)
        elif bare in identifiers.ITEM:
            self._complain_of_fault(name, value, identifiers.ITEM[bare](value), place)
        elif bare == "Publisher_ID":
            self._check_organisation(value, place)
        elif bare == "YOP" and not _is_year(value):
            self.complaints.error(
                "yop",
                f"YOP {shown(value)} must be a year of four digits (0001 unknown, 9999 in press).",
                place,
            )
        elif bare == "Publication_Date" and not identifiers.is_day(value):
            self.complaints.error(
                "date", f"{name} {shown(value)} must be written yyyy-mm-dd.", place
            )

    def _check_allowed(self, name: str, value: str, place: str) -> None:
        allowed = self._allowed[name]
        if value in allowed:
            if name == "Data_Type" and value == "Unspecified":
                self.complaints.warning(
                    "data-type-unspecified",
                    "Data_Type 'Unspecified' says nothing of what was used: ask the provider to "
                    "name it (said once).",
                    place,
                )
            return
        spelt = {word.lower().replace("_", ""): word for word in allowed}
        meant = spelt.get(value.lower().replace(" ", "").replace("_", "").replace("-", ""))
        if meant:
            self.complaints.error(
                "value-spelling", f"{name} {shown(value)} must be spelt '{meant}'.", place
            )
        else:
            self.complaints.critical(
                "value-not-allowed",
                f"{name} {shown(value)} is not allowed in {self.kind.id} of Release "
                f"{self.header.release}; allowed are {', '.join(sorted(allowed))}.",
                place,
            )

    def _check_authors(self, name: str, value: str, place: str) -> None:
        """At most three, "; " between them, each with at most one ORCID or ISNI (5.1, 3.2.5)."""
        authors = value.split("; ")
        if len(authors) > code.MOST_AUTHORS:
            self.complaints.error(
                "authors",
                f"{name} lists {len(authors)}; at most {code.MOST_AUTHORS} are given.",
                place,
            )
        for one in authors:
            found = _AUTHOR_ID.search(one)
            if found is None:
                continue
            scheme, _, number = found[1].partition(":")
            if scheme in identifiers.PERSON:
                fault = identifiers.PERSON[scheme](number)
                # COUNTER's own samples have a wrong digit here, and no figure rests on it
                self._complain_of_fault(
                    name, found[1], fault and (Level.WARNING, *fault[1:]), place
                )
            else:
                self.complaints.error(
                    "identifier-format",
                    f"{name} {shown(found[1])}: an author's identifier begins with ORCID: or "
                    "ISNI:.",
                    place,
                )

    def _complain_of_fault(
        self, name: str, value: str, fault: identifiers.Fault | None, place: str
    ) -> None:
        if fault:
            level, kind, advice = fault
            self.complaints.add(level, kind, f"{name} {shown(value)}: {advice}.", place)

    def _check_organisation(self, value: str, place: str) -> None:
        for one in value.split("; "):
            scheme, colon, rest = one.partition(":")
            if not colon or not scheme or not rest:
                self.complaints.error(
                    "identifier-format",
                    f"Publisher_ID {shown(one)} must be written namespace:value.",
                    place,
                )
            elif scheme in identifiers.ORGANISATION:
                fault = identifiers.ORGANISATION[scheme](rest)
                self._complain_of_fault("Publisher_ID", one, fault, place)

    # --- names and types --------------------------------------------------------------------

    def _check_name(self, line: Line) -> None:
        item, needed = line.item, self.kind.names_items_by
        if not item.platform:
            self.complaints.critical(
                "value-missing", "Platform is empty; every line needs one.", line.position
            )
        if needed != "Platform" and not item.name:
            if item.identifiers and needed != "Database":
                self.complaints.warning(
                    "value-missing",
                    f"{needed} is empty; only identifiers tell what was used.",
                    line.position,
                )
            else:
                self.complaints.critical(
                    "value-missing",
                    f"{needed} is empty and no identifier is given: nobody can tell what was used.",
                    line.position,
                )
        if needed != "Platform" and not item.publisher and ("no", "publisher") not in self._seen:
            self._seen.add(("no", "publisher"))
            self.complaints.warning(
                "value-missing", "Publisher is empty (said once).", line.position
            )

    def _check_types(self, line: Line) -> None:
        for name in self._promised:
            if not line.values.get(name):
                self.complaints.critical(
                    "value-missing", f"{name} is missing; this report shows it.", line.position
                )
        for metric in line.figures:
            self._check_metric(metric, line)

    def _check_metric(self, metric: str, line: Line) -> None:
        if metric not in self._metrics:
            self._complain_of_metric(metric, line)
            return
        data_type = line.item.data_type
        if not data_type or data_type not in self.kind.data_types:
            return
        wrong = _mismatch(metric, data_type, self.header.release)
        if wrong:
            self.complaints.critical(
                "metric-data-type",
                f"{metric} cannot be counted for Data_Type {data_type}: {wrong}.",
                line.position,
            )

    def _complain_of_metric(self, metric: str, line: Line) -> None:
        if metric not in code.METRICS:
            self.complaints.critical(
                "metric-unknown",
                f"Metric_Type {shown(metric)} is not a metric of Release {self.header.release}.",
                line.position,
            )
        elif metric not in self.kind.metrics:
            self.complaints.critical(
                "metric-not-in-report",
                f"{metric} does not belong into {self.kind.id}; it may show "
                f"{', '.join(sorted(self.kind.metrics))}.",
                line.position,
            )
        else:
            self.complaints.error(
                "metric-not-in-filter",
                f"{metric} is shown although the header's metric filter leaves it out.",
                line.position,
            )

    # --- figures ----------------------------------------------------------------------------

    def _compare(self, group: "_Group") -> None:
        if self.header.shows_components:
            return  # totals stand at the components, unique counts at the item: 5.1, 4.3.3
        for section in group.sections.values():
            self._compare_counts(section, group, code.COMPARED[:4])
            self._compare_together(section, group)
        self._compare_counts(group.sum(), group, code.COMPARED[4:])

    def _compare_counts(
        self,
        figures: Mapping[str, Counts],
        group: "_Group",
        pairs: tuple[tuple[str, str, str], ...],
    ) -> None:
        for larger, smaller, kind in pairs:
            few, many = figures.get(smaller), figures.get(larger)
            if few is None or larger not in self._metrics or (many is None and "Title" in smaller):
                continue
            if many is None:
                self._complain_of_partner(smaller, larger, group)
                continue
            for month, count in few.items():
                if count > many.get(month, 0):
                    self.complaints.critical(
                        kind,
                        f"{smaller} ({count}) is above {larger} ({many.get(month, 0)}) "
                        f"{_in(month)} for {group.named()}; it can never be.",
                        group.place(smaller),
                    )

    def _compare_together(self, figures: Mapping[str, Counts], group: "_Group") -> None:
        for total, unique in code.TOGETHER:
            if total in figures and {total, unique} <= self._metrics:
                lacking = [
                    month
                    for month, count in figures[total].items()
                    if count and not figures.get(unique, {}).get(month)
                ]
                if lacking:
                    self.complaints.critical(
                        "metric-pair-missing",
                        f"{total} is counted {_in(lacking[0])} for {group.named()} but {unique} "
                        f"is not ({len(lacking)} months); where there is one there is the other.",
                        group.place(total),
                    )

    def _complain_of_partner(self, smaller: str, larger: str, group: "_Group") -> None:
        self.complaints.critical(
            "metric-pair-missing",
            f"{smaller} is counted for {group.named()} but {larger} is not; where there is one "
            "there is the other.",
            group.place(smaller),
        )


class _Group:
    """The figures of all lines about one item with the same attributes."""

    __slots__ = ("before", "item", "key", "places", "position", "sections")

    def __init__(self, key: Hashable, position: str, item: UsageItem) -> None:
        self.key, self.position, self.item = key, position, item
        self.sections: dict[str, dict[str, Counts]] = {}
        self.places: dict[tuple[str, Hashable], str] = {}
        self.before: frozenset[Hashable] = frozenset()  # counted earlier in the report, far above

    def add(self, metric: str, counts: Counts, line: Line, complaints: Complaints) -> None:
        what = (metric, (line.item.section_type, line.distinct))
        if what in self.places or what in self.before:
            complaints.critical(
                "duplicate",
                f"{metric} for {self.named()} stands here a second time with the same attributes "
                f"(first: {self.places.get(what, 'far above')}); remove one of them.",
                line.position,
            )
            return
        self.places[what] = line.position
        figures = self.sections.setdefault(line.item.section_type, {})
        held = figures.get(metric)
        if held is None:
            figures[metric] = counts
        else:
            figures[metric] = {
                month: held.get(month, 0) + counts.get(month, 0) for month in {*held, *counts}
            }

    def whole(self, metrics: frozenset[str]) -> bool:
        """Whether no line is awaited that would have to be compared with those here."""
        awaited = metrics & set(code.ITEM_METRICS)
        if self.item.data_type in code.BOOKS["5.1"]:
            awaited = awaited | (metrics & set(code.TITLE_METRICS))
        return all(
            any(metric in figures for figures in self.sections.values()) for metric in awaited
        )

    def sum(self) -> dict[str, Counts]:
        """Return the figures summed over section types, as title metrics count across them."""
        if len(self.sections) == 1:
            return next(iter(self.sections.values()))
        total: dict[str, Counts] = {}
        for figures in self.sections.values():
            for metric, counts in figures.items():
                held = total.setdefault(metric, {})
                for month, count in counts.items():
                    held[month] = held.get(month, 0) + count
        return total

    def named(self) -> str:
        name = self.item.name or self.item.platform
        attributes = [part for part in self.item[6:] if part]
        return f"{shown(name)}{' (' + ', '.join(attributes) + ')' if attributes else ''}"

    def place(self, metric: str) -> str:
        for (found, _), position in self.places.items():
            if found == metric:
                return position
        return self.position


def _in(month: str) -> str:
    return f"in {month}" if month else "in the period"


def _is_year(value: str) -> bool:
    return len(value) == 4 and value.isascii() and value.isdigit() and value != "0000"


def _mismatch(metric: str, data_type: str, release: str) -> str:
    """Say why a metric cannot be counted for a data type. COUNTER 5.1, 3.3.2 and 3.3.5."""
    databases = code.DATABASES[release]
    if metric == "Searches_Platform" and data_type != "Platform":
        return "platform searches are counted for Data_Type Platform"
    if data_type == "Platform" and metric != "Searches_Platform":
        return "only Searches_Platform is"
    if metric in code.SEARCHES and data_type not in databases:
        return f"database searches are counted for {' or '.join(sorted(databases))}"
    if metric in code.TITLE_METRICS and data_type not in code.BOOKS[release]:
        return f"title metrics are counted for {' and '.join(sorted(code.BOOKS[release]))} only"
    if release == "5.1" and data_type in databases and metric.endswith(("Requests", "gations")):
        return "a database as such is only searched and denied; use has the type of what was used"
    return ""
