"""The part of a report that lists what was found: cited, with its standing and its access."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from concordat.enquiries.words import Cited, ReportFacts, Screening
from concordat.evidence.words import Identifier, IncludedView, Reference, Standing, WorkView
from concordat.paper.tree import Block, Bullets, Heading, Inline, Notice, Paragraph, Words

#: Works that one list shows; the rest is counted.
SHOWN = 500
_FALLEN = (Standing.RETRACTED, Standing.WITHDRAWN, Standing.REPLACED, Standing.CONCERN)


@dataclass(frozen=True, slots=True)
class Listed:
    """A line of the list: a work that is held here, or a record that stands for itself."""

    key: str  # public id of the work, else of the record
    cited: WorkView | Reference
    verdict: str = ""  # what the screening said

    @property
    def held(self) -> WorkView | None:
        """The work, where it is held here."""
        return self.cited if isinstance(self.cited, WorkView) else None


def listed(
    chosen: Sequence[str], screenings: Sequence[Screening], works: Mapping[str, WorkView]
) -> list[Listed]:
    """Return what was chosen by hand in its order, then what the screening included; each once."""
    included = [each for one in screenings for each in one.included]
    said = {each.work: each.verdict for each in included if each.work}
    found = {id_: Listed(id_, works[id_], said.get(id_, "")) for id_ in chosen if id_ in works}
    for each in included:
        line = _included(each, works)
        found.setdefault(line.key, line)
    return list(found.values())


def _included(each: IncludedView, works: Mapping[str, WorkView]) -> Listed:
    if each.work in works:
        return Listed(each.work, works[each.work], each.verdict)
    return Listed(each.id, each.reference, each.verdict)


def warnings(
    lines: Sequence[Listed], fallen: Mapping[Identifier, Standing] | None = None
) -> list[Block]:
    """Return what nobody should rely on, said before all else.

    `fallen`: how works stand that are not held here, by their identifiers.
    """
    said = []
    for line in lines:
        standing = line.held.standing if line.held else _fell(line.cited, fallen or {})
        if standing in _FALLEN:
            said.append(f"{line.cited.title}: {standing.value}")
    return [Notice("Do not rely on", "; ".join(said))] if said else []


def names_of(cited: WorkView | Reference) -> tuple[Identifier, ...]:
    """Return the identifiers by which something that is no work here is followed."""
    return tuple(each for each in cited.identifiers if each.scheme in ("doi", "pmid"))


def cited_beside(lines: Sequence[Listed]) -> list[Cited]:
    """Return the lines that are no works here, as the receipt of a delivery keeps them."""
    return [
        Cited(
            title=line.cited.title,
            citation=citation(line.cited),
            link=_elsewhere(line.cited),
            names=tuple(f"{each.scheme}:{each.value}" for each in names_of(line.cited)),
        )
        for line in lines
        if line.held is None
    ]


def _fell(cited: WorkView | Reference, fallen: Mapping[Identifier, Standing]) -> Standing | None:
    return next((fallen[name] for name in names_of(cited) if name in fallen), None)


def found(lines: Sequence[Listed], facts: ReportFacts) -> list[Block]:
    """Return the list, and for whom its access is."""
    blocks: list[Block] = [Heading(f"What was found ({len(lines)})")]
    if not lines:
        return [*blocks, Paragraph("No work was chosen for this report.")]
    where = (
        f"Access is for {facts.place}."
        if facts.place
        else "Where the requester works is not known, so access is what anybody has."
    )
    items: list[Inline] = [_line(line, facts) for line in lines[:SHOWN]]
    blocks += [Paragraph(where), Bullets(tuple(items), numbered=True)]
    if more := len(lines) - SHOWN:
        blocks += [Paragraph(f"{more:,} more were included.")] if more > 0 else []
    return blocks


def _line(line: Listed, facts: ReportFacts) -> tuple[str | Words, ...]:
    work = line.held
    link = f"{facts.site}/evidence/{work.id}" if work and facts.site else ""
    link = link or _elsewhere(line.cited)
    about = f"{work.kind.value.capitalize()}; {work.standing.value}. " if work else ""
    about = about or _followed(line.cited)
    screened = f"{line.verdict[:1].upper()}{line.verdict[1:]}. " if line.verdict else ""
    access = facts.access.get(line.key, "Access was not looked up.")
    return (
        Words(line.cited.title, bold=True, link=link),
        f" {citation(line.cited)} {about}{screened}",
        Words(access, italic=True),
    )


def _followed(cited: WorkView | Reference) -> str:
    if not names_of(cited):
        return "Not held here; without a DOI or PMID we cannot tell you if it is retracted. "
    return "Not held here. "


def citation(cited: WorkView | Reference) -> str:
    """Return who, where, when and under which identifier, without the title."""
    names = ", ".join(author.short() for author in cited.authors[:3])
    names += " and others" if len(cited.authors) > 3 else ""
    place = cited.volume + (f"({cited.issue})" if cited.issue else "")
    place = ":".join(part for part in (place, cited.pages) if part)
    when = ";".join(part for part in (str(cited.year or ""), place) if part)
    name = next(
        (
            f"{each.scheme}:{each.value}"
            for scheme in ("doi", "pmid", "nice", "isbn")
            for each in cited.identifiers
            if each.scheme == scheme
        ),
        "",
    )
    said = [part.rstrip(".") for part in (names, cited.journal, when, name) if part]
    return ". ".join(said) + "." if said else ""


def _elsewhere(cited: WorkView | Reference) -> str:
    doi = next((each.value for each in cited.identifiers if each.scheme == "doi"), "")
    return f"https://doi.org/{doi}" if doi else ""
