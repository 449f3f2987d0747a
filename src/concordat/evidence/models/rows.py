"""Many rows in one go."""

from collections.abc import Callable, Sequence
from functools import lru_cache
from typing import Any

from django.db import connection, models

from concordat.evidence.models.fields import JsonTuple, PackedJson


def insert_all(objects: Sequence[models.Model]) -> None:
    """Insert new objects of one model. Their keys are not known afterwards: see `set_keys`.

    The same as `bulk_create`, which takes three times as long: it builds the text of its
    statement anew for every 29 works, and goes through an expression for each value. Foreign
    keys must be set by `_id`.
    """
    if not objects:
        return
    model = type(objects[0])
    fields = [
        field for field in model._meta.concrete_fields if not isinstance(field, models.AutoField)
    ]
    names = [(field.attname, _prepare(field)) for field in fields]
    rows = [
        [prepare(row[name]) if prepare else row[name] for name, prepare in names]
        for row in (each.__dict__ for each in objects)
    ]
    with connection.cursor() as cursor:
        cursor.executemany(_statement(model, [field.column for field in fields]), rows)


def _prepare(field: "models.Field[Any, Any]") -> Callable[[Any], Any] | None:
    """Return what makes a value fit for the database; None where it is fit as it is."""
    if isinstance(field, JsonTuple):
        return field.get_prep_value
    if isinstance(field, models.DateTimeField):
        # One ingest writes one moment thousands of times.
        return lru_cache(16)(lambda value: field.get_db_prep_save(value, connection))
    if isinstance(field, PackedJson):
        return lambda value: field.get_db_prep_value(value, connection)
    return None


def _statement(model: type[models.Model], columns: Sequence[str | None]) -> str:
    quote = connection.ops.quote_name
    names = ", ".join(quote(column) for column in columns if column)
    places = ", ".join("%s" for _ in columns)
    return f"INSERT INTO {quote(model._meta.db_table)} ({names}) VALUES ({places})"  # noqa: S608


def set_keys(objects: Sequence[Any]) -> None:
    """Set the keys of objects that `insert_all` inserted, found by their public ids."""
    if not objects:
        return
    model = type(objects[0])
    by_id = {each.public_id: each for each in objects}
    kept = model._default_manager.filter(public_id__in=list(by_id))
    for public_id, key in kept.values_list("public_id", "pk"):
        by_id[public_id].pk = key
        by_id[public_id]._state.adding = False
        by_id[public_id]._state.db = connection.alias
