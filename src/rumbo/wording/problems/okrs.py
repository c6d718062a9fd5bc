"""What the codes of objectives and key results say."""

MESSAGES = {
    "okrs.not-a-number": {
        "en": ("«{value}» is not a number.", "Write digits and a point, or a percentage: 62%."),
        "es": (
            "«{value}» no es un número.",
            "Usa cifras y punto decimal, o un porcentaje: 62%.",
        ),
    },
    "okrs.too-many-places": {
        "en": ("«{value}» has more than six decimal places.", "Round it: six are kept."),
        "es": ("«{value}» tiene más de seis decimales.", "Redondéalo: se guardan seis."),
    },
    "okrs.not-a-date": {
        "en": ("«{value}» is not a date.", "Write it as 2017-11-22."),
        "es": ("«{value}» no es una fecha.", "Escríbela así: 2017-11-22."),
    },
    "okrs.not-a-share": {
        "en": ("«{value}» is not between 0 and 1.", "Write 0.6 or 60%."),
        "es": ("«{value}» no está entre 0 y 1.", "Escribe 0.6 o 60%."),
    },
    "okrs.not-a-confidence": {
        "en": ("A confidence of «{value}» is not on the scale.", "Choose a tenth from 0 to 1."),
        "es": (
            "Una confianza de «{value}» no está en la escala.",
            "Elige un décimo entre 0 y 1.",
        ),
    },
    "okrs.weight-below-zero": {
        "en": ("A weight of «{value}» is below zero.", "Use zero or more; 1 is usual."),
        "es": ("Un peso de «{value}» es negativo.", "Usa cero o más; lo normal es 1."),
    },
    "okrs.unclear-change": {
        "en": (
            "It is not clear how much «{value}» changes.",
            "Write `-15%` of the baseline, `+2 percentage points` or `-5 points`.",
        ),
        "es": (
            "No queda claro cuánto cambia «{value}».",
            "Escribe `-15%` sobre la línea base, `+2 percentage points` o `-5 points`.",
        ),
    },
    "okrs.change-of-nothing": {
        "en": ("A change of zero has nothing to measure.", "Say how far it should move."),
        "es": ("Un cambio de cero no se puede medir.", "Di cuánto debe moverse."),
    },
    "okrs.unclear-baseline": {
        "en": (
            "It is not clear what this is compared with.",
            (
                "Write `previous period`, `same period of the year before`, "
                "`{{period: 2017-Q3}}` or `{{value: 48.8}}`."
            ),
        ),
        "es": (
            "No queda claro con qué se compara.",
            (
                "Escribe `previous period`, `same period of the year before`, "
                "`{{period: 2017-Q3}}` o `{{value: 48.8}}`."
            ),
        ),
    },
    "okrs.unclear-hold": {
        "en": (
            "It is not clear what is to be held.",
            "Write `{{at-least: 100%}}`, `{{at-most: 48}}`, or both for between the two.",
        ),
        "es": (
            "No queda claro qué se debe mantener.",
            "Escribe `{{at-least: 100%}}`, `{{at-most: 48}}` o ambos: entre los dos.",
        ),
    },
    "okrs.hold-of-nothing": {
        "en": (
            "These bounds are always kept, or never.",
            "`at-least` is above zero, and below `at-most` where both are given.",
        ),
        "es": (
            "Estos límites se cumplen siempre o nunca.",
            "`at-least` es mayor que cero y, si están los dos, menor que `at-most`.",
        ),
    },
    "okrs.no-way-to-go": {
        "en": (
            "«{key}» is held or ticked off: `{word}` means nothing there.",
            "Leave `{word}` out, or give it an aim to `reach` or to `change`.",
        ),
        "es": (
            "«{key}» se mantiene o se marca como hecho: ahí `{word}` no dice nada.",
            "Quita `{word}` o dale un propósito con `reach` o `change`.",
        ),
    },
    "okrs.milestones-are-ticked": {
        "en": (
            "«{key}» has milestones, which people tick off.",
            "Leave `metric` and `by-hand` out, or give it another aim.",
        ),
        "es": (
            "«{key}» tiene hitos, que marcan las personas.",
            "Quita `metric` y `by-hand`, o dale otro propósito.",
        ),
    },
    "okrs.milestone-twice": {
        "en": ("The milestone «{key}» stands twice.", "Rename one: each has its own key."),
        "es": ("El hito «{key}» aparece dos veces.", "Cambia uno: cada cual tiene su clave."),
    },
    "okrs.period-outside": {
        "en": (
            "This period is not within the cycle, {start} to {last}.",
            "Choose a part of the cycle, or leave `period` out for all of it.",
        ),
        "es": (
            "Este periodo no cae dentro del ciclo, del {start} al {last}.",
            "Elige una parte del ciclo, o quita `period` para que sea todo él.",
        ),
    },
    "okrs.value-is-ticked": {
        "en": (
            "This key result is its milestones, and takes no value by hand.",
            "Tick off what is done; confidence and note are welcome.",
        ),
        "es": (
            "Este resultado clave son sus hitos y no admite un valor a mano.",
            "Marca lo que esté hecho; la confianza y la nota son bienvenidas.",
        ),
    },
    "okrs.done-in-the-future": {
        "en": ("{day} is still to come.", "Tick it off on the day it is done, or after."),
        "es": ("El {day} aún no ha llegado.", "Márcalo el día en que esté hecho, o después."),
    },
    "okrs.unclear-scope": {
        "en": (
            "It is not clear whose this is.",
            "Write `company`, `{{team: key}}` or `{{person: key}}`.",
        ),
        "es": (
            "No queda claro de quién es.",
            "Escribe `company`, `{{team: clave}}` o `{{person: clave}}`.",
        ),
    },
    "okrs.unknown-period": {
        "en": ("«{value}» names no period.", "Write 2017, 2017-Q4, 2017-11 or 2017-W34."),
        "es": ("«{value}» no nombra un periodo.", "Escribe 2017, 2017-Q4, 2017-11 o 2017-W34."),
    },
    "okrs.twice": {
        "en": (
            "The key «{key}» stands twice.",
            "Each objective and key result has a key of its own: rename one.",
        ),
        "es": (
            "La clave «{key}» aparece dos veces.",
            "Cada objetivo y resultado clave tiene la suya: cambia una.",
        ),
    },
    "okrs.shares-not-whole": {
        "en": (
            "«{key}» contributes {total} % in all.",
            "The shares of one objective add up to 100 %, so that nothing counts twice.",
        ),
        "es": (
            "«{key}» aporta un {total} % en total.",
            "Las partes de un objetivo suman 100 %, para que nada cuente dos veces.",
        ),
    },
    "okrs.loop": {
        "en": (
            "«{key}» contributes to itself, directly or through others.",
            "Remove one of the links.",
        ),
        "es": (
            "«{key}» contribuye a sí mismo, directamente o a través de otros.",
            "Quita uno de los enlaces.",
        ),
    },
    "okrs.unknown-objective": {
        "en": ("There is no objective «{key}».", "Check the key, or declare it in this file."),
        "es": (
            "No existe el objetivo «{key}».",
            "Revisa la clave o decláralo en este archivo.",
        ),
    },
    "okrs.unknown-objective+near": {
        "en": ("There is no objective «{key}».", "Did you mean «{near}»?"),
        "es": ("No existe el objetivo «{key}».", "¿Querías decir «{near}»?"),
    },
    "okrs.unknown-person": {
        "en": ("There is no person «{key}».", "Check the key, or load people.yaml first."),
        "es": ("No existe la persona «{key}».", "Revisa la clave o carga antes people.yaml."),
    },
    "okrs.unknown-person+near": {
        "en": ("There is no person «{key}».", "Did you mean «{near}»?"),
        "es": ("No existe la persona «{key}».", "¿Querías decir «{near}»?"),
    },
    "okrs.unknown-team": {
        "en": ("There is no team «{key}».", "Check the key, or load people.yaml first."),
        "es": ("No existe el equipo «{key}».", "Revisa la clave o carga antes people.yaml."),
    },
    "okrs.unknown-team+near": {
        "en": ("There is no team «{key}».", "Did you mean «{near}»?"),
        "es": ("No existe el equipo «{key}».", "¿Querías decir «{near}»?"),
    },
    "okrs.unknown-metric": {
        "en": ("There is no metric «{key}».", "Declare it in the folder `metrics` first."),
        "es": ("No existe la métrica «{key}».", "Declárala antes en la carpeta `metrics`."),
    },
    "okrs.unknown-metric+near": {
        "en": ("There is no metric «{key}».", "Did you mean «{near}»?"),
        "es": ("No existe la métrica «{key}».", "¿Querías decir «{near}»?"),
    },
    "okrs.one-measure": {
        "en": (
            "«{key}» needs one way to be measured.",
            "Name a `metric`, or give the unit of a value entered `by-hand`; not both.",
        ),
        "es": (
            "«{key}» necesita una forma de medirse.",
            "Nombra una `metric` o da en `by-hand` la unidad de un valor a mano; no ambas.",
        ),
    },
    "okrs.one-aim": {
        "en": (
            "«{key}» needs one aim.",
            "Give `reach`, `change`, `hold` or `milestones`; one of them.",
        ),
        "es": (
            "«{key}» necesita un propósito.",
            "Usa `reach`, `change`, `hold` o `milestones`; solo uno.",
        ),
    },
    "okrs.start-equals-target": {
        "en": (
            "«{key}» starts where it is to arrive.",
            "There is nothing to measure in between: change `start` or `reach`.",
        ),
        "es": (
            "«{key}» empieza donde debe llegar.",
            "No hay nada que medir entre medias: cambia `start` o `reach`.",
        ),
    },
    "okrs.by-hand-start": {
        "en": (
            "«{key}» is entered by hand and does not say where it starts.",
            "Add `start`, or `against: {{value: …}}`.",
        ),
        "es": (
            "«{key}» se anota a mano y no dice dónde empieza.",
            "Añade `start` o `against: {{value: …}}`.",
        ),
    },
    "okrs.value-is-measured": {
        "en": (
            "This key result is measured from records and takes no value by hand.",
            "Leave the value out; confidence and note are welcome.",
        ),
        "es": (
            "Este resultado clave se mide con los registros y no admite un valor a mano.",
            "Quita el valor; la confianza y la nota son bienvenidas.",
        ),
    },
    "okrs.value-missing": {
        "en": ("This key result is entered by hand.", "Give the value it has reached."),
        "es": ("Este resultado clave se anota a mano.", "Indica el valor alcanzado."),
    },
    "okrs.note-too-long": {
        "en": ("The note is longer than {limit} characters.", "Keep to what others need."),
        "es": ("La nota tiene más de {limit} caracteres.", "Quédate con lo necesario."),
    },
    "okrs.key-taken": {
        "en": (
            "«{key}» belongs to another cycle or objective.",
            "A key names one thing for good: choose another.",
        ),
        "es": (
            "«{key}» pertenece a otro ciclo u objetivo.",
            "Una clave nombra una sola cosa para siempre: elige otra.",
        ),
    },
}
