"""What the codes of linked engines say: datasets whose records live outside Rumbo."""

from collections.abc import Mapping

MESSAGES: dict[str, Mapping[str, tuple[str, str]]] = {
    "linked.connection": {
        "en": (
            "No connection is called «{connection}».",
            "Set RUMBO_LINKED_… to its address and restart; there are: {known}.",
        ),
        "es": (
            "No hay ninguna conexión llamada «{connection}».",
            "Pon su dirección en RUMBO_LINKED_… y reinicia; hay: {known}.",
        ),
    },
    "linked.client": {
        "en": (
            "The client for Spark is not installed here.",
            "Install it: pip install 'rumbo[spark]', or requirements/spark.txt.",
        ),
        "es": (
            "El cliente de Spark no está instalado aquí.",
            "Instálalo: pip install 'rumbo[spark]', o requirements/spark.txt.",
        ),
    },
    "linked.unreachable": {
        "en": (
            "The engine behind «{connection}» does not answer.",
            "Its figures come back with it; ask whoever runs it, or check its address.",
        ),
        "es": (
            "El motor detrás de «{connection}» no responde.",
            "Sus cifras vuelven con él; avisa a quien lo lleva o revisa su dirección.",
        ),
    },
    "linked.denied": {
        "en": (
            "The engine behind «{connection}» does not let Rumbo read this.",
            "Check the token, and what the account behind it may read.",
        ),
        "es": (
            "El motor detrás de «{connection}» no deja que Rumbo lea esto.",
            "Revisa el token y qué puede leer la cuenta que hay detrás.",
        ),
    },
    "linked.table": {
        "en": (
            "«{connection}» has no table «{name}».",
            "Correct `table` under `lives-in`, or have the table made again.",
        ),
        "es": (
            "«{connection}» no tiene ninguna tabla «{name}».",
            "Corrige `table` en `lives-in`, o pide que vuelvan a crear la tabla.",
        ),
    },
    "linked.column": {
        "en": (
            "The table «{table}» has no column «{name}», which «{dataset}» needs.",
            "Name the right column under `lives-in`, `columns`.",
        ),
        "es": (
            "La tabla «{table}» no tiene la columna «{name}», que «{dataset}» necesita.",
            "Nombra la columna correcta en `lives-in`, `columns`.",
        ),
    },
    "linked.column-type": {
        "en": (
            "The column «{name}» of «{table}» is {found}; «{dataset}» needs {expected}.",
            "Convert it in a view on that side: a silent conversion could change figures.",
        ),
        "es": (
            "La columna «{name}» de «{table}» es {found}; «{dataset}» necesita {expected}.",
            "Conviértela en una vista de ese lado: convertir en silencio cambiaría cifras.",
        ),
    },
    "linked.no-past": {
        "en": (
            "The records of {datasets} live in a table that knows only what is true now.",
            "Ask without a past moment, or give its `versions` under `lives-in`.",
        ),
        "es": (
            "Los registros de {datasets} viven en una tabla que solo sabe lo de ahora.",
            "Pregunta sin un momento pasado, o indica sus `versions` en `lives-in`.",
        ),
    },
    "linked.two-homes": {
        "en": (
            "The records of {datasets} live in different places, and one query reads them all.",
            "Bring them to one place, or leave out the field that leads to the other.",
        ),
        "es": (
            "Los registros de {datasets} viven en sitios distintos y se leen de una vez.",
            "Llévalos a un mismo sitio, o quita el campo que lleva al otro.",
        ),
    },
    "linked.form": {
        "en": (
            "«{form}» is not known to mean the same in the linked engine, so it is not asked.",
            "Write the metric without it, or keep its records in Rumbo.",
        ),
        "es": (
            "No consta que «{form}» signifique lo mismo en el otro motor: no se le pregunta.",
            "Escribe la métrica sin eso, o guarda sus registros en Rumbo.",
        ),
    },
    "linked.too-slow": {
        "en": (
            "«{connection}» took too long and was stopped.",
            "Try again, ask for a shorter period, or give the cluster more room.",
        ),
        "es": (
            "«{connection}» tardó demasiado y se detuvo la consulta.",
            "Inténtalo otra vez, pide un periodo más corto o da más sitio al clúster.",
        ),
    },
    "linked.overflow": {
        "en": (
            "A number in «{connection}» is too large to be added up exactly.",
            "Look for amounts that cannot be: no figure is given rather than a wrong one.",
        ),
        "es": (
            "Un número de «{connection}» es demasiado grande para sumarlo con exactitud.",
            "Busca importes imposibles: antes que una cifra falsa, no se da ninguna.",
        ),
    },
    "linked.failed": {
        "en": (
            "«{connection}» could not answer ({reason}).",
            "Look at the log of the engine; the SQL that was asked is on the metric's page.",
        ),
        "es": (
            "«{connection}» no pudo responder ({reason}).",
            "Mira el registro del motor; el SQL preguntado está en la página de la métrica.",
        ),
    },
    "plan.linked-no-past": {
        "en": (
            "«{metric}» counts records of {datasets}, whose table keeps no past.",
            "Pay needs a table with `versions`: what is settled must come out the same again.",
        ),
        "es": (
            "«{metric}» cuenta registros de {datasets}, cuya tabla no guarda el pasado.",
            "Pagar exige una tabla con `versions`: lo liquidado debe volver a salir igual.",
        ),
    },
}
