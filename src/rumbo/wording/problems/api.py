"""What the codes of the API say."""

MESSAGES = {
    "api.key-missing": {
        "en": ("This address needs a push key.", "Send it as «Authorization: Bearer …»."),
        "es": ("Esta dirección necesita una llave.", "Envíala como «Authorization: Bearer …»."),
    },
    "api.key": {
        "en": (
            "The push key is not valid: unknown, replaced, expired or revoked.",
            "Ask for a new secret on the page of push keys.",
        ),
        "es": (
            "La llave de envío no vale: es desconocida, se reemplazó, caducó o fue revocada.",
            "Pide un secreto nuevo en la página de llaves de envío.",
        ),
    },
    "api.unknown": {
        "en": ("There is nothing at this address.", "The addresses are in /api/openapi.json."),
        "es": ("En esta dirección no hay nada.", "Las direcciones están en /api/openapi.json."),
    },
    "api.no-event": {
        "en": (
            "No such event of this key's source has arrived.",
            "Look at source and id; send it again if its answer was lost.",
        ),
        "es": (
            "No ha llegado ningún evento así de la fuente de esta llave.",
            "Revisa la fuente y el id; envíalo otra vez si se perdió su respuesta.",
        ),
    },
    "api.no-dataset": {
        "en": ("This key may write to no such dataset.", "See /api/datasets."),
        "es": ("Esta llave no puede escribir en ningún conjunto así.", "Mira /api/datasets."),
    },
    "api.method": {
        "en": (
            "This address does not take that method.",
            "The header «Allow» lists those it does.",
        ),
        "es": (
            "Esta dirección no admite ese método.",
            "La cabecera «Allow» enumera los que admite.",
        ),
    },
    "api.media-type": {
        "en": ("Events cannot be read from this type of content.", "Send one of: {known}."),
        "es": ("De este tipo de contenido no se leen eventos.", "Envía uno de: {known}."),
    },
    "api.encoding": {
        "en": ("Compressed bodies are not read.", "Send the body without «Content-Encoding»."),
        "es": ("No se leen cuerpos comprimidos.", "Envía el cuerpo sin «Content-Encoding»."),
    },
    "api.batch": {
        "en": ("A batch is a JSON array of events.", "Put the events between [ and ]."),
        "es": ("Un lote es una lista JSON de eventos.", "Pon los eventos entre [ y ]."),
    },
    "api.too-large": {
        "en": ("The body is larger than {limit} MB.", "Cut it into several requests."),
        "es": ("El cuerpo pasa de {limit} MB.", "Repártelo en varias peticiones."),
    },
    "api.line-too-long": {
        "en": (
            "A line of the stream is longer than an event may be.",
            "End each event with a line break.",
        ),
        "es": (
            "Una línea del flujo es más larga de lo que puede ser un evento.",
            "Termina cada evento con un salto de línea.",
        ),
    },
    "api.too-many-events": {
        "en": (
            "The request holds more than {limit} events.",
            "Cut it into several; what was taken in already has no effect again.",
        ),
        "es": (
            "La petición lleva más de {limit} eventos.",
            "Repártela en varias; lo que ya entró no vuelve a tener efecto.",
        ),
    },
    "api.too-fast": {
        "en": (
            "This key may send {limit} events a minute, and has.",
            "Wait {seconds} s, then go on.",
        ),
        "es": (
            "Esta llave puede enviar {limit} eventos por minuto y ya los envió.",
            "Espera {seconds} s y continúa.",
        ),
    },
    "api.too-many-open": {
        "en": (
            "{limit} requests of this key are still sending their bodies.",
            "Finish some of them first.",
        ),
        "es": (
            "{limit} peticiones de esta llave siguen enviando su cuerpo.",
            "Termina antes algunas.",
        ),
    },
    "api.slow": {
        "en": ("The rest of the body did not come.", "Send it again without pauses."),
        "es": ("El resto del cuerpo no llegó.", "Envíalo otra vez sin pausas."),
    },
    "api.busy": {
        "en": (
            "More events wait than can be kept at once; these were not.",
            "Send them again in a moment.",
        ),
        "es": (
            "Esperan más eventos de los que se pueden guardar a la vez; estos no se guardaron.",
            "Envíalos otra vez en un momento.",
        ),
    },
    "api.unavailable": {
        "en": (
            "The database does not answer, so nothing can be promised.",
            "Send the same events again in a few seconds: what was kept has no effect twice.",
        ),
        "es": (
            "La base de datos no responde, así que no se puede prometer nada.",
            "Envía los mismos eventos en unos segundos: lo guardado no tiene efecto dos veces.",
        ),
    },
    "api.fault": {
        "en": (
            "Something went wrong here, and it was written down.",
            "Send it again; it is safe.",
        ),
        "es": ("Algo falló aquí y quedó anotado.", "Envíalo otra vez; no hay riesgo."),
    },
}
