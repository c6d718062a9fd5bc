"""A member works for a share of the hours, in a role and a country."""

from decimal import Decimal

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("people", "0003_erasure")]

    operations = [
        migrations.AddField("membership", "country", models.CharField(blank=True, max_length=60)),
        migrations.AddField(
            "membership",
            "hours",
            models.DecimalField(decimal_places=6, default=Decimal(1), max_digits=7),
        ),
        migrations.AddField("membership", "role", models.CharField(blank=True, max_length=60)),
        migrations.AddConstraint(
            "membership",
            models.CheckConstraint(
                condition=models.Q(hours__gt=0, hours__lte=1), name="people_hours_are_a_share"
            ),
        ),
    ]
