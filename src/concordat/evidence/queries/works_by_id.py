"""What are these works?"""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from concordat.evidence.models import Work
from concordat.evidence.models.view import view_of_work
from concordat.evidence.queries.freshness import source_names
from concordat.evidence.queries.links import links_of
from concordat.evidence.words import WorkView
from concordat.parties.queries import visible_to
from concordat.parties.words import Actor


def works_by_id(ids: Sequence[str], *, by: Actor) -> dict[str, WorkView]:
    """Return the works with these public ids, in the order asked.

    Ids that are unknown, merged away or not for `by` to see are left out.
    """
    found = Work.objects.filter(visible_to(by), merged_into=None, public_id__in=list(ids))
    by_id = views(found, by=by)
    return {id_: by_id[id_] for id_ in ids if id_ in by_id}


def views(works: Iterable[Work], *, by: Actor) -> dict[str, WorkView]:
    """Return the views of rows that `by` may see, with their links, by public id."""
    rows = list(works)
    if not rows:
        return {}
    names = source_names()
    links = links_of(rows, by=by)
    return {
        row.public_id: replace(view_of_work(row, names), links=links.get(row.pk, ()))
        for row in rows
    }
