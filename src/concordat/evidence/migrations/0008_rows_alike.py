from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("evidence", "0007_deposit_search"),
    ]

    operations = [
        migrations.AlterField(
            model_name="collection",
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
            model_name="work",
            name="visibility",
            field=models.CharField(
                choices=[
                    ("public", "public"),
                    ("parties", "parties"),
                    ("own party", "own party"),
                    ("own service", "own service"),
                    ("match", "match"),
                ],
                default="public",
                max_length=16,
            ),
        ),
    ]
