"""The report of a year as a document and as a table."""

import csv
from io import StringIO

from concordat.forum.words import Figure, YearReport
from concordat.paper.tree import Block, Bullets, Heading, Paper, Paragraph, Table, Words


def paper(report: YearReport) -> Paper:
    """Return the report as a document: the figures, then each record that they count."""
    rows = tuple((each.label, str(each.count), each.definition) for each in report.figures)
    parts: list[Block] = [
        Paragraph("Every figure counts records of this system and nothing else."),
        Table("The year in figures", ("What", "Count", "What is counted"), rows, frozenset({1})),
    ]
    for figure in report.figures:
        parts += _figure(figure)
    parts += [Heading("Commitments"), *_commitments(report)]
    return Paper(title=f"{report.forum_name}: report of {report.year}", blocks=tuple(parts))


def _figure(figure: Figure) -> list[Block]:
    named = tuple(Words(what, link=address) for what, address in figure.records)
    return [
        Heading(f"{figure.label}: {figure.count}"),
        Paragraph(figure.definition),
        *([Bullets(named)] if named else [Paragraph("No record.")]),
    ]


def _commitments(report: YearReport) -> list[Block]:
    if not report.commitments:
        return [Paragraph("No commitment is recorded under the agreement of this forum.")]
    rows = tuple(
        (party, text, str(count) if count else "Empty: no evidence of delivery is recorded")
        for party, text, count in report.commitments
    )
    header = ("Party", "Commitment", "Evidence of delivery")
    return [Table("Commitments and the evidence for them", header, rows)]


def table(report: YearReport) -> str:
    """Return the report as CSV: a row for each record, and one for each figure without any."""
    out = StringIO()
    writer = csv.writer(out)
    writer.writerow(["figure", "count", "record", "address", "definition"])
    for each in report.figures:
        for what, address in each.records or (("", ""),):
            writer.writerow([each.key, each.count, _plain(what), address, each.definition])
    for party, text, count in report.commitments:
        writer.writerow(["commitment", count, _plain(f"{party}: {text}"), "", "Evidence recorded"])
    return out.getvalue()


def _plain(text: str) -> str:
    """Keep a spreadsheet from taking a text for a formula."""
    return f"'{text}" if text.startswith(("=", "+", "-", "@", "\t", "\r")) else text
