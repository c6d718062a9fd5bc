"""Each source of a dataset may have a patience of its own: its last look is looked up."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("records", "0005_rejected_rows_whole")]

    operations = [
        migrations.AddIndex(
            model_name="look",
            index=models.Index(
                models.F("dataset"),
                models.F("source"),
                models.OrderBy(models.F("position"), descending=True),
                name="records_look_of_source",
            ),
        ),
    ]
