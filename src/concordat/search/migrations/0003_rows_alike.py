from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("search", "0002_reviews"),
    ]

    operations = [
        migrations.AlterField(
            model_name="savedstrategy",
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
