from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("delivery", "0005_tell_of_withdrawal"),
    ]

    operations = [
        migrations.AlterField(
            model_name="pack",
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
        migrations.AlterField(
            model_name="packdraft",
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
    ]
