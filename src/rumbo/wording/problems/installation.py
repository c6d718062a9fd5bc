"""What is said when the machine that Rumbo runs on has run out of something."""

MESSAGES = {
    "installation.disk-full": {
        "en": (
            "The disk is full.",
            "Free some space where the data lies ({home}) and do the same again: what is done"
            " already is not done twice.",
        ),
        "es": (
            "El disco está lleno.",
            "Libera espacio donde están los datos ({home}) y vuelve a hacer lo mismo: lo que ya"
            " se hizo no se hace dos veces.",
        ),
    },
    "installation.out-of-memory": {
        "en": (
            "There was not enough memory.",
            "Give Rumbo more memory and do the same again: what is done already is not done"
            " twice.",
        ),
        "es": (
            "No alcanzó la memoria.",
            "Dale más memoria a Rumbo y vuelve a hacer lo mismo: lo que ya se hizo no se hace"
            " dos veces.",
        ),
    },
}
