"""Say of each aim declared so far what it is measured against, as its columns already tell."""

from django.db import migrations


def name_baselines(apps, schema_editor):
    versions = apps.get_model("okrs", "KeyResultVersion").objects
    versions.filter(baseline_start__isnull=False).update(against="period")
    versions.filter(baseline__isnull=False).update(against="value")


class Migration(migrations.Migration):
    dependencies = [("okrs", "0005_aims_to_hold_and_milestones")]
    operations = [migrations.RunPython(name_baselines, migrations.RunPython.noop)]
