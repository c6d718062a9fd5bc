"""The sentences by which a figure is explained, by code, in both languages."""

from collections.abc import Mapping

PHRASES: Mapping[str, Mapping[str, str]] = {
    "metric.counts": {
        "en": "Counts the records of {dataset}.",
        "es": "Cuenta los registros de {dataset}.",
    },
    "metric.tells-apart": {
        "en": "Counts the different values of “{of}” in {dataset}.",
        "es": "Cuenta los valores distintos de «{of}» en {dataset}.",
    },
    "metric.counts-new": {
        "en": "Counts the values of “{of}” in {dataset} that were never seen before.",
        "es": "Cuenta los valores de «{of}» en {dataset} que no se habían visto nunca.",
    },
    "metric.sums": {
        "en": "Adds up “{of}” of {dataset}.",
        "es": "Suma «{of}» de {dataset}.",
    },
    "metric.averages": {
        "en": "Averages “{of}” over the records of {dataset} that have it.",
        "es": "Promedia «{of}» en los registros de {dataset} que lo tienen.",
    },
    "metric.shares": {
        "en": "The share of the records of {dataset} for which “{of}” holds.",
        "es": "La parte de los registros de {dataset} que cumplen «{of}».",
    },
    "metric.least": {
        "en": "The least “{of}” among the records of {dataset}.",
        "es": "El menor «{of}» de los registros de {dataset}.",
    },
    "metric.most": {
        "en": "The greatest “{of}” among the records of {dataset}.",
        "es": "El mayor «{of}» de los registros de {dataset}.",
    },
    "metric.median": {
        "en": "The median of “{of}”: half of the records of {dataset} that have it lie below.",
        "es": "La mediana de «{of}»: la mitad de los registros de {dataset} quedan por debajo.",
    },
    "metric.percentile": {
        "en": "The least “{of}” with {rank} of the records of {dataset} at or below it.",
        "es": "El menor «{of}» que no superan el {rank} de los registros de {dataset}.",
    },
    "metric.adds-last": {
        "en": "Adds up the last known “{of}” of {dataset}.",
        "es": "Suma el último «{of}» conocido de {dataset}.",
    },
    "metric.converts": {
        "en": "Of the records of {dataset} that entered, the share that came so far.",
        "es": "De los registros de {dataset} que entraron, la parte que llegó hasta ahí.",
    },
    "metric.counts-people": {"en": "Counts people.", "es": "Cuenta personas."},
    "metric.adds-hours": {
        "en": "Adds up people by their share of the hours: full-time equivalents.",
        "es": "Suma personas según su parte de la jornada: equivalentes a tiempo completo.",
    },
    "metric.shares-people": {
        "en": "The share of the people who have what follows.",
        "es": "La parte de las personas que tienen lo que sigue.",
    },
    "metric.itself-within": {
        "en": "“{field}” must lie within {days} days of that day.",
        "es": "«{field}» debe quedar dentro de los {days} días siguientes.",
    },
    "metric.itself-in-last": {
        "en": "“{field}” must lie in the {days} days that end with that day.",
        "es": "«{field}» debe quedar en los {days} días que terminan ese día.",
    },
    "metric.itself-by-then": {
        "en": "“{field}” must have come by that day.",
        "es": "«{field}» debe haber llegado para ese día.",
    },
    "metric.itself-in-force": {
        "en": "It must be in force on that day, from “{field}” on.",
        "es": "Debe estar vigente ese día, desde «{field}».",
    },
    "metric.related-within": {
        "en": (
            "It must have a record of {dataset} (matched by {match}) whose “{field}” lies "
            "within {days} days."
        ),
        "es": (
            "Debe tener un registro de {dataset} (por {match}) cuyo «{field}» quede en los "
            "{days} días siguientes."
        ),
    },
    "metric.related-in-last": {
        "en": (
            "There must be a record of {dataset} (matched by {match}) whose “{field}” lies "
            "in the {days} days that end with the day."
        ),
        "es": (
            "Debe haber un registro de {dataset} (por {match}) cuyo «{field}» quede en los "
            "{days} días que terminan ese día."
        ),
    },
    "metric.related-by-then": {
        "en": (
            "There must be a record of {dataset} (matched by {match}) with a “{field}” by then."
        ),
        "es": "Debe haber un registro de {dataset} (por {match}) con «{field}» para entonces.",
    },
    "metric.related-in-force": {
        "en": (
            "There must be a record of {dataset} (matched by {match}) in force that day, "
            "from “{field}” on."
        ),
        "es": (
            "Debe haber un registro de {dataset} (por {match}) vigente ese día, desde "
            "«{field}»."
        ),
    },
    "metric.related-where": {
        "en": "Of {dataset}, only records where {where}.",
        "es": "De {dataset}, solo registros donde {where}.",
    },
    "metric.youngest": {
        "en": "The youngest have had less time, and count as not there yet.",
        "es": "Los más recientes han tenido menos tiempo y cuentan como aún no llegados.",
    },
    "metric.only-last": {
        "en": "Of each {series}, only the last record by “{field}”.",
        "es": "De cada {series}, solo el último registro por «{field}».",
    },
    "metric.in-force": {
        "en": "A record is in force from its “{field}” on and before its “{ends}”.",
        "es": "Un registro está vigente desde «{field}» y hasta antes de «{ends}».",
    },
    "metric.in-force-ever": {
        "en": "A record is in force from its “{field}” on, for ever.",
        "es": "Un registro está vigente desde «{field}», para siempre.",
    },
    "metric.until-next": {
        "en": (
            "A record holds from its “{field}” on, until the next of the same {series}; of "
            "two on one day, the one with the later key."
        ),
        "es": (
            "Un registro vale desde «{field}» hasta el siguiente con igual {series}; de "
            "dos del mismo día, el de clave mayor."
        ),
    },
    "metric.until-any": {
        "en": (
            "A record holds from its “{field}” on, until the next one; of two on one day, "
            "the one with the later key."
        ),
        "es": (
            "Un registro vale desde «{field}» hasta el siguiente; de dos del mismo día, el "
            "de clave mayor."
        ),
    },
    "metric.at-end": {
        "en": (
            "What counts is the last day of the period before {before}; while it runs, the "
            "last day seen."
        ),
        "es": (
            "Cuenta el último día del periodo, antes de {before}; mientras dura, el último "
            "día visto."
        ),
    },
    "metric.at-start": {
        "en": "What counts is the eve of {start}, with which the period begins.",
        "es": "Cuenta la víspera del {start}, con la que empieza el periodo.",
    },
    "metric.at-average": {
        "en": (
            "It is looked at on every day from {start} up to, not including, {before}, and "
            "averaged over the days."
        ),
        "es": (
            "Se mira cada día desde {start} y antes de {before}, y se promedia entre los días."
        ),
    },
    "metric.of-the-whole": {
        "en": "A filter, or a field, narrows “{of}” above and leaves “{to}” below whole.",
        "es": "Un filtro, o un campo, acota «{of}» arriba y deja entero «{to}» abajo.",
    },
    "metric.folds-sum": {
        "en": "Adds up “{of}” of every part of the period.",
        "es": "Suma «{of}» de cada parte del periodo.",
    },
    "metric.folds-average": {
        "en": "Averages “{of}” over the parts of the period.",
        "es": "Promedia «{of}» entre las partes del periodo.",
    },
    "metric.folds-minimum": {
        "en": "The least “{of}” of any part of the period.",
        "es": "El menor «{of}» de las partes del periodo.",
    },
    "metric.folds-maximum": {
        "en": "The greatest “{of}” of any part of the period.",
        "es": "El mayor «{of}» de las partes del periodo.",
    },
    "metric.each-day": {
        "en": "The parts are its days, as far as they are over.",
        "es": "Las partes son sus días, los que ya han pasado.",
    },
    "metric.each-week": {
        "en": "The parts are the weeks that begin in it and are over.",
        "es": "Las partes son las semanas que empiezan en él y ya han terminado.",
    },
    "metric.each-month": {
        "en": "The parts are the months that begin in it and are over.",
        "es": "Las partes son los meses que empiezan en él y ya han terminado.",
    },
    "metric.each-quarter": {
        "en": "The parts are the quarters that begin in it and are over.",
        "es": "Las partes son los trimestres que empiezan en él y ya han terminado.",
    },
    "metric.each-year": {
        "en": "The parts are the years that begin in it and are over.",
        "es": "Las partes son los años que empiezan en él y ya han terminado.",
    },
    "metric.divides": {"en": "Divides “{of}” by “{to}”.", "es": "Divide «{of}» entre «{to}»."},
    "metric.runs-since-week": {
        "en": "“{of}” from the start of the week to the end of the period.",
        "es": "«{of}» desde el comienzo de la semana hasta el final del periodo.",
    },
    "metric.runs-since-month": {
        "en": "“{of}” from the start of the month to the end of the period.",
        "es": "«{of}» desde el comienzo del mes hasta el final del periodo.",
    },
    "metric.runs-since-quarter": {
        "en": "“{of}” from the start of the quarter to the end of the period.",
        "es": "«{of}» desde el comienzo del trimestre hasta el final del periodo.",
    },
    "metric.runs-since-year": {
        "en": "“{of}” from the start of the year to the end of the period.",
        "es": "«{of}» desde el comienzo del año hasta el final del periodo.",
    },
    "metric.runs-since-ever": {
        "en": "“{of}” of all times, to the end of the period.",
        "es": "«{of}» de todos los tiempos, hasta el final del periodo.",
    },
    "metric.derives": {"en": "Computes {formula}.", "es": "Calcula {formula}."},
    "metric.where-part": {"en": "{name}:", "es": "{name}:"},
    "metric.of-nobody": {
        "en": "Only what nobody has been matched to yet.",
        "es": "Solo lo que aún no se ha identificado.",
    },
    "metric.filters": {
        "en": "Only records where {where}.",
        "es": "Solo registros donde {where}.",
    },
    "metric.dates": {
        "en": "A record counts on its “{field}”, from {start} up to, not including, {before}.",
        "es": "Un registro cuenta en su fecha «{field}», desde {start} y antes de {before}.",
    },
    "metric.credits": {
        "en": "It is credited to “{field}”, in the team of that date.",
        "es": "Se acredita a «{field}», en el equipo de esa fecha.",
    },
    "metric.of-person": {
        "en": "Only what is credited to {person}.",
        "es": "Solo lo acreditado a {person}.",
    },
    "metric.of-team": {
        "en": "Only what the people of {team} sold while they were in it.",
        "es": "Solo lo que vendieron las personas de {team} mientras estaban en él.",
    },
    "metric.of-manager": {
        "en": "Only what the teams led by {person} sold.",
        "es": "Solo lo que vendieron los equipos que lidera {person}.",
    },
    "metric.of-field": {
        "en": "Only records whose “{field}” is {value}.",
        "es": "Solo registros cuyo «{field}» es {value}.",
    },
}
