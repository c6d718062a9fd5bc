"""What the codes of push keys say."""

MESSAGES = {
    "push.key-name": {
        "en": (
            "«{value}» cannot name a push key.",
            "Use lower-case letters, digits and hyphens, such as crm-nightly.",
        ),
        "es": (
            "«{value}» no puede nombrar una llave de envío.",
            "Usa minúsculas, cifras y guiones, como crm-nocturno.",
        ),
    },
    "push.key-title": {
        "en": (
            "The push key has no name.",
            "Say in at most {limit} characters which program uses it.",
        ),
        "es": (
            "La llave de envío no tiene nombre.",
            "Di en {limit} caracteres como mucho qué programa la usa.",
        ),
    },
    "push.key-source": {
        "en": (
            "«{value}» cannot name a source.",
            "Use letters, digits and . _ ~ : / @ + -, at most {limit}, without spaces.",
        ),
        "es": (
            "«{value}» no puede nombrar una fuente.",
            "Usa letras, cifras y . _ ~ : / @ + -, {limit} como mucho, sin espacios.",
        ),
    },
    "push.key-datasets": {
        "en": ("The push key may write to nothing.", "Choose at least one dataset."),
        "es": ("La llave de envío no puede escribir en nada.", "Elige al menos un conjunto."),
    },
    "push.key-rate": {
        "en": (
            "That many events a minute cannot be allowed.",
            "Choose a number from 1 to {limit}.",
        ),
        "es": (
            "No se puede permitir esa cantidad de eventos por minuto.",
            "Elige un número de 1 a {limit}.",
        ),
    },
    "push.key-day": {
        "en": ("«{value}» is not a day.", "Choose the last day in the calendar."),
        "es": ("«{value}» no es un día.", "Elige el último día en el calendario."),
    },
    "push.key-past": {
        "en": ("The last day, {value}, is over already.", "Choose a later one, or none."),
        "es": ("El último día, {value}, ya pasó.", "Elige uno posterior o ninguno."),
    },
    "push.key-overlap": {
        "en": ("«{value}» is not a number of hours from 0 to 8760.", "Write whole hours."),
        "es": ("«{value}» no es un número de horas de 0 a 8760.", "Escribe horas enteras."),
    },
    "push.key-unknown": {
        "en": ("There is no push key «{name}».", "«rumbo keys list» shows those there are."),
        "es": (
            "No hay ninguna llave de envío «{name}».",
            "«rumbo keys list» muestra las que hay.",
        ),
    },
    "push.key-exists": {
        "en": (
            "There is a push key «{name}» already.",
            "Rotate it to get another secret, or choose another name.",
        ),
        "es": (
            "Ya hay una llave de envío «{name}».",
            "Rótala para tener otro secreto o elige otro nombre.",
        ),
    },
    "push.key-over": {
        "en": ("The push key «{name}» was revoked or has expired.", "Make another one."),
        "es": ("La llave de envío «{name}» fue revocada o ha caducado.", "Crea otra."),
    },
}
