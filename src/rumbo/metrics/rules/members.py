"""The memberships of people as if they were a dataset: what metrics of people count."""

from rumbo.kernel.texts import Text
from rumbo.metrics.rules.level import At, Level
from rumbo.records.rules.dataset import Dataset, Field, FieldKind

KEY = "people"
PERSON, HOURS = "person", "hours"
STARTS, ENDS = "valid_from", "valid_before"
MEMBERS = Dataset(
    key=KEY,
    key_field=PERSON,
    name=Text("People", "Personas"),
    means=Text(
        "That a person was in a team, from a day and before another.",
        "Que una persona estuvo en un equipo, desde un día y hasta antes de otro.",
    ),
    fields=(
        Field(PERSON, FieldKind.PERSON, Text("Person", "Persona")),
        Field("team", FieldKind.TEXT, Text("Team", "Equipo")),
        Field("role", FieldKind.TEXT, Text("Role", "Puesto")),
        Field("country", FieldKind.TEXT, Text("Country", "País")),
        Field(HOURS, FieldKind.DECIMAL, Text("Share of the hours", "Parte de la jornada")),
        Field("valid-from", FieldKind.DATE, Text("In the team from", "En el equipo desde")),
        Field("valid-before", FieldKind.DATE, Text("In it before", "En él hasta antes de")),
    ),
    credited_to=PERSON,
    dated_by=("valid-from",),
    stored_as="roster_membership",
)


def membership(at: At) -> Level:
    """People are counted on the days on which they are in a team."""
    return Level(start=STARTS, before=ENDS, at=at)
