"""A look that brought nothing new is news too."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("records", "0002_corrections_by_hand")]

    operations = [
        migrations.CreateModel(
            name="Look",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("dataset", models.CharField(max_length=60)),
                ("source", models.CharField(max_length=60)),
                ("at", models.DateTimeField()),
                ("position", models.BigIntegerField()),
            ],
            options={
                "indexes": [
                    models.Index(
                        models.F("dataset"),
                        models.OrderBy(models.F("position"), descending=True),
                        name="records_look_of_dataset",
                    )
                ]
            },
        ),
    ]
