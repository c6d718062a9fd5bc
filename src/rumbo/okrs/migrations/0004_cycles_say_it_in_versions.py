"""The versions say it now. The way back would need the dates of every cycle: there is none."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("okrs", "0003_first_versions_of_cycles")]

    operations = [
        migrations.RemoveConstraint("cycle", "okrs_cycle_rises"),
        migrations.RemoveField("cycle", "name_en"),
        migrations.RemoveField("cycle", "name_es"),
        migrations.RemoveField("cycle", "grain"),
        migrations.RemoveField("cycle", "start"),
        migrations.RemoveField("cycle", "before"),
    ]
