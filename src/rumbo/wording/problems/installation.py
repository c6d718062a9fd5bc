"""What is said when the machine that Rumbo runs on has run out of something."""

MESSAGES = {
    "installation.disk-full": {
        "en": (
            "The disk is full.",
            "Free some space where the data lies ({home}) and do the same again.",
        ),
        "es": (
            "El disco está lleno.",
            "Libera espacio donde están los datos ({home}) y vuelve a hacer lo mismo.",
        ),
    },
    "installation.out-of-memory": {
        "en": ("There was not enough memory.", "Give Rumbo more and do the same again."),
        "es": ("No alcanzó la memoria.", "Dale más a Rumbo y vuelve a hacer lo mismo."),
    },
}
