"""What the codes of recognition say."""

MESSAGES = {
    "boards.level": {
        "en": (
            "The board «{key}» does not say clearly whom it ranks.",
            "With `of: teams` name their `level`; with `of: people` leave it out.",
        ),
        "es": (
            "El tablero «{key}» no dice con claridad a quién clasifica.",
            "Con `of: teams` indica su `level`; con `of: people` quítalo.",
        ),
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
