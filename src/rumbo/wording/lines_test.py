"""Each kind of line says in one sentence, in both languages, why it pays what it pays."""

from dataclasses import dataclass, replace
from decimal import Decimal

import pytest

from rumbo.kernel.calendar import Period, parse_period
from rumbo.wording.lines import sentence


@dataclass(frozen=True)
class Correction:
    """What an adjustment corrects."""

    period: Period
    line: int | None
    was: Decimal
    now: Decimal


@dataclass(frozen=True)
class Line:
    """200.00 of a deal that lifts the total from 800.00 to 1 000.00, at 4.5 %."""

    kind: str = "earning"
    shape: str = "marginal"
    reason: str = ""
    record: str = "d1"
    base: Decimal = Decimal("200.00")
    rate: Decimal = Decimal("0.045")
    amount: Decimal = Decimal("9.00")
    currency: str = "EUR"
    band: int = 1
    band_from: Decimal | None = Decimal("500")
    band_share: Decimal | None = None
    start: Decimal = Decimal("800.00")
    end: Decimal = Decimal("1000.00")
    target: Decimal | None = None
    corrects: Correction | None = None


EARNED = Line()
CORRECTION = Correction(parse_period("2026-Q1"), 7, Decimal("10.00"), Decimal("5.00"))
ADJUSTMENT = Line(kind="adjustment", reason="changed", corrects=CORRECTION)


@pytest.mark.parametrize(
    ("line", "english", "spanish"),
    [
        (
            EARNED,
            (
                "4.5% of €200.00 is €9.00: from €800.00 to €1,000.00 of the running total, in "
                "the band from €500."
            ),
            (
                "El 4,5 % de 200,00 € son 9,00 €: de 800,00 € a 1.000,00 € del acumulado, en "
                "la banda desde 500 €."
            ),
        ),
        (
            replace(EARNED, base=Decimal("-200.00"), amount=Decimal("-9.00")),
            (
                "4.5% of -€200.00 is -€9.00: the running total goes back to €1,000.00, in the "
                "band from €500."
            ),
            (
                "El 4,5 % de -200,00 € son -9,00 €: el acumulado baja a 1.000,00 €, en la "
                "banda desde 500 €."
            ),
        ),
        (
            replace(EARNED, band_share=Decimal("0.5"), target=Decimal("1000.00")),
            (
                "4.5% of €200.00 is €9.00: from €800.00 to €1,000.00 of the running total, in "
                "the band from 50% of the quota of €1,000."
            ),
            (
                "El 4,5 % de 200,00 € son 9,00 €: de 800,00 € a 1.000,00 € del acumulado, en "
                "la banda desde el 50 % de la cuota de 1.000 €."
            ),
        ),
        (
            replace(EARNED, shape="flat"),
            "4.5% of €200.00 is €9.00.",
            "El 4,5 % de 200,00 € son 9,00 €.",
        ),
        (
            replace(EARNED, shape="whole"),
            (
                "4.5% of €200.00 is €9.00: the period stands in the band from €500, "
                "which pays for all of it."
            ),
            (
                "El 4,5 % de 200,00 € son 9,00 €: el periodo está en la banda desde 500 €, "
                "que paga por todo él."
            ),
        ),
        (
            replace(EARNED, band=0),
            "€200.00 lies below the first band and pays nothing yet.",
            "200,00 € queda por debajo de la primera banda y aún no paga nada.",
        ),
        (
            replace(EARNED, kind="forgone", reason="no-target"),
            "€200.00 pays nothing yet: without a quota there is no attainment.",
            "200,00 € aún no paga nada: sin cuota no hay cumplimiento.",
        ),
        (
            ADJUSTMENT,
            (
                "Correction of line 7 of Q1 2026: this record changed. It was €10.00 and is "
                "now €5.00."
            ),
            (
                "Corrección de la línea 7 de T1 2026: este registro cambió. Eran 10,00 € y "
                "ahora son 5,00 €."
            ),
        ),
        (
            replace(ADJUSTMENT, reason="late", corrects=replace(CORRECTION, line=None)),
            (
                "Correction of Q1 2026: this record arrived after the period was closed. It "
                "was €10.00 and is now €5.00."
            ),
            (
                "Corrección de T1 2026: este registro llegó después de cerrarse el periodo. "
                "Eran 10,00 € y ahora son 5,00 €."
            ),
        ),
    ],
    ids=lambda value: value.kind + value.shape if isinstance(value, Line) else "",
)
def test_the_sentence_of_a_line(line: Line, english: str, spanish: str) -> None:
    assert plain(sentence(line, language="en", locale="en")) == english
    assert plain(sentence(line, language="es", locale="es")) == spanish


@pytest.mark.parametrize("reason", ["gone", "target", "running-total"])
def test_every_cause_of_a_correction_has_its_words(reason: str) -> None:
    line = replace(ADJUSTMENT, reason=reason)
    assert sentence(line, language="en", locale="en") != sentence(
        line, language="es", locale="es"
    )


def plain(text: str) -> str:
    return text.replace("\N{NO-BREAK SPACE}", " ").replace("\N{NARROW NO-BREAK SPACE}", " ")
