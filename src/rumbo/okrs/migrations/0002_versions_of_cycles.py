"""A cycle's name and dates may be asked as of a moment: they become versions."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("okrs", "0001_cycles_objectives_and_check_ins")]

    operations = [
        migrations.CreateModel(
            name="CycleVersion",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("known_from", models.BigIntegerField()),
                ("known_before", models.BigIntegerField(null=True)),
                ("name_en", models.CharField(max_length=200)),
                ("name_es", models.CharField(max_length=200)),
                ("grain", models.CharField(max_length=10)),
                ("start", models.DateField()),
                ("before", models.DateField()),
                (
                    "cycle",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="versions",
                        to="okrs.cycle",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("before__gt", models.F("start"))),
                        name="okrs_cycle_version_rises",
                    ),
                    models.UniqueConstraint(
                        models.F("cycle"),
                        condition=models.Q(("known_before__isnull", True)),
                        name="okrs_one_cycle_believed",
                    ),
                ]
            },
        ),
    ]
