"""`concordat evaluate`: how good is it? Needs no database and leaves nothing behind."""

import json
from pathlib import Path

import click

from concordat.premises import places
from concordat.search.evaluation.collection import CollectionError
from concordat.search.evaluation.retrieval import ContentError, Effectiveness, evaluate


@click.group()
def group() -> None:
    """Measure on collections that people have judged."""


@group.command()
@click.argument("folder", type=click.Path(path_type=Path))
@click.option("--split", default="test", show_default=True, help="Which judgments: qrels/SPLIT.tsv")
@click.option("--json", "as_json", is_flag=True, help="For machines.")
def retrieval(*, folder: Path, split: str, as_json: bool) -> None:
    """Measure how well questions find what was judged relevant.

    FOLDER is in BEIR layout: corpus.jsonl, queries.jsonl (or .gz) and qrels/SPLIT.tsv. It is
    indexed in a temporary folder, apart from the main data. Definitions are trec_eval's.

    \b
    concordat evaluate retrieval scifact
    concordat evaluate retrieval nfcorpus --split dev --json
    """
    try:
        found = evaluate(folder, split=split, content=places.content_dir() / "search")
    except (CollectionError, ContentError) as error:
        raise click.ClickException(str(error)) from error
    if as_json:
        click.echo(json.dumps(_as_json(found)))
    else:
        _show(found)


def _as_json(found: Effectiveness) -> dict[str, float]:
    return {
        "ndcg@10": round(found.ndcg_at_10, 5),
        "recall@100": round(found.recall_at_100, 5),
        "map": round(found.map, 5),
        "p50_ms": round(found.p50_ms, 3),
        "p95_ms": round(found.p95_ms, 3),
        "documents": found.documents,
        "queries": found.queries,
        "unjudged": found.unjudged,
        "set_aside": found.set_aside,
    }


def _show(found: Effectiveness) -> None:
    click.echo(f"{found.documents:,} documents, {found.queries:,} queries")
    if found.unjudged:
        click.echo(f"{found.unjudged:,} queries have no judgment and were passed over")
    if found.set_aside:
        click.echo(f"{found.set_aside:,} lines could not be read and were set aside:", err=True)
        for complaint in found.complaints:
            click.echo(f"  {complaint}", err=True)
    click.echo(f"nDCG@10     {found.ndcg_at_10:.4f}")
    click.echo(f"recall@100  {found.recall_at_100:.4f}")
    click.echo(f"MAP         {found.map:.4f}")
    click.echo(f"a search    {found.p50_ms:.1f} ms at the median, {found.p95_ms:.1f} ms at p95")
