from django.db import migrations, models

from concordat.parties.migrations._owners import by_public_id


class Migration(migrations.Migration):
    dependencies = [
        ("investment", "0002_offers"),
        ("parties", "0004_owner_by_public_id"),
    ]

    operations = [
        *by_public_id("investment", "deal", "offer", "scenario"),
        migrations.AlterField(
            model_name="coverage",
            name="url",
            field=models.CharField(blank=True, max_length=4000),
        ),
        migrations.AlterField(
            model_name="deal",
            name="source",
            field=models.CharField(blank=True, max_length=4000),
        ),
        migrations.AlterField(
            model_name="holding",
            name="source",
            field=models.CharField(blank=True, max_length=4000),
        ),
        migrations.AlterField(
            model_name="offer",
            name="source",
            field=models.CharField(blank=True, max_length=4000),
        ),
        migrations.AlterField(
            model_name="offer",
            name="visibility",
            field=models.CharField(
                choices=[
                    ("public", "public"),
                    ("parties", "parties"),
                    ("own party", "own party"),
                    ("own service", "own service"),
                    ("match", "match"),
                ],
                default="own party",
                max_length=16,
            ),
        ),
        migrations.AlterField(
            model_name="package",
            name="source",
            field=models.CharField(blank=True, max_length=4000),
        ),
        migrations.AlterField(
            model_name="scenario",
            name="visibility",
            field=models.CharField(
                choices=[
                    ("public", "public"),
                    ("parties", "parties"),
                    ("own party", "own party"),
                    ("own service", "own service"),
                    ("match", "match"),
                ],
                default="own party",
                max_length=16,
            ),
        ),
        migrations.AlterField(
            model_name="supply",
            name="source",
            field=models.CharField(blank=True, max_length=4000),
        ),
        migrations.AlterField(
            model_name="workforce",
            name="source",
            field=models.CharField(blank=True, max_length=4000),
        ),
    ]
