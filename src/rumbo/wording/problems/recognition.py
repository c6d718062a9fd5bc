"""What the codes of recognition say."""

MESSAGES = {
    "boards.level": {
        "en": (
            "The board «{key}» does not say clearly whom it ranks.",
            "`of: teams` takes a `level`, `of: field` a `field`, and `of: people` neither.",
        ),
        "es": (
            "El tablero «{key}» no dice con claridad a quién clasifica.",
            "`of: teams` lleva `level`, `of: field` lleva `field`, y `of: people` ninguno.",
        ),
    },
    "boards.unknown-field": {
        "en": (
            "The metric «{metric}» cannot be ranked by «{field}».",
            "Fields it has: {known}.",
        ),
        "es": (
            "La métrica «{metric}» no se puede clasificar por «{field}».",
            "Campos que tiene: {known}.",
        ),
    },
    "boards.unknown-field+near": {
        "en": (
            "The metric «{metric}» cannot be ranked by «{field}».",
            "Did you mean «{near}»?",
        ),
        "es": (
            "La métrica «{metric}» no se puede clasificar por «{field}».",
            "¿Querías decir «{near}»?",
        ),
    },
    "boards.taken": {
        "en": ("There is a board «{key}» already.", "Give this one another name."),
        "es": ("Ya hay un tablero «{key}».", "Ponle otro nombre a este."),
    },
    "boards.unknown-metric": {
        "en": ("There is no metric «{key}».", "Declare it in the folder `metrics` first."),
        "es": ("No existe la métrica «{key}».", "Declárala antes en la carpeta `metrics`."),
    },
    "boards.unknown-metric+near": {
        "en": ("There is no metric «{key}».", "Did you mean «{near}»?"),
        "es": ("No existe la métrica «{key}».", "¿Querías decir «{near}»?"),
    },
}
