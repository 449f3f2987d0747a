"""Point owners to public ids instead of primary keys: what two rooms' migrations share."""

from django.db import migrations, models
from django.db.models.deletion import PROTECT


def by_public_id(app: str, *names: str) -> list[migrations.operations.base.Operation]:
    """Return the operations for these models of an app.

    The column changes its type with its old values in it, so it is no foreign key until each
    key has been replaced by the public id of the same party.
    """

    def replace(apps, schema_editor):
        parties = dict(apps.get_model("parties", "Party").objects.values_list("pk", "public_id"))
        for name in names:
            rows = apps.get_model(app, name).objects.exclude(owner_id=None)
            for key in rows.values_list("owner_id", flat=True).distinct().order_by("owner_id"):
                rows.filter(owner_id=key).update(owner_id=parties[int(key)])

    bare = [migrations.AlterField(name, "owner", _owner(db_constraint=False)) for name in names]
    tied = [migrations.AlterField(name, "owner", _owner()) for name in names]
    return [*bare, migrations.RunPython(replace), *tied]


def _owner(**more):
    return models.ForeignKey(
        "parties.party",
        to_field="public_id",
        null=True,
        blank=True,
        on_delete=PROTECT,
        related_name="+",
        **more,
    )
