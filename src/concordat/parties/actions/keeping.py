"""Make rows say what a content file says, touching nothing that people recorded."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, TypeVar

from django.db import models, transaction

#: The origin of rows that a reviewed file made.
CONTENT = "content"

Row = dict[str, Any]
M = TypeVar("M", bound=models.Model)


@dataclass(slots=True)
class Tally:
    """What loading did so far, in rows."""

    new: int = 0
    changed: int = 0
    unchanged: int = 0
    removed: int = 0
    leaving: list[models.Model] = field(default_factory=list)

    @property
    def wrote(self) -> bool:
        return bool(self.new or self.changed or self.removed)


def keep(model: type[M], key: Row, values: Row, tally: Tally) -> M:
    """Return the row with that key, made or altered only where it differs."""
    manager = model._default_manager
    row = manager.filter(**key).first()
    if row is None:
        tally.new += 1
        return manager.create(**key, **values, origin=CONTENT)
    _alter(row, values, tally)
    return row


def keep_all(
    model: type[M], parent: Row, rows: Sequence[Row], key: tuple[str, ...], tally: Tally
) -> list[M]:
    """Make the children of one parent those of the file, in its order, and return them.

    Children are known again by `key`, so that an altered fact keeps its public id. Those
    that a file made once and names no more leave at the end, with `clear`; what people
    recorded stays.
    """
    manager = model._default_manager
    there: dict[tuple[Any, ...], list[M]] = {}
    for row in manager.filter(**parent, origin=CONTENT).order_by("pk"):
        there.setdefault(tuple(getattr(row, name) for name in key), []).append(row)
    kept = []
    for values in rows:
        known = there.get(tuple(values[name] for name in key))
        if known:
            row = known.pop(0)
            _alter(row, values, tally)
        else:
            row = manager.create(**parent, **values, origin=CONTENT)
            tally.new += 1
        kept.append(row)
    tally.leaving += [row for rest in there.values() for row in rest]
    return kept


def clear(tally: Tally) -> list[str]:
    """Delete what the files name no more, last of all, and return complaints.

    By now what pointed to it points elsewhere. What is still used stays.
    """
    complaints = []
    for row in tally.leaving:
        try:
            with transaction.atomic():
                tally.removed += _delete(row)
        except models.ProtectedError:
            kind = row._meta.verbose_name
            complaints.append(f"{kind} {row} is named no more, but still used: it was left.")
    tally.leaving.clear()
    return complaints


def _delete(row: models.Model) -> int:
    """Delete a row with the rows below it that a file made; return how many went."""
    count = 1
    for relation in row._meta.related_objects:
        for child in relation.related_model._default_manager.filter(
            **{relation.field.name: row}, origin=CONTENT
        ):
            count += _delete(child)
    row.delete()
    return count


def _alter(row: models.Model, values: Row, tally: Tally) -> None:
    different = [name for name, value in values.items() if getattr(row, name) != value]
    if not different:
        tally.unchanged += 1
        return
    for name in different:
        setattr(row, name, values[name])
    row.save(update_fields=different)
    tally.changed += 1
