"""`concordat search`: find works from the command line."""

import dataclasses
import json
import sys
from datetime import date
from typing import TYPE_CHECKING

import click

from concordat.commands import house
from concordat.search.words import Answer, Filters, Mode, Question

if TYPE_CHECKING:
    from concordat.evidence.words import WorkView
    from concordat.parties.words import Actor
    from concordat.search.queries import StrategyError

#: Signs of a long line that are shown around a mistake.
WINDOW = 76


@click.command()
@click.argument("text")
@click.option("--strategy", "mode", flag_value=Mode.STRATEGY, help="Take it as a strategy.")
@click.option("--question", "mode", flag_value=Mode.QUESTION, help="Take it as a question.")
@click.option("--kind", "kinds", multiple=True, help="Only this kind of evidence; repeat for more.")
@click.option("--page", default=1, show_default=True, type=click.IntRange(min=1))
@click.option("--json", "as_json", is_flag=True, help="For machines.")
@house.as_somebody
def command(
    *, text: str, mode: str | None, kinds: tuple[str, ...], page: int, as_json: bool
) -> None:
    """Find works by a question in plain words or by a strategy.

    Quotes, brackets, field tags, truncation or capital AND, OR, NOT make a strategy; anything
    else is a question. A word of a strategy without a field is searched in title, abstract,
    keywords and subject headings, exactly as typed. Several lines go in with their line breaks.

    \b
    concordat search "inhaled steroids for asthma in children"
    concordat search 'asthma[mh] AND (child* OR "young people")[tiab]'
    concordat search 'exp Asthma/ and (inhal* adj3 steroid*).ti,ab.'
    concordat search --kind guidance --json "sore throat antibiotics"
    concordat search --as ann@trust.example "falls on the wards"
    """
    house.enter_to_read()
    from concordat.search import queries

    by = house.acting()
    question = Question(
        text=text,
        mode=Mode(mode) if mode else Mode.AUTO,
        filters=Filters(kinds=kinds),
        page=page,
    )
    try:
        answer = queries.find(question, by=by, today=date.today())  # noqa: DTZ011
    except queries.StrategyError as error:
        _show_mistake(text, error)
        sys.exit(2)
    except queries.TooMuchWork as error:
        raise click.ClickException(str(error)) from error
    works = _works(answer, by)
    if as_json:
        click.echo(json.dumps(_as_json(answer, works), ensure_ascii=False))
    else:
        _show(answer, works, question)


def _works(answer: Answer, by: "Actor") -> dict[str, "WorkView"]:
    from concordat.evidence.queries import works_by_id

    return works_by_id([hit.id for hit in answer.hits], by=by)


def _as_json(answer: Answer, works: dict[str, "WorkView"]) -> dict[str, object]:
    reading = dataclasses.asdict(answer.reading)
    del reading["marks"]
    return {
        "total": answer.total,
        "generation": answer.generation,
        "took_ms": round(answer.took_ms, 3),
        "reading": reading,
        "facets": {
            name: {one.value: one.count for one in values} for name, values in answer.facets.items()
        },
        "hits": [
            {"id": hit.id, **_facts(works.get(hit.id)), "receipt": dataclasses.asdict(hit.receipt)}
            for hit in answer.hits
        ],
    }


def _facts(work: "WorkView | None") -> dict[str, object]:
    if work is None:
        return {}
    return {
        "title": work.title,
        "authors": [author.short() for author in work.authors],
        "journal": work.journal,
        "year": work.year,
        "kind": work.kind,
        "standing": work.standing,
        "identifiers": [f"{one.scheme}:{one.value}" for one in work.identifiers],
    }


def _show(answer: Answer, works: dict[str, "WorkView"], question: Question) -> None:
    reading = answer.reading
    pages = -(-answer.total // question.page_size)
    click.echo(f"{answer.total:,} works, taken as a {reading.mode} ({answer.took_ms:.0f} ms)")
    for line in reading.lines:
        click.echo(f"  {line.count:>9,}  {line.text}")
    for word, others in reading.added:
        click.echo(f"  {word} also means {', '.join(others)}")
    for note in reading.mended:
        click.echo(f"  {note}")
    if reading.missing:
        click.echo(f"  No work has: {', '.join(reading.missing)}")
    if reading.suggestion:
        click.echo(f"  Did you mean: {reading.suggestion}")
    for hit in answer.hits:
        _show_work(hit.receipt.position, hit.receipt.reason, works.get(hit.id))
    if pages > 1:
        click.echo(f"\nPage {question.page} of {pages}; --page N shows another.")


def _show_work(position: int, reason: str, work: "WorkView | None") -> None:
    if work is None:
        return
    authors = ", ".join(author.short() for author in work.authors[:3])
    more = " and others" if len(work.authors) > 3 else ""
    where = ". ".join(part for part in (authors + more, work.journal, str(work.year or "")) if part)
    click.echo(f"\n{position:>4}. {work.title}")
    click.echo(f"      {work.kind}, {work.standing}. {where}")
    click.echo(f"      {work.id}  {reason}")


def _show_mistake(text: str, error: "StrategyError") -> None:
    """Print the line with the mistake and a caret under the place."""
    for line in caret(text, error.start, error.end):
        click.echo(line, err=True)
    click.echo(error.message, err=True)
    if error.expected:
        click.echo(f"Expected: {', '.join(error.expected)}", err=True)


def caret(text: str, start: int, end: int) -> tuple[str, str]:
    """Return the line of `text` that holds `start`, and carets under start..end of it."""
    first = text.rfind("\n", 0, start) + 1
    last = text.find("\n", start)
    line = text[first : last if last >= 0 else len(text)]
    place = start - first
    shift = max(0, place - WINDOW // 2)
    width = max(1, min(end - start, len(line) - place, WINDOW - (place - shift)))
    shown = "".join(sign if sign.isprintable() else " " for sign in line[shift : shift + WINDOW])
    return shown, " " * (place - shift) + "^" * width
