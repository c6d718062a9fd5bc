"""What the codes of records and their values say."""

MESSAGES = {
    "record.nothing-personal": {
        "en": (
            "Nothing in «{key}» is personal.",
            "Only what a field declared personal holds can be erased.",
        ),
        "es": (
            "En «{key}» no hay nada personal.",
            "Solo se borra lo que guarda un campo declarado personal.",
        ),
    },
    "record.of-a-person": {
        "en": (
            "What is personal in «{key}» belongs to one of your people.",
            "Erase the person: it goes with them.",
        ),
        "es": (
            "Lo personal de «{key}» es de una de tus personas.",
            "Borra a la persona: se va con ella.",
        ),
    },
    "record.reason": {
        "en": ("No reason is given.", "Say why: whoever reads the record later will ask."),
        "es": ("Falta el motivo.", "Di por qué: quien lea el registro después lo preguntará."),
    },
    "record.reason-long": {
        "en": ("The reason is longer than {limit} characters.", "Shorten it."),
        "es": ("El motivo pasa de {limit} caracteres.", "Acórtalo."),
    },
    "record.reason-repeats": {
        "en": (
            "The reason repeats a personal value of the record.",
            "Say why without it: the history keeps the reason for ever.",
        ),
        "es": (
            "El motivo repite un dato personal del registro.",
            "Di por qué sin repetirlo: el historial guarda el motivo para siempre.",
        ),
    },
    "record.person": {
        "en": ("«{value}» is nobody of the list.", "Choose a person from it."),
        "es": ("«{value}» no está en la lista.", "Elige a una persona de ella."),
    },
    "record.exists": {
        "en": (
            "There is a record «{value}» already.",
            "Give this one another key, or open that one and correct it.",
        ),
        "es": (
            "Ya hay un registro «{value}».",
            "Dale otra clave a este, o abre aquel y corrígelo.",
        ),
    },
    "record.key": {
        "en": (
            "A record's key is empty or longer than {limit} characters.",
            "Give each record a short key of its own.",
        ),
        "es": (
            "La clave de un registro está vacía o pasa de {limit} caracteres.",
            "Da a cada registro una clave corta y propia.",
        ),
    },
    "record.key-twice": {
        "en": (
            "The key «{value}» stands in line {first} already, with other values.",
            "Keep the row that is right.",
        ),
        "es": (
            "La clave «{value}» ya está en la línea {first}, con otros valores.",
            "Deja la fila correcta.",
        ),
    },
    "record.version-conflict": {
        "en": (
            "Version {version} of «{key}» in «{dataset}» is known with other content.",
            "A changed record needs a higher version.",
        ),
        "es": (
            "La versión {version} de «{key}» en «{dataset}» ya se conoce con otro contenido.",
            "Un registro que cambia necesita una versión mayor.",
        ),
    },
    "record.required": {
        "en": ("«{column}» is empty.", "Every row needs a value here."),
        "es": ("«{column}» está vacía.", "Cada fila necesita aquí un valor."),
    },
    "record.doubtful": {
        "en": ("The row could not be read with certainty.", "Report it with this line."),
        "es": ("La fila no se pudo leer con certeza.", "Avísanos e incluye esta línea."),
    },
    "record.encoding": {
        "en": (
            "«{value}» holds bytes that are not in the declared encoding.",
            "Save the file as UTF-8, or say its «encoding» in the mapping.",
        ),
        "es": (
            "«{value}» contiene bytes que no son de la codificación declarada.",
            "Guarda el archivo como UTF-8 o indica su «encoding» en la correspondencia.",
        ),
    },
    "record.nul": {
        "en": ("«{value}» holds a NUL character.", "Remove it where the file was made."),
        "es": ("«{value}» contiene un carácter NUL.", "Quítalo donde se generó el archivo."),
    },
    "record.too-long": {
        "en": ("The value is longer than {limit} characters.", "Shorten it."),
        "es": ("El valor pasa de {limit} caracteres.", "Acórtalo."),
    },
    "record.choice": {
        "en": ("«{value}» is not one of the choices.", "Allowed: {choices}."),
        "es": ("«{value}» no es ninguna de las opciones.", "Se admite: {choices}."),
    },
    "record.whole": {
        "en": (
            "«{value}» is not a whole number.",
            "Write digits only, with the thousands mark of the mapping if it has one.",
        ),
        "es": (
            "«{value}» no es un número entero.",
            "Escribe solo cifras, con la marca de miles de la correspondencia si la tiene.",
        ),
    },
    "record.decimal": {
        "en": (
            "«{value}» is not a number with «{decimal}» before the decimals, at most six.",
            "Correct it, or declare how the file writes numbers.",
        ),
        "es": (
            "«{value}» no es un número con «{decimal}» y seis decimales como mucho.",
            "Corrígelo o declara cómo escribe los números el archivo.",
        ),
    },
    "record.money": {
        "en": (
            "«{value}» is not an amount written with «{decimal}» before the decimals.",
            "Correct it, or declare how the file writes numbers; nothing is guessed.",
        ),
        "es": (
            "«{value}» no es un importe escrito con «{decimal}» antes de los decimales.",
            "Corrígelo o declara cómo escribe los números el archivo; nada se adivina.",
        ),
    },
    "record.money.places": {
        "en": (
            "«{value}» has more decimals than {currency} has ({places}).",
            "Round it where it comes from; Rumbo does not round what it reads.",
        ),
        "es": (
            "«{value}» tiene más decimales que {currency} ({places}).",
            "Redondéalo en su origen; Rumbo no redondea lo que lee.",
        ),
    },
    "record.currency": {
        "en": (
            "The amount has no currency: «{field}» says «{currency}».",
            "Write an ISO code such as USD there.",
        ),
        "es": (
            "El importe no tiene moneda: «{field}» dice «{currency}».",
            "Escribe ahí un código ISO como EUR.",
        ),
    },
    "record.date": {
        "en": (
            "«{value}» is not a date written like {example}.",
            "Correct it, or declare how the file writes dates.",
        ),
        "es": (
            "«{value}» no es una fecha escrita como {example}.",
            "Corrígela o declara cómo escribe las fechas el archivo.",
        ),
    },
    "record.instant": {
        "en": (
            "«{value}» is not a date and time written like {example}.",
            "Correct it, or declare how the file writes them.",
        ),
        "es": (
            "«{value}» no es una fecha y hora escrita como {example}.",
            "Corrígela o declara cómo las escribe el archivo.",
        ),
    },
    "record.yes-no": {
        "en": ("«{value}» is neither yes ({yes}) nor no ({no}).", "Write one of these words."),
        "es": ("«{value}» no es ni sí ({yes}) ni no ({no}).", "Escribe una de esas palabras."),
    },
}
