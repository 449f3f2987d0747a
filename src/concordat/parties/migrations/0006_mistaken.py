from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("parties", "0005_withdrawn"),
    ]

    operations = [
        migrations.AddField(
            model_name="signature",
            name="mistaken",
            field=models.BooleanField(default=False),
        ),
        migrations.AddField(
            model_name="support",
            name="mistaken",
            field=models.BooleanField(default=False),
        ),
    ]
