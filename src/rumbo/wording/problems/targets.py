"""What the codes of targets say."""

MESSAGES = {
    "targets.not-a-number": {
        "en": ("«{value}» is not a number.", "Write digits and a point: 50000 or 0.62."),
        "es": ("«{value}» no es un número.", "Usa cifras y punto decimal: 50000 o 0.62."),
    },
    "targets.not-above-zero": {
        "en": (
            "A target of «{value}» cannot be attained.",
            "Give an amount above zero, or leave the target out: no target, no attainment.",
        ),
        "es": (
            "Una meta de «{value}» no se puede cumplir.",
            "Pon un importe mayor que cero o quita la meta: sin meta no hay cumplimiento.",
        ),
    },
    "targets.unknown-period": {
        "en": ("«{value}» names no period.", "Write 2017, 2017-Q4, 2017-11 or 2017-W34."),
        "es": ("«{value}» no nombra un periodo.", "Escribe 2017, 2017-Q4, 2017-11 o 2017-W34."),
    },
    "targets.unknown-scope": {
        "en": (
            "It is not clear whose target this is.",
            "Write `company`, `{{team: key}}` or `{{person: key}}`.",
        ),
        "es": (
            "No queda claro de quién es esta meta.",
            "Escribe `company`, `{{team: clave}}` o `{{person: clave}}`.",
        ),
    },
    "targets.twice": {
        "en": ("«{scope}» has two targets in this file.", "Keep one of them."),
        "es": ("«{scope}» tiene dos metas en este archivo.", "Deja solo una."),
    },
    "targets.unknown-owner": {
        "en": (
            "There is no person or team «{scope}».",
            "Check the key, or load people.yaml first.",
        ),
        "es": (
            "No existe la persona o el equipo «{scope}».",
            "Revisa la clave o carga antes people.yaml.",
        ),
    },
}
