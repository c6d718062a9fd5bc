"""What the codes of pushed events say."""

MESSAGES = {
    "push.json": {
        "en": (
            "This is not valid JSON.",
            "Look at line and column; write it with a JSON library.",
        ),
        "es": (
            "Esto no es JSON válido.",
            "Mira la línea y la columna; escríbelo con una librería de JSON.",
        ),
    },
    "push.encoding": {
        "en": ("The text is not UTF-8.", "Send JSON as UTF-8."),
        "es": ("El texto no es UTF-8.", "Envía el JSON en UTF-8."),
    },
    "push.too-deep": {
        "en": ("The JSON is nested too deeply.", "An event needs four levels at most."),
        "es": (
            "El JSON está anidado demasiado hondo.",
            "Un evento necesita cuatro niveles como mucho.",
        ),
    },
    "push.name-twice": {
        "en": ("The name «{name}» stands twice in one object.", "Keep the one that is meant."),
        "es": (
            "El nombre «{name}» aparece dos veces en un objeto.",
            "Deja el que corresponde.",
        ),
    },
    "push.not-a-number": {
        "en": ("«{value}» is not a number in JSON.", "Send null where there is no value."),
        "es": ("«{value}» no es un número en JSON.", "Envía null donde no hay valor."),
    },
    "push.event": {
        "en": (
            "An event is a JSON object.",
            "Send an object with specversion, id, source, type and data.",
        ),
        "es": (
            "Un evento es un objeto JSON.",
            "Envía un objeto con specversion, id, source, type y data.",
        ),
    },
    "push.specversion": {
        "en": ("The event is not of CloudEvents 1.0.", 'Write «"specversion": "1.0"».'),
        "es": ("El evento no es de CloudEvents 1.0.", 'Escribe «"specversion": "1.0"».'),
    },
    "push.id": {
        "en": (
            "The event has no usable id.",
            "Give each event an id of its own: text of at most {limit} characters on one line.",
        ),
        "es": (
            "El evento no tiene un id que se pueda usar.",
            "Da a cada evento un id propio: una línea de {limit} caracteres como mucho.",
        ),
    },
    "push.source": {
        "en": (
            "This key may only speak for another source.",
            'Write «"source": "{source}"», or use the key of this source.',
        ),
        "es": (
            "Esta llave solo puede hablar por otra fuente.",
            'Escribe «"source": "{source}"» o usa la llave de esta fuente.',
        ),
    },
    "push.type": {
        "en": (
            "The type does not say what to do.",
            "End it with «.upsert» or «.delete», such as «{example}».",
        ),
        "es": (
            "El tipo no dice qué hay que hacer.",
            "Termínalo en «.upsert» o «.delete», como «{example}».",
        ),
    },
    "push.data-type": {
        "en": (
            "The data of an event has to be JSON.",
            "Leave «datacontenttype» out, or write application/json.",
        ),
        "es": (
            "Los datos de un evento tienen que ser JSON.",
            "Deja fuera «datacontenttype» o escribe application/json.",
        ),
    },
    "push.data": {
        "en": (
            "The event carries no data object.",
            "Put dataset, key and fields into «data»; «data_base64» is not read.",
        ),
        "es": (
            "El evento no lleva un objeto de datos.",
            "Pon dataset, key y fields en «data»; «data_base64» no se lee.",
        ),
    },
    "push.member": {
        "en": ("«data» has no member «{name}».", "It holds: {known}."),
        "es": ("«data» no tiene ningún miembro «{name}».", "Contiene: {known}."),
    },
    "push.member+near": {
        "en": ("«data» has no member «{name}».", "Did you mean «{near}»?"),
        "es": ("«data» no tiene ningún miembro «{name}».", "¿Querías decir «{near}»?"),
    },
    "push.fields": {
        "en": (
            "An upsert says how the record stands, and this one has no «fields».",
            "Send every field of the record by name.",
        ),
        "es": (
            "Un upsert dice cómo está el registro, y a este le falta «fields».",
            "Envía todos los campos del registro por su nombre.",
        ),
    },
    "push.subject": {
        "en": ("The subject names no record.", "Write it as dataset/key, or leave it out."),
        "es": (
            "El asunto no nombra ningún registro.",
            "Escríbelo como conjunto/clave o déjalo fuera.",
        ),
    },
    "push.subject-differs": {
        "en": (
            "Subject and data name two different records.",
            "Name the record once, or the same in both places.",
        ),
        "es": (
            "El asunto y los datos nombran dos registros distintos.",
            "Nombra el registro una vez, o igual en los dos sitios.",
        ),
    },
    "push.dataset": {
        "en": (
            "The event does not say to which dataset its record belongs.",
            "Put the key of the dataset into «data.dataset».",
        ),
        "es": (
            "El evento no dice a qué conjunto pertenece su registro.",
            "Pon la clave del conjunto en «data.dataset».",
        ),
    },
    "push.key": {
        "en": (
            "The record has no usable key.",
            "Put a text of at most {limit} characters into «data.key».",
        ),
        "es": (
            "El registro no tiene una clave que se pueda usar.",
            "Pon un texto de {limit} caracteres como mucho en «data.key».",
        ),
    },
    "push.not-allowed": {
        "en": ("This key may not write to the dataset «{name}».", "It may write to: {known}."),
        "es": (
            "Esta llave no puede escribir en el conjunto «{name}».",
            "Puede escribir en: {known}.",
        ),
    },
    "push.version": {
        "en": (
            "«{value}» is not a source version.",
            "Send a whole number from 0 on, or leave the version out.",
        ),
        "es": (
            "«{value}» no es una versión de la fuente.",
            "Envía un número entero desde 0 o deja la versión fuera.",
        ),
    },
    "push.time": {
        "en": (
            "«{value}» is not an instant.",
            "Write it as in RFC 3339, with its offset: 2017-12-31T23:59:00Z.",
        ),
        "es": (
            "«{value}» no es un instante.",
            "Escríbelo como en RFC 3339, con su desfase: 2017-12-31T23:59:00Z.",
        ),
    },
    "push.key-differs": {
        "en": (
            "The field «{field}» says another key than the event.",
            "Leave the field out: the event's key fills it.",
        ),
        "es": (
            "El campo «{field}» dice otra clave que el evento.",
            "Deja fuera el campo: lo llena la clave del evento.",
        ),
    },
    "push.wrong-type.text": {
        "en": ("«{column}» has to be text.", "Put the value between quotes."),
        "es": ("«{column}» tiene que ser texto.", "Pon el valor entre comillas."),
    },
    "push.wrong-type.money": {
        "en": (
            "«{column}» holds an amount in a form that does not say what its units are.",
            'Write text, "10.50", or minor units, {{"minor": 1050}}, never a bare number.',
        ),
        "es": (
            "«{column}» lleva un importe escrito sin decir en qué unidades está.",
            'Escribe texto, "10.50", o céntimos, {{"minor": 1050}}; nunca un número suelto.',
        ),
    },
    "push.wrong-type.whole": {
        "en": ("«{column}» has to be a whole number.", "Send it without decimals or exponent."),
        "es": (
            "«{column}» tiene que ser un número entero.",
            "Envíalo sin decimales ni exponente.",
        ),
    },
    "push.wrong-type.decimal": {
        "en": (
            "«{column}» has to be a number.",
            "Send a number, or its text, with at most six decimals.",
        ),
        "es": (
            "«{column}» tiene que ser un número.",
            "Envía un número, o su texto, con seis decimales como mucho.",
        ),
    },
    "push.wrong-type.yes-no": {
        "en": ("«{column}» has to be true or false.", "Send true or false without quotes."),
        "es": (
            "«{column}» tiene que ser verdadero o falso.",
            "Envía true o false sin comillas.",
        ),
    },
    "record.required+pushed": {
        "en": ("«{column}» is missing or empty.", "Every record needs a value here."),
        "es": ("«{column}» falta o está vacío.", "Cada registro necesita aquí un valor."),
    },
    "record.date+pushed": {
        "en": ("«{value}» is not a date.", "Write it as 2017-12-31."),
        "es": ("«{value}» no es una fecha.", "Escríbela como 2017-12-31."),
    },
    "record.instant+pushed": {
        "en": ("«{value}» is not an instant.", "Write it as 2017-12-31T23:59:00Z."),
        "es": ("«{value}» no es un instante.", "Escríbelo como 2017-12-31T23:59:00Z."),
    },
    "record.money+pushed": {
        "en": ("«{value}» is not an amount.", 'Write digits and a point, such as "1250.50".'),
        "es": ("«{value}» no es un importe.", 'Escribe cifras y un punto, como "1250.50".'),
    },
    "record.decimal+pushed": {
        "en": ("«{value}» is not a number.", "Write digits and a point, at most six decimals."),
        "es": (
            "«{value}» no es un número.",
            "Escribe cifras y un punto, con seis decimales como mucho.",
        ),
    },
    "record.whole+pushed": {
        "en": ("«{value}» is not a whole number.", "Write digits only."),
        "es": ("«{value}» no es un número entero.", "Escribe solo cifras."),
    },
    "record.encoding+pushed": {
        "en": ("«{column}» holds half a character.", "Send it as UTF-8."),
        "es": ("«{column}» contiene medio carácter.", "Envíalo en UTF-8."),
    },
    "push.currency": {
        "en": (
            "«{column}» is in {wanted}, not in «{currency}».",
            "Send the amount in {wanted}.",
        ),
        "es": (
            "«{column}» está en {wanted}, no en «{currency}».",
            "Envía el importe en {wanted}.",
        ),
    },
    "push.id-conflict": {
        "en": (
            "The id «{id}» was used before for an event that says something else.",
            "Give the new event an id of its own.",
        ),
        "es": (
            "El id «{id}» ya se usó para un evento que dice otra cosa.",
            "Da al evento nuevo un id propio.",
        ),
    },
}
