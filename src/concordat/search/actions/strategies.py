"""Keep a strategy, change it, run it, and report a search elsewhere."""

from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import F

from concordat.parties import queries as parties
from concordat.parties.actions import NotAllowedError, note
from concordat.parties.words import Actor, Role, Visibility
from concordat.search.models import DatabaseSearch, SavedStrategy, SearchRun
from concordat.search.queries.counted import dialect_of, dialects, evaluate, read
from concordat.search.queries.kept import MOST_KEPT, packed
from concordat.search.queries.opened import engine, thesaurus
from concordat.search.strategy.parse import LONGEST
from concordat.search.words import Conflict, Refused, SearchGiven, StrategyGiven

#: Whoever works on evidence for a party; a reader reads.
WRITERS = tuple(role for role in Role if role is not Role.READER)
_NAME = 200


@transaction.atomic
def save_strategy(*, by: Actor, given: StrategyGiven, now: datetime) -> str:
    """Keep a strategy for the party acted for, run it once, and return its public id.

    Raises NotAllowedError, Refused, StrategyError where a line is wrong, TooMuchWork.
    """
    need_post(by)
    values = _checked(by, given)
    row = SavedStrategy.objects.create(
        **values, owner_id=by.party or None, made_by=by.name, made_at=now, changed_at=now
    )
    _run(row, by, now)
    about = f"strategy:{row.public_id}"
    note(by=by, deed="save strategy", about=about, changed={"name": row.name})
    return row.public_id


@transaction.atomic
def change_strategy(
    *, by: Actor, strategy: str, given: StrategyGiven, version: int, now: datetime
) -> None:
    """Change a strategy and run it. Earlier runs keep the text that they ran.

    `version` is the one that the form was made from: raises Conflict when it has moved on.
    """
    row = own(by, strategy)
    values = _checked(by, given)
    # One statement: of two that change at once, the second finds another version.
    kept = SavedStrategy.objects.filter(pk=row.pk, version=version)
    if not kept.update(**values, version=F("version") + 1, changed_at=now):
        row.refresh_from_db()
        raise Conflict(version=row.version)
    row.refresh_from_db()
    _run(row, by, now)
    about = f"strategy:{row.public_id}"
    note(by=by, deed="change strategy", about=about, changed={"version": row.version})


@transaction.atomic
def run_strategy(*, by: Actor, strategy: str, now: datetime) -> str:
    """Run a strategy today and keep what it found; return the run's public id."""
    row = own(by, strategy)
    run = _run(row, by, now)
    note(by=by, deed="run strategy", about=f"strategy:{row.public_id}", changed={"run": run})
    return run


@transaction.atomic
def report_search(*, by: Actor, strategy: str, given: SearchGiven, now: datetime) -> str:
    """Keep what a search in another database found; return its public id."""
    row = own(by, strategy)
    if not given.database.strip() or len(given.database) > 120:
        raise Refused("database", "Write the name of the database, in at most 120 signs.")
    if given.searched_on > (now + timedelta(days=1)).date():
        raise Refused("searched_on", "The day of the search has not come yet.")
    if given.count < 0:
        raise Refused("count", "A search finds none or more.")
    if not given.text.strip() or len(given.text) > LONGEST:
        raise Refused("text", f"Paste the strategy as it was run, at most {LONGEST:,} signs.")
    kept = DatabaseSearch.objects.create(
        strategy=row,
        database=given.database.strip(),
        platform=given.platform.strip()[:120],
        searched_on=given.searched_on,
        count=given.count,
        text=given.text,
        collection=given.collection,
        entered_by=by.name,
        entered_at=now,
    )
    about = f"strategy:{row.public_id}"
    note(by=by, deed="report search", about=about, changed={"database": kept.database})
    return kept.public_id


def _run(row: SavedStrategy, by: Actor, now: datetime) -> str:
    strategy = read(row.text, dialect=row.dialect, by=by)
    trees = [line.tree for line in strategy.lines]
    while True:  # the revision must be that of the generation that was searched
        status = engine().status()
        found = evaluate(trees, by=by, limit=MOST_KEPT)
        if found.generation == status.generation:
            break
    run = SearchRun.objects.create(
        strategy=row,
        text=row.text,
        dialect=dialect_of(row.text, row.dialect),
        generation=found.generation,
        revision=status.revision,
        edition=thesaurus().edition,
        counts=[
            [line.number, line.text, count]
            for line, count in zip(strategy.lines, found.line_counts, strict=True)
        ],
        mended=list(strategy.mended),
        total=found.total,
        ids=packed(found.ids),
        ran_by=by.name,
        person=by.person,
        ran_at=now,
    )
    return run.public_id


def _checked(by: Actor, given: StrategyGiven) -> dict[str, str]:
    name = " ".join(given.name.split())
    if not name or len(name) > _NAME:
        raise Refused("name", f"Give the strategy a name of at most {_NAME} signs.")
    if not given.text.strip():
        raise Refused("text", "There is no strategy to keep. Write one line or more.")
    if given.dialect and given.dialect not in dialects():
        raise Refused("dialect", f"Choose one of: {', '.join(dialects())}.")
    service = by.services[0] if by.services else ""
    if given.visibility is Visibility.OWN_SERVICE and not service:
        raise Refused("visibility", "You work in no service: choose who else may see it.")
    if given.visibility is Visibility.MATCH:
        raise Refused("visibility", "A strategy is seen or not: choose another.")
    return {
        "name": name,
        "text": given.text.replace("\r\n", "\n"),
        "dialect": given.dialect,
        "visibility": given.visibility.value,
        "service": service if given.visibility is Visibility.OWN_SERVICE else "",
        "request": given.request[:13],
    }


def own(by: Actor, public_id: str) -> SavedStrategy:
    """Return a strategy that `by` may change: one of the party acted for."""
    need_post(by)
    row = SavedStrategy.objects.filter(parties.visible_to(by), public_id=public_id).first()
    if row is None:
        raise Refused("strategy", "There is no such strategy.")
    if not (by.operator or (row.owner_id and row.owner_id in (by.party, *by.heir_to))):
        raise NotAllowedError(by, WRITERS, row.owner_id or "")
    return row


def need_post(by: Actor) -> None:
    """Raise NotAllowedError unless `by` works on evidence for a party that has joined."""
    if not (by.operator or (by.party and by.joined and by.roles & set(WRITERS))):
        raise NotAllowedError(by, WRITERS)
