"""Receipts are asked for by what was delivered: when was this pack last given to anybody?"""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("delivery", "0006_rows_alike"),
    ]

    operations = [
        migrations.AddIndex(
            model_name="receipt",
            index=models.Index(fields=["thing", "at"], name="receipt_thing"),
        ),
    ]
