"""What the codes of the library of objectives say."""

MESSAGES = {
    "okrs.nothing-chosen": {
        "en": ("No key result is chosen.", "Choose at least one: it shows what is reached."),
        "es": ("No hay ningún resultado clave elegido.", "Elige al menos uno: es lo que mide."),
    },
    "okrs.name-length": {
        "en": (
            "The name is missing, or longer than {limit} characters.",
            "Write one sentence.",
        ),
        "es": ("Falta el nombre o pasa de {limit} caracteres.", "Escribe una frase."),
    },
    "okrs.owner-missing": {
        "en": ("Nobody answers for this objective.", "Choose a person."),
        "es": ("Nadie responde de este objetivo.", "Elige a una persona."),
    },
    "okrs.fill-missing": {
        "en": ("This is still open.", "Write it in up to {limit} characters."),
        "es": ("Falta por rellenar.", "Escríbelo en {limit} caracteres como máximo."),
    },
    "okrs.cycle-missing": {
        "en": ("This cycle cannot be begun.", "Choose one of the list."),
        "es": ("Este ciclo no se puede empezar.", "Elige uno de la lista."),
    },
    "okrs.unknown-pattern": {
        "en": (
            "The library has no key result {number}.",
            "Its numbers go from 1.1 to 15.3; leave `library` out for one of your own.",
        ),
        "es": (
            "La biblioteca no tiene el resultado clave {number}.",
            "Sus números van de 1.1 a 15.3; quita `library` si es uno propio.",
        ),
    },
    "okrs.pattern-asks": {
        "en": (
            "«{name}» stands in braces, and nothing asks for it.",
            "Add it under `asks`, or write the text without braces.",
        ),
        "es": (
            "«{name}» está entre llaves y nada lo pregunta.",
            "Añádelo en `asks` o escribe el texto sin llaves.",
        ),
    },
}
