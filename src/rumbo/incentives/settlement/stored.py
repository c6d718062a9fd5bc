"""Lines as they are stored in a sealed document, and back."""

from collections.abc import Mapping
from datetime import date
from typing import cast

from rumbo.incentives.rules.line import Line, LineKind
from rumbo.incentives.rules.plan import MILLION
from rumbo.incentives.settlement.lines import COLUMNS

STORED = ("line", *COLUMNS)


def line_of(row: Mapping[str, object]) -> Line:
    """A line from a stored row by column; a base is stored as minor units and millionths."""

    def text(name: str) -> str:
        return cast("str", row[name])

    def whole(name: str) -> int:
        return cast("int", row[name])

    return Line(
        number=whole("line"),
        payee=text("payee"),
        component=text("component"),
        kind=LineKind(text("kind")),
        dataset=text("dataset"),
        record=text("record"),
        version=whole("version"),
        day=cast("date", row["day"]),
        seat=whole("seat"),
        credited=whole("credited"),
        base=whole("base_minor") * MILLION + whole("base_micro"),
        band=whole("band"),
        band_start=whole("band_start"),
        rate=whole("rate"),
        before=whole("before_minor"),
        after=whole("after_minor"),
        target=cast("int | None", row["target"]),
        currency=text("currency"),
        amount=whole("amount"),
        reason=text("reason"),
        corrects_run=text("corrects_run"),
        corrects_line=cast("int | None", row["corrects_line"]),
        cause=cast("int | None", row["cause"]),
        was=cast("int | None", row["was"]),
    )
