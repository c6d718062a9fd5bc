"""Digests of bodies that may hold personal values are keyed; those kept so far are made so."""

from django.db import migrations
from django.db.models import Q

from rumbo.pushes.digests import keyed
from rumbo.vault.disk import leaving_no_bytes

AT_ONCE = 500
SEALED = '{"_personal":'


def key_digests(apps, _schema_editor):
    delivery = apps.get_model("pushes", "Delivery")
    entry = apps.get_model("records", "LogEntry")
    sealed = entry.objects.filter(payload__startswith=SEALED)
    datasets = list(sealed.order_by().values_list("dataset", flat=True).distinct())
    found = delivery.objects.filter(Q(verdict="refused") | Q(dataset__in=datasets))
    with leaving_no_bytes():
        last = 0
        # By key and not by an open cursor: no row that was keyed may be met again.
        while part := list(found.filter(pk__gt=last).order_by("pk")[:AT_ONCE]):
            for row in part:
                row.digest = keyed(row.digest)
            delivery.objects.bulk_update(part, ["digest"])
            last = part[-1].pk


class Migration(migrations.Migration):
    dependencies = [
        ("pushes", "0001_keys_and_deliveries"),
        ("records", "0006_looks_by_source"),
    ]

    operations = [migrations.RunPython(key_digests, migrations.RunPython.noop)]
