from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("evidence", "0009_files_on_their_way"),
    ]

    operations = [
        migrations.AddField(
            model_name="source",
            name="as_of",
            field=models.CharField(blank=True, max_length=10),
        ),
    ]
