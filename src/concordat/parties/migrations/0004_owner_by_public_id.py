from django.db import migrations

from concordat.parties.migrations._owners import by_public_id


class Migration(migrations.Migration):
    dependencies = [("parties", "0003_edited")]

    operations = by_public_id("parties", "agreement", "commitment")
