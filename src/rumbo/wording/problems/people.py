"""What the codes of people say."""

MESSAGES = {
    "people.unknown-time-zone": {
        "en": (
            "«{value}» is not a time zone.",
            "Write it as the IANA database does, such as Europe/Madrid or America/Bogota.",
        ),
        "es": (
            "«{value}» no es una zona horaria.",
            "Escríbela como la base de datos IANA: Europe/Madrid, America/Bogota…",
        ),
    },
    "people.twice": {
        "en": ("«{key}» stands twice.", "Each key names one person or one team: rename one."),
        "es": (
            "«{key}» aparece dos veces.",
            "Cada clave nombra a una sola persona o equipo: cambia una de las dos.",
        ),
    },
    "people.unknown-team": {
        "en": (
            "There is no team «{key}» above this line.",
            "Check the spelling, or list the team first: the one that contains others above.",
        ),
        "es": (
            "No hay ningún equipo «{key}» antes de esta línea.",
            "Revisa cómo está escrito o declara antes ese equipo: arriba, el que contiene.",
        ),
    },
}
