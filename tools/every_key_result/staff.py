"""Who works for Tueste y Taza, in which team, from when, and for which share of the hours.

The list is `data/memberships.csv`: half-open, one row per stretch of one team and one share.
"""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

LONG_AGO = date(2024, 1, 1)
FULL = Decimal(1)


@dataclass(frozen=True, slots=True)
class Stretch:
    """That a person was in a team from a day and before another, for a share of the hours."""

    person: str
    team: str
    start: date = LONG_AGO
    before: date | None = None
    hours: Decimal = FULL

    def holds(self, day: date) -> bool:
        return self.start <= day and (self.before is None or day < self.before)


def _moves(person: str, *steps: tuple[date, str, str]) -> tuple[Stretch, ...]:
    """A person's stretches: each begins on its day and ends where the next begins."""
    ends = (*(each[0] for each in steps[1:]), None)
    return tuple(
        Stretch(person, team, start, before, Decimal(hours))
        for (start, team, hours), before in zip(steps, ends, strict=True)
    )


MANAGERS = {
    "madrid": "Lucía Ferrándiz",
    "valencia": "Vicent Lloret",
    "cdmx": "Ximena Arroyo",
    "guadalajara": "Héctor Zepeda",
}
STAFF: tuple[Stretch, ...] = (
    *(Stretch(manager, office) for office, manager in MANAGERS.items()),
    Stretch("Álvaro Quintana", "madrid"),
    # Half the hours from mid-July 2026 on, in the middle of the quarter.
    *_moves("Marta Cebrián", (LONG_AGO, "madrid", "1"), (date(2026, 7, 13), "madrid", "0.5")),
    Stretch("Iker Olaizola", "madrid", date(2026, 2, 16)),
    # Leaves sales for marketing in the middle of the quarter.
    *_moves("Noelia Prats", (LONG_AGO, "madrid", "1"), (date(2026, 8, 17), "marketing", "1")),
    Stretch("Carmen Bou", "valencia"),
    *_moves("Jordi Salvà", (LONG_AGO, "valencia", "1"), (date(2026, 5, 18), "madrid", "1")),
    Stretch("Amparo Gisbert", "valencia", hours=Decimal("0.5")),
    Stretch("Diego Altamirano", "cdmx"),
    Stretch("Fernanda Uribe", "cdmx"),
    *_moves("Rodrigo Tejeda", (LONG_AGO, "cdmx", "1"), (date(2025, 8, 11), "guadalajara", "1")),
    *_moves("Paola Escamilla", (LONG_AGO, "cdmx", "1"), (date(2026, 5, 4), "cdmx", "0.75")),
    Stretch("Brenda Covarrubias", "guadalajara"),
    Stretch("Luis Ángel Padilla", "guadalajara"),
    Stretch("Sofía Ledezma", "guadalajara", before=date(2026, 8, 1)),
    Stretch("Tomás Ibarra", "guadalajara", date(2026, 8, 3)),
    Stretch("Clara Montesinos", "marketing"),
    Stretch("Emilio Barragán", "marketing", date(2025, 3, 3)),
    Stretch("Beatriz Olmedo", "direccion"),
    Stretch("Gerardo Nieto", "direccion"),
    Stretch("Inés Valdivia", "direccion"),
)
OFFICES = tuple(MANAGERS)
MEXICAN = frozenset({"cdmx", "guadalajara"})


def place_of(person: str, day: date) -> Stretch | None:
    """Where a person was on a day."""
    return next((each for each in STAFF if each.person == person and each.holds(day)), None)


def sales_people(day: date) -> tuple[Stretch, ...]:
    """Members of the offices on a day, managers included."""
    return tuple(each for each in STAFF if each.team in OFFICES and each.holds(day))


def sellers(day: date, teams: tuple[str, ...] = OFFICES) -> tuple[str, ...]:
    """Who sells on a day in some offices; managers do not carry deals of their own."""
    found = (each for each in sales_people(day) if each.team in teams)
    return tuple(each.person for each in found if each.person != MANAGERS[each.team])
