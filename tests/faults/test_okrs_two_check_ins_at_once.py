"""Two people send the same form at the same moment: one is written, the other is told."""

from concurrent.futures import ThreadPoolExecutor
from decimal import Decimal
from threading import Barrier

import pytest
from django.db import connection

from rumbo.history import queries as history
from rumbo.okrs import operations
from rumbo.okrs.models import CheckIn
from rumbo.okrs.values import CheckInGiven
from tests.acme_okrs import HALFWAY, NOVEMBER, declared_acme, viewer


@pytest.mark.django_db(transaction=True)
def test_one_is_written_and_the_other_is_told() -> None:
    declared_acme()
    together = Barrier(2)

    def send(who: str) -> str:
        reader = viewer(who)
        given = CheckInGiven(HALFWAY, Decimal(5), after=0)
        together.wait(timeout=10)
        try:
            operations.check_in("ana-visits", given, viewer=reader, at=NOVEMBER)
        except operations.AlreadyCheckedIn:
            return "told"
        finally:
            connection.close()
        return "written"

    with ThreadPoolExecutor(2) as threads:
        outcomes = list(threads.map(send, ["ana", "mar"]))
    assert sorted(outcomes) == ["told", "written"]
    assert CheckIn.objects.count() == 1
    assert history.verify() == ()
