"""Asked as of a moment, whoever was added later is not there."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("people", "0001_initial")]

    operations = [
        migrations.AddField("person", "known_from", models.BigIntegerField(default=0)),
        migrations.AddField("team", "known_from", models.BigIntegerField(default=0)),
    ]
