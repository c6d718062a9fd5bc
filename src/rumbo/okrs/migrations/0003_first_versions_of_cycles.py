"""Each cycle as it stands becomes its first version, known since its first state or version."""

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.models import Min

FIELDS = ("name_en", "name_es", "grain", "start", "before")


def give_versions(apps: Apps, _editor: BaseDatabaseSchemaEditor) -> None:
    versions = apps.get_model("okrs", "CycleVersion").objects
    for cycle in apps.get_model("okrs", "Cycle").objects.all():
        first = cycle.objectives.aggregate(first=Min("versions__known_from"))["first"]
        values = {name: getattr(cycle, name) for name in FIELDS}
        versions.create(cycle=cycle, known_from=first or 0, **values)


def take_versions(apps: Apps, _editor: BaseDatabaseSchemaEditor) -> None:
    for version in apps.get_model("okrs", "CycleVersion").objects.filter(known_before=None):
        values = {name: getattr(version, name) for name in FIELDS}
        apps.get_model("okrs", "Cycle").objects.filter(pk=version.cycle_id).update(**values)
    apps.get_model("okrs", "CycleVersion").objects.all().delete()


class Migration(migrations.Migration):
    dependencies = [("okrs", "0002_versions_of_cycles")]

    operations = [migrations.RunPython(give_versions, take_versions)]
